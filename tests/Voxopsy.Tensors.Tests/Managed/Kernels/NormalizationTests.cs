using Voxopsy.Tensors.Managed.Kernels;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Tests.Managed.Kernels;

public sealed unsafe class NormalizationTests
{
    private const double Epsilon = 1e-5;

    public static TheoryData<int, int, int, int, float> Cases() => new()
    {
        { 3, 4, 35, 0, 0 },
        { 2, 3, 9000, 0, 100 },
        { 1, 6, 7, 2, 0 },
        { 2, 6, 50, 6, -30 },
        { 4, 5, 1, 0, 0 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void ForwardAndBackward_AgreeWithTheDefinition_WithTheSameBitsOnAnyNumberOfThreads(int batch, int channels, int volume, int groups, float offset)
    {
        Random random = new(batch + volume);
        NormLayout layout = groups == 0 ? NormLayout.Batch(batch, channels, volume) : NormLayout.Group(batch, channels, volume, groups);
        var x = Numbers.Random(random, (long)batch * channels * volume);
        foreach (ref float value in x.Values)
        {
            value += offset;
        }

        var gradient = Numbers.Random(random, x.Count);
        var weight = Numbers.Random(random, channels);
        var bias = Numbers.Random(random, channels);
        foreach (Activation activation in new[] { Activation.None, Activation.Relu, Activation.LeakyRelu(0.1f) })
        {
            Expected expected = Define(layout, x, gradient, weight, bias, activation);
            Numbers[]? first = null;
            foreach (int threads in new[] { 1, 2, 5 })
            {
                Numbers[] found = Compute(threads, layout, x, gradient, weight, bias, activation);
                double tolerance = 2e-5 * (1 + Math.Abs(offset));
                found[0].AssertNear(expected.Y, tolerance, "output");
                found[1].AssertNear(expected.X, 4 * tolerance, "input gradient");
                found[2].AssertNear(expected.W, tolerance, "weight gradient");
                found[3].AssertNear(expected.B, tolerance, "bias gradient");
                first ??= found;
                for (int i = 0; i < found.Length; i++)
                {
                    found[i].AssertSameBits(first[i], $"result {i}, {threads} threads");
                }
            }
        }
    }

    [Fact]
    public void Forward_LargeMean_KeepsTheVariance()
    {
        Random random = new(9);
        var x = Numbers.Random(random, 100_000);
        foreach (ref float value in x.Values)
        {
            value = 10_000 + value;
        }

        double mean = x.Values.ToArray().Average(value => (double)value);
        double variance = x.Values.ToArray().Average(value => (value - mean) * (value - mean));
        Numbers y = new(x.Count), means = new(1), inverse = new(1), variances = new(1);
        using WorkPool pool = new(1);
        Normalization.Forward(
            pool, NormLayout.Batch(1, 1, x.Count), x.Pointer, null, null, 0, Activation.None, y.Pointer, means.Pointer, inverse.Pointer, variances.Pointer);

        Assert.Equal(variance, variances.Values[0], 1e-6);
        Assert.Equal(mean, means.Values[0], 1e-3);
    }

    private static Numbers[] Compute(
        int threads, NormLayout layout, Numbers x, Numbers gradient, Numbers weight, Numbers bias, Activation activation)
    {
        using WorkPool pool = new(threads);
        Numbers y = new(x.Count), mean = new(layout.Items), inverse = new(layout.Items);
        Normalization.Forward(
            pool, layout, x.Pointer, weight.Pointer, bias.Pointer, Epsilon, activation, y.Pointer, mean.Pointer, inverse.Pointer, null);
        Numbers dx = new(x.Count), dw = new(layout.Channels), db = new(layout.Channels);
        Normalization.Backward(
            pool,
            layout,
            BatchStatistics.Batch,
            gradient.Pointer,
            x.Pointer,
            y.Pointer,
            weight.Pointer,
            mean.Pointer,
            inverse.Pointer,
            activation,
            dx.Pointer,
            dw.Pointer,
            db.Pointer);
        Numbers again = new(x.Count);
        Normalization.Apply(pool, layout, x.Pointer, weight.Pointer, bias.Pointer, mean.Pointer, inverse.Pointer, activation, again.Pointer);
        again.AssertSameBits(y, "by given statistics");
        return [y, dx, dw, db, mean, inverse];
    }

    private static Expected Define(NormLayout layout, Numbers x, Numbers gradient, Numbers weight, Numbers bias, Activation activation)
    {
        Expected expected = new(new double[x.Count], new double[x.Count], new double[layout.Channels], new double[layout.Channels]);
        for (int item = 0; item < layout.Items; item++)
        {
            int[] places = [.. Enumerable.Range(0, layout.Pieces).SelectMany(piece => Enumerable.Range(layout.Row(item, piece) * layout.Volume, layout.Volume))];
            double mean = places.Average(i => (double)x.Values[i]);
            double inverse = 1 / Math.Sqrt(places.Average(i => (x.Values[i] - mean) * (x.Values[i] - mean)) + Epsilon);
            double[] hat = [.. places.Select(i => (x.Values[i] - mean) * inverse)];
            double[] inner = new double[places.Length];
            for (int k = 0; k < places.Length; k++)
            {
                int i = places[k];
                int channel = i / layout.Volume % layout.Channels;
                double value = (hat[k] * weight.Values[channel]) + bias.Values[channel];
                double slope = value > 0 || activation.Kind == ActivationKind.Identity ? 1 : activation.Slope;
                expected.Y[i] = value * slope;
                expected.B[channel] += gradient.Values[i] * slope;
                expected.W[channel] += gradient.Values[i] * slope * hat[k];
                inner[k] = gradient.Values[i] * slope * weight.Values[channel];
            }

            double meanGradient = inner.Average();
            double meanProduct = inner.Zip(hat, (a, b) => a * b).Average();
            for (int k = 0; k < places.Length; k++)
            {
                expected.X[places[k]] = inverse * (inner[k] - meanGradient - (hat[k] * meanProduct));
            }
        }

        return expected;
    }

    private sealed record Expected(double[] Y, double[] X, double[] W, double[] B);
}
