using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Voxopsy.Deep.Augmentation;

/// <summary>A gamma curve between the lowest and the highest value, sometimes upside down; mean and deviation are kept.</summary>
/// <remarks>Source: the augmentation of nnU-Net (Isensee et al. 2021).</remarks>
public sealed record GammaShift : IntensityTransform
{
    /// <summary>The least exponent.</summary>
    public double Lowest { get; init; } = 0.7;

    /// <summary>The largest exponent.</summary>
    public double Highest { get; init; } = 1.5;

    /// <summary>The chance that the curve is applied upside down.</summary>
    public double Inverted { get; init; } = 0.25;

    /// <inheritdoc/>
    public override string Name => "gamma";

    private protected override void Change(ImageBlock block, int channel, Draws stream)
    {
        Span<float> values = block.Channel(channel);
        double gamma = stream.Between(Lowest, Highest);
        bool inverted = stream.Happens(Inverted);
        VoxelMoments before = VoxelMoments.Of(values);
        if (!(before.High > before.Low))
        {
            return;
        }

        float range = before.High - before.Low;
        Curve(values, inverted ? before.High : before.Low, inverted ? -1 / range : 1 / range, (float)gamma);
        VoxelMoments after = VoxelMoments.Of(values);
        double factor = after.Deviation > 0 ? before.Deviation / after.Deviation : 0;
        float scale = (float)(inverted ? -factor : factor);
        float shift = (float)(before.Mean - (after.Mean * scale));
        foreach (ref float value in values)
        {
            value = (value * scale) + shift;
        }
    }

    // x to a power as exp(gamma · log x), eight at a time; the least positive number stands in for 0.
    private static void Curve(Span<float> values, float origin, float factor, float gamma)
    {
        Span<Vector256<float>> lanes = MemoryMarshal.Cast<float, Vector256<float>>(values);
        Vector256<float> least = Vector256.Create(1e-7f);
        for (int i = 0; i < lanes.Length; i++)
        {
            Vector256<float> x = Vector256.Max((lanes[i] - Vector256.Create(origin)) * factor, least);
            lanes[i] = Vector256.Exp(Vector256.Log(x) * gamma);
        }

        for (int i = lanes.Length * Vector256<float>.Count; i < values.Length; i++)
        {
            values[i] = MathF.Exp(MathF.Log(MathF.Max((values[i] - origin) * factor, 1e-7f)) * gamma);
        }
    }
}
