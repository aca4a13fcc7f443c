using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Managed.Plain;

internal abstract unsafe partial class PlainBackend<T>
{
    public virtual NormResult BatchNorm(Tensor x, Tensor? weight, Tensor? bias, (Tensor Mean, Tensor Variance)? running, BatchNormSettings settings)
    {
        (int channels, int volume) = ChannelsOf(x.Shape);
        NormState state = new(New(new Shape(channels)), New(new Shape(channels)));
        double[] mean = new double[channels];
        double[] inverse = new double[channels];
        if (settings.Statistics == BatchStatistics.Batch)
        {
            int count = x.Shape.Count / channels;
            double[] variance = new double[channels];
            Moments(Of(x), mean, variance, i => i / volume % channels, count);
            for (int channel = 0; channel < channels; channel++)
            {
                inverse[channel] = 1 / Math.Sqrt(variance[channel] + settings.Epsilon);
                if (running is { } moved)
                {
                    Move(ref Of(moved.Mean)[channel], mean[channel], settings.Momentum);
                    Move(ref Of(moved.Variance)[channel], variance[channel] * count / (count - 1), settings.Momentum);
                }
            }
        }
        else
        {
            for (int channel = 0; channel < channels; channel++)
            {
                mean[channel] = Wide(Of(running!.Value.Mean)[channel]);
                inverse[channel] = 1 / Math.Sqrt(Wide(Of(running.Value.Variance)[channel]) + settings.Epsilon);
            }
        }

        Store(mean, state.Mean);
        Store(inverse, state.InverseDeviation);
        Tensor y = Normalized(x, weight, bias, mean, inverse, i => i / volume % channels, i => i / volume % channels, settings.Activation);
        return new NormResult(y, state);
    }

    public virtual NormGradients BatchNormBackward(
        Tensor gradient, Tensor x, Tensor output, Tensor? weight, NormState state, BatchNormSettings settings, Wanted wanted)
    {
        (int channels, int volume) = ChannelsOf(x.Shape);
        return Backward(gradient, x, output, weight, state, i => i / volume % channels, i => i / volume % channels, x.Shape.Count / channels, settings.Activation, settings.Statistics, wanted);
    }

    public virtual NormResult GroupNorm(Tensor x, Tensor? weight, Tensor? bias, GroupNormSettings settings)
    {
        (int channels, int volume) = ChannelsOf(x.Shape);
        int part = channels / settings.Groups * volume;
        return Own(x, weight, bias, new Shape(x.Shape[0], settings.Groups), part, i => i / volume % channels, settings.Epsilon, settings.Activation);
    }

    public virtual NormGradients GroupNormBackward(
        Tensor gradient, Tensor x, Tensor output, Tensor? weight, NormState state, GroupNormSettings settings, Wanted wanted)
    {
        (int channels, int volume) = ChannelsOf(x.Shape);
        int part = channels / settings.Groups * volume;
        return Backward(gradient, x, output, weight, state, i => i / part, i => i / volume % channels, part, settings.Activation, BatchStatistics.Batch, wanted);
    }

    public virtual NormResult LayerNorm(Tensor x, Tensor? weight, Tensor? bias, double epsilon)
    {
        int row = x.Shape[^1];
        return Own(x, weight, bias, new Shape(row == 0 ? 0 : x.Shape.Count / row), row, i => i % row, epsilon, Activation.None);
    }

    public virtual NormGradients LayerNormBackward(Tensor gradient, Tensor x, Tensor? weight, NormState state, Wanted wanted)
    {
        int row = x.Shape[^1];
        return Backward(gradient, x, x, weight, state, i => i / row, i => i % row, row, Activation.None, BatchStatistics.Batch, wanted);
    }

    private static void Moments(ReadOnlySpan<T> values, double[] mean, double[] variance, Func<int, int> partOf, int count)
    {
        for (int i = 0; i < values.Length; i++)
        {
            mean[partOf(i)] += Wide(values[i]);
        }

        for (int part = 0; part < mean.Length; part++)
        {
            mean[part] /= count;
        }

        for (int i = 0; i < values.Length; i++)
        {
            double deviation = Wide(values[i]) - mean[partOf(i)];
            variance[partOf(i)] += deviation * deviation;
        }

        for (int part = 0; part < mean.Length; part++)
        {
            variance[part] /= count;
        }
    }

