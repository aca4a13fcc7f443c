using Voxopsy.Deep.MultipleInstance;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Tests.MultipleInstance;

public sealed class AggregationTests
{
    [Theory]
    [InlineData(InstancePoolingKind.Mean)]
    [InlineData(InstancePoolingKind.Maximum)]
    [InlineData(InstancePoolingKind.TopK)]
    [InlineData(InstancePoolingKind.NoisyOr)]
    [InlineData(InstancePoolingKind.LogSumExp)]
    [InlineData(InstancePoolingKind.EachInstance)]
    public void Join_Extremes_StayFiniteAndKeepTheirGradient(InstancePoolingKind kind)
    {
        using IBackend backend = Backends.Managed(new ManagedSettings { Threads = 1 });
        using Tape tape = Tape.Recording(backend);
        Tensor logits = tape.Watch(tape.Input(new Shape(3, 4), [-40, -30, -50, -45, 40, 30, 20, 60, 0.5f, -0.5f, 1, 0]));
        Tensor joined = ScorePooling.Join(tape, logits, new InstancePooling { Kind = kind, Largest = 2 });
        float[] values = joined.ToArray();
        tape.Backward(tape.Sum(joined, 0, 1));

        Assert.True(values[0] < values[2] && values[2] < values[1], string.Join(", ", values));
        Assert.All([.. values, .. tape.Gradient(logits)!.ToArray()], value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Join_NoisyOr_OfHalves_IsOneMinusTheProduct()
    {
        using IBackend backend = Backends.Managed(new ManagedSettings { Threads = 1 });
        using Tape tape = Tape.Inference(backend);
        float logit = ScorePooling.Join(tape, tape.Input(new Shape(1, 3), [0, 0, 0]), new InstancePooling { Kind = InstancePoolingKind.NoisyOr }).ToArray()[0];

        Assert.Equal(Math.Log(7), logit, 5);
    }

    [Fact]
    public void Histogram_CountsSharesOfEqualBins()
    {
        Assert.Equal([0.5, 0, 0.25, 0.25], ProbabilityHistogram.Of([0, 0.2, 0.6, 1], 4));
        Assert.Throws<ArgumentException>(() => ProbabilityHistogram.Of([1.2], 4));
        Assert.All(ProbabilityHistogram.Of([], 3), share => Assert.True(double.IsNaN(share)));
    }
}
