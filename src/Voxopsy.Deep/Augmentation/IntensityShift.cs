using System.Numerics;
using System.Runtime.InteropServices;

namespace Voxopsy.Deep.Augmentation;

/// <summary>Contrast and brightness: values times a factor around their mean, plus a shift; each channel its own.</summary>
public sealed record IntensityShift : IntensityTransform
{
    /// <summary>The factor lies within 1 ± this.</summary>
    public double Contrast { get; init; } = 0.25;

    /// <summary>The shift lies within ± this, in scaled intensities.</summary>
    public double Brightness { get; init; } = 0.1;

    /// <inheritdoc/>
    public override string Name => "intensity";

    private protected override void Change(ImageBlock block, int channel, Draws stream)
    {
        Span<float> values = block.Channel(channel);
        float factor = (float)stream.Between(1 - Contrast, 1 + Contrast);
        float mean = (float)VoxelMoments.Of(values).Mean;
        float shift = (float)(stream.Between(-Brightness, Brightness) + (mean * (1 - factor)));
        Span<Vector<float>> lanes = MemoryMarshal.Cast<float, Vector<float>>(values);
        for (int i = 0; i < lanes.Length; i++)
        {
            lanes[i] = (lanes[i] * factor) + new Vector<float>(shift);
        }

        for (int i = lanes.Length * Vector<float>.Count; i < values.Length; i++)
        {
            values[i] = (values[i] * factor) + shift;
        }
    }
}