    private static void Move(ref T running, double batch, double momentum) => running = Narrow(((1 - momentum) * Wide(running)) + (momentum * batch));

    private NormResult Own(Tensor x, Tensor? weight, Tensor? bias, Shape parts, int part, Func<int, int> channelOf, double epsilon, Activation activation)
    {
        NormState state = new(New(parts), New(parts));
        double[] mean = new double[parts.Count];
        double[] variance = new double[parts.Count];
        Moments(Of(x), mean, variance, i => i / part, part);
        double[] inverse = [.. variance.Select(value => 1 / Math.Sqrt(value + epsilon))];
        Store(mean, state.Mean);
        Store(inverse, state.InverseDeviation);
        return new NormResult(Normalized(x, weight, bias, mean, inverse, i => i / part, channelOf, activation), state);
    }

    private Tensor Normalized(
        Tensor x, Tensor? weight, Tensor? bias, double[] mean, double[] inverse, Func<int, int> partOf, Func<int, int> channelOf, Activation activation)
    {
        Tensor y = New(x.Shape);
        ReadOnlySpan<T> from = Of(x);
        Span<T> to = Of(y);
        for (int i = 0; i < to.Length; i++)
        {
            double value = (Wide(from[i]) - mean[partOf(i)]) * inverse[partOf(i)];
            value = (value * (weight is null ? 1 : Wide(Of(weight)[channelOf(i)]))) + (bias is null ? 0 : Wide(Of(bias)[channelOf(i)]));
            to[i] = Activated(Narrow(value), activation);
        }

        return y;
    }

    // dx = w/σ (g - mean(g) - x̂ mean(g x̂)) with means over what was normalized together; with running statistics only w/σ g.
    private NormGradients Backward(
        Tensor gradient,
        Tensor x,
        Tensor output,
        Tensor? weight,
        NormState state,
        Func<int, int> partOf,
        Func<int, int> channelOf,
        int count,
        Activation activation,
        BatchStatistics statistics,
        Wanted wanted)
    {
        int channels = wanted.HasFlag(Wanted.Weight) || wanted.HasFlag(Wanted.Bias) ? 1 + Enumerable.Range(0, x.Shape.Count).Max(channelOf) : 0;
        double[] ofWeight = new double[channels];
        double[] ofBias = new double[channels];
        double[] sums = new double[state.Mean.Shape.Count];
        double[] products = new double[sums.Length];
        double[] scaled = new double[x.Shape.Count];
        double[] normal = new double[x.Shape.Count];
        for (int i = 0; i < scaled.Length; i++)
        {
            int part = partOf(i);
            double upstream = Wide(Of(gradient)[i]) * (activation.Kind == ActivationKind.Identity || Of(output)[i] > T.Zero ? 1 : activation.Slope);
            normal[i] = (Wide(Of(x)[i]) - Wide(Of(state.Mean)[part])) * Wide(Of(state.InverseDeviation)[part]);
            if (channels > 0)
            {
                ofBias[channelOf(i)] += upstream;
                ofWeight[channelOf(i)] += upstream * normal[i];
            }

            scaled[i] = upstream * (weight is null ? 1 : Wide(Of(weight)[channelOf(i)]));
            sums[part] += scaled[i];
            products[part] += scaled[i] * normal[i];
        }

        Tensor? input = wanted.HasFlag(Wanted.Input) ? New(x.Shape) : null;
        for (int i = 0; input is not null && i < scaled.Length; i++)
        {
            int part = partOf(i);
            double value = statistics == BatchStatistics.Running ? scaled[i] : scaled[i] - ((sums[part] + (normal[i] * products[part])) / count);
            Of(input)[i] = Narrow(value * Wide(Of(state.InverseDeviation)[part]));
        }

        return new NormGradients(input, wanted.HasFlag(Wanted.Weight) ? Stored(ofWeight) : null, wanted.HasFlag(Wanted.Bias) ? Stored(ofBias) : null);
    }

    private Tensor Stored(double[] numbers)
    {
        Tensor tensor = New(new Shape(numbers.Length));
        Store(numbers, tensor);
        return tensor;
    }
}
