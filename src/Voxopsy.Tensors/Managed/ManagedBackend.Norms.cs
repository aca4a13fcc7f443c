using Voxopsy.Tensors.Managed.Kernels;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Managed;

internal sealed unsafe partial class ManagedBackend
{
    /// <inheritdoc/>
    public override NormResult BatchNorm(Tensor x, Tensor? weight, Tensor? bias, (Tensor Mean, Tensor Variance)? running, BatchNormSettings settings)
    {
        (int channels, int volume) = ChannelsOf(x.Shape);
        NormLayout layout = NormLayout.Batch(x.Shape[0], channels, volume);
        Tensor y = New(x.Shape);
        NormState state = new(New(new Shape(channels)), New(new Shape(channels)));
        if (settings.Statistics == BatchStatistics.Running)
        {
            Of(running!.Value.Mean).CopyTo(Of(state.Mean));
            for (int channel = 0; channel < channels; channel++)
            {
                Of(state.InverseDeviation)[channel] = (float)(1 / Math.Sqrt(Of(running.Value.Variance)[channel] + settings.Epsilon));
            }

            Normalization.Apply(
                _pool, layout, Address(x), Optional(weight), Optional(bias), Address(state.Mean), Address(state.InverseDeviation), settings.Activation, Address(y));
            return new NormResult(y, state);
        }

        using Tensor variance = New(new Shape(channels));
        Normalization.Forward(
            _pool, layout, Address(x), Optional(weight), Optional(bias), settings.Epsilon, settings.Activation, Address(y), Address(state.Mean), Address(state.InverseDeviation), Address(variance));
        if (running is { } moved)
        {
            double count = x.Shape.Count / channels;
            Move(Of(moved.Mean), Of(state.Mean), settings.Momentum, 1);
            Move(Of(moved.Variance), Of(variance), settings.Momentum, count / (count - 1));
        }

        return new NormResult(y, state);
    }

    /// <inheritdoc/>
    public override NormGradients BatchNormBackward(
        Tensor gradient, Tensor x, Tensor output, Tensor? weight, NormState state, BatchNormSettings settings, Wanted wanted)
    {
        (int channels, int volume) = ChannelsOf(x.Shape);
        return NormBackward(NormLayout.Batch(x.Shape[0], channels, volume), settings.Statistics, gradient, x, output, weight, state, settings.Activation, wanted);
    }

    /// <inheritdoc/>
    public override NormResult GroupNorm(Tensor x, Tensor? weight, Tensor? bias, GroupNormSettings settings)
    {
        (int channels, int volume) = ChannelsOf(x.Shape);
        NormLayout layout = NormLayout.Group(x.Shape[0], channels, volume, settings.Groups);
        Tensor y = New(x.Shape);
        Shape parts = new(x.Shape[0], settings.Groups);
        NormState state = new(New(parts), New(parts));
        Normalization.Forward(
            _pool, layout, Address(x), Optional(weight), Optional(bias), settings.Epsilon, settings.Activation, Address(y), Address(state.Mean), Address(state.InverseDeviation), null);
        return new NormResult(y, state);
    }

    /// <inheritdoc/>
    public override NormGradients GroupNormBackward(
        Tensor gradient, Tensor x, Tensor output, Tensor? weight, NormState state, GroupNormSettings settings, Wanted wanted)
    {
        (int channels, int volume) = ChannelsOf(x.Shape);
        NormLayout layout = NormLayout.Group(x.Shape[0], channels, volume, settings.Groups);
        return NormBackward(layout, BatchStatistics.Batch, gradient, x, output, weight, state, settings.Activation, wanted);
    }

    private NormGradients NormBackward(
        NormLayout layout,
        BatchStatistics statistics,
        Tensor gradient,
        Tensor x,
        Tensor output,
        Tensor? weight,
        NormState state,
        Activation activation,
        Wanted wanted)
    {
        Tensor? input = wanted.HasFlag(Wanted.Input) ? New(x.Shape) : null;
        Tensor? ofWeight = wanted.HasFlag(Wanted.Weight) ? New(new Shape(layout.Channels)) : null;
        Tensor? ofBias = wanted.HasFlag(Wanted.Bias) ? New(new Shape(layout.Channels)) : null;

        // Without an activation the output is not read for its sign, and may be gone.
        float* sign = activation.Kind == ActivationKind.Identity ? Address(x) : Address(output);
        Normalization.Backward(
            _pool,
            layout,
            statistics,
            Address(gradient),
            Address(x),
            sign,
            Optional(weight),
            Address(state.Mean),
            Address(state.InverseDeviation),
            activation,
            Optional(input),
            Optional(ofWeight),
            Optional(ofBias));
        return new NormGradients(input, ofWeight, ofBias);
    }

    private static float* Optional(Tensor? tensor) => tensor is null ? null : Address(tensor);

    private static void Move(Span<float> running, ReadOnlySpan<float> batch, double momentum, double factor)
    {
        for (int channel = 0; channel < running.Length; channel++)
        {
            running[channel] = (float)(((1 - momentum) * running[channel]) + (momentum * batch[channel] * factor));
        }
    }
}
