using Voxopsy.Deep.Augmentation;

namespace Voxopsy.Deep.Tests.Augmentation;

public sealed class AugmentationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void Apply_SamePatientAndEpoch_SameBits(int depth)
    {
        ImageBlock one = Ramp(depth);
        ImageBlock again = Ramp(depth);
        ImageBlock other = Ramp(depth);
        AugmentationPlan.Everything.Apply(one, new Chance(7, "A/epoch 3"));
        AugmentationPlan.Everything.Apply(again, new Chance(7, "A/epoch 3"));
        AugmentationPlan.Everything.Apply(other, new Chance(7, "A/epoch 4"));

        Assert.Equal(one.Voxels, again.Voxels);
        Assert.NotEqual(one.Voxels, other.Voxels);
        Assert.All(one.Voxels, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Apply_None_ChangesNothing()
    {
        ImageBlock block = Ramp(5);
        AugmentationPlan.None.Apply(block, new Chance(1, "A"));

        Assert.Equal(Ramp(5).Voxels, block.Voxels);
    }

    [Fact]
    public void Flip_AllAxes_ReversesEachChannel()
    {
        ImageBlock block = Ramp(5);
        Only(new Flip { Columns = 1, Rows = 1, Slices = 1 }).Apply(block, new Chance(1, "A"));

        Assert.Equal(Ramp(5).Voxels[..block.ChannelVoxels].Reverse(), block.Voxels[..block.ChannelVoxels]);
    }

    [Fact]
    public void Flip_InPlane_LeavesTheOrderOfSlices()
    {
        ImageBlock block = Ramp(5);
        Only(new Flip { Columns = 1, Rows = 0, Slices = 0 }).Apply(block, new Chance(1, "A"));

        Assert.Equal(Ramp(5).Voxels[..block.Width].Reverse(), block.Voxels[..block.Width]);
    }

    [Fact]
    public void Scaling_ByTwo_OfAPlane_HalvesItsSlope()
    {
        // A plane stays a plane under interpolation, so its slope tells the map exactly.
        ImageBlock block = new([.. Enumerable.Range(0, 9 * 16 * 16).Select(i => (float)(i % 16))], 1, 9, 16, 16);
        (AugmentationPlan.None with { Scaling = new Scaling { Probability = 1, Lowest = 2, Highest = 2 } }).Apply(block, new Chance(1, "A"));

        Assert.Equal(0.5, block.Voxels[9] - block.Voxels[8], 5);
        Assert.Equal(7.25, block.Voxels[7], 5);
    }

    [Fact]
    public void Rotation_InPlane_OfAPlane_TurnsItsSlopeAndKeepsItsSteepness()
    {
        ImageBlock block = new([.. Enumerable.Range(0, 33 * 33).Select(i => (float)(i % 33))], 1, 1, 33, 33);
        (AugmentationPlan.None with { Rotation = new Rotation { Probability = 1, InPlaneDegrees = 40, TiltDegrees = 0 } }).Apply(block, new Chance(3, "A"));
        double across = block.Voxels[(16 * 33) + 17] - block.Voxels[(16 * 33) + 16];
        double down = block.Voxels[(17 * 33) + 16] - block.Voxels[(16 * 33) + 16];

        Assert.Equal(1, Math.Sqrt((across * across) + (down * down)), 4);
        Assert.NotEqual(0, down, 3);
    }

    [Fact]
    public void Elastic_MovesByAboutItsDeviation()
    {
        ImageBlock block = new([.. Enumerable.Range(0, 128 * 128).Select(i => (float)(i % 128))], 1, 1, 128, 128);
        (AugmentationPlan.None with { Elastic = new ElasticDeformation { Probability = 1, Deviation = 2 } }).Apply(block, new Chance(3, "A"));
        double[] moves = [.. Enumerable.Range(0, 128 * 128).Where(i => i % 128 is > 20 and < 108).Select(i => block.Voxels[i] - (double)(i % 128))];

        Assert.InRange(Math.Sqrt(moves.Average(move => move * move)), 0.8, 2.2);
    }

    [Fact]
    public void Gamma_KeepsMeanAndDeviation()
    {
        ImageBlock block = Ramp(4);
        (double mean, double deviation) = Moments(block.Voxels.AsSpan(0, block.ChannelVoxels));
        (AugmentationPlan.None with { Gamma = new GammaShift { Probability = 1, Lowest = 1.4, Highest = 1.4, Inverted = 1 } }).Apply(block, new Chance(3, "A"));
        (double after, double spread) = Moments(block.Voxels.AsSpan(0, block.ChannelVoxels));

        Assert.Equal(mean, after, 3);
        Assert.Equal(deviation, spread, 3);
        Assert.NotEqual(Ramp(4).Voxels, block.Voxels);
    }

    [Fact]
    public void Noise_HasTheMomentsOfANormal()
    {
        ImageBlock block = new(new float[200_003], 1, 1, 1, 200_003);
        (AugmentationPlan.None with { Noise = new NoiseAddition { Probability = 1, Largest = 1 } }).Apply(block, new Chance(3, "A"));
        (double mean, double deviation) = Moments(block.Voxels);
        double[] z = [.. block.Voxels.Select(value => (value - mean) / deviation)];

        Assert.Equal(0, mean / deviation, 2);
        Assert.Equal(0, z.Average(value => value * value * value), 1);
        Assert.Equal(3, z.Average(value => value * value * value * value), 1);
        Assert.InRange(z.Count(value => Math.Abs(value) > 2) / (double)z.Length, 0.0435, 0.0475);
    }

    [Fact]
    public void Blur_OfAPoint_KeepsItsSumAndSpreadsByItsSigma()
    {
        ImageBlock block = new(new float[31 * 31 * 31], 1, 31, 31, 31);
        block.Voxels[(((15 * 31) + 15) * 31) + 15] = 1;
        (AugmentationPlan.None with { Blur = new GaussianBlur { Probability = 1, Lowest = 1.2, Highest = 1.2 } }).Apply(block, new Chance(3, "A"));
        double variance = Enumerable.Range(0, block.Voxels.Length).Sum(i => block.Voxels[i] * Math.Pow((i % 31) - 15, 2));

        Assert.Equal(1, block.Voxels.Sum(), 4);
        Assert.Equal(1.2, Math.Sqrt(variance), 1);
    }

    [Fact]
    public void LowResolution_OfAnImage_LosesDetailButNotItsMean()
    {
        ImageBlock block = new([.. Enumerable.Range(0, 64 * 64).Select(i => (float)(((i / 2) + (i / 128)) % 2))], 1, 1, 64, 64);
        (AugmentationPlan.None with { LowResolution = new LowResolution { Probability = 1, Lowest = 0.4 } }).Apply(block, new Chance(5, "A"));
        (double mean, double deviation) = Moments(block.Voxels);

        Assert.Equal(0.5, mean, 1);
        Assert.True(deviation < 0.45, $"deviation {deviation}");
    }

    [Fact]
    public void Apply_MaskChannel_StaysAMask()
    {
        ImageBlock ramp = Ramp(6);
        float[] mask = [.. ramp.Voxels[..ramp.ChannelVoxels].Select((_, i) => i % 16 is > 4 and < 11 ? 1f : 0f)];
        ImageBlock block = new([.. ramp.Voxels[..ramp.ChannelVoxels], .. mask], 2, 6, 16, 16) { MaskChannels = 1 };
        AugmentationPlan.Everything.Apply(block, new Chance(9, "B"));

        Assert.All(block.Voxels[block.ChannelVoxels..], value => Assert.True(value is 0 or 1));
        Assert.Contains(1f, block.Voxels[block.ChannelVoxels..]);
    }

    private static AugmentationPlan Only(Flip flip) => AugmentationPlan.None with { Flip = flip };

    private static ImageBlock Ramp(int depth) => new([.. Enumerable.Range(0, 2 * depth * 256).Select(i => (float)Math.Sin(i * 0.37) + (i * 0.001f))], 2, depth, 16, 16);

    private static (double Mean, double Deviation) Moments(ReadOnlySpan<float> values)
    {
        double mean = 0;
        double squares = 0;
        foreach (float value in values)
        {
            mean += value;
            squares += (double)value * value;
        }

        mean /= values.Length;
        return (mean, Math.Sqrt((squares / values.Length) - (mean * mean)));
    }
}
