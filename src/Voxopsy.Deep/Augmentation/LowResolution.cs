namespace Voxopsy.Deep.Augmentation;

/// <summary>As if scanned more coarsely: taken down by the nearest voxel and brought back linearly.</summary>
/// <remarks>Source: the augmentation of nnU-Net (Isensee et al. 2021).</remarks>
public sealed record LowResolution : IntensityTransform
{
    /// <summary>The coarsest image has this share of voxels along each axis; above 0, at most 1.</summary>
    public double Lowest { get; init; } = 0.5;

    /// <inheritdoc/>
    public override string Name => "low resolution";

    private protected override void Change(ImageBlock block, int channel, Draws stream)
    {
        double share = stream.Between(Lowest, 1);
        Span<float> values = block.Channel(channel);
        float[] whole = values.ToArray();
        float[] along = new float[values.Length];
        Coarsen(whole, along, 1, block.Width, share);
        Coarsen(along, whole, block.Width, block.Height, share);
        if (!block.IsFlat)
        {
            Coarsen(whole, along, block.Width * block.Height, block.Depth, share);
        }

        (block.IsFlat ? whole : along).CopyTo(values);
    }

    /// <summary>Along one axis: each place between the two coarse voxels beside it.</summary>
    private static void Coarsen(float[] from, float[] to, int run, int length, double share)
    {
        int coarse = Math.Max(1, (int)Math.Round(length * share));
        int[] first = new int[length];
        int[] second = new int[length];
        float[] part = new float[length];
        for (int i = 0; i < length; i++)
        {
            double at = Math.Clamp((((i + 0.5) * coarse) / length) - 0.5, 0, coarse - 1);
            int low = (int)at;
            part[i] = (float)(at - low);
            first[i] = Nearest(low, coarse, length);
            second[i] = Nearest(Math.Min(low + 1, coarse - 1), coarse, length);
        }

        if (run == 1)
        {
            for (int start = 0; start < from.Length; start += length)
            {
                for (int i = 0; i < length; i++)
                {
                    float low = from[start + first[i]];
                    to[start + i] = low + ((from[start + second[i]] - low) * part[i]);
                }
            }

            return;
        }

        for (int outer = 0; outer < from.Length; outer += run * length)
        {
            for (int i = 0; i < length; i++)
            {
                ReadOnlySpan<float> low = from.AsSpan(outer + (first[i] * run), run);
                ReadOnlySpan<float> high = from.AsSpan(outer + (second[i] * run), run);
                Span<float> target = to.AsSpan(outer + (i * run), run);
                for (int x = 0; x < run; x++)
                {
                    target[x] = low[x] + ((high[x] - low[x]) * part[i]);
                }
            }
        }
    }

    private static int Nearest(int place, int coarse, int length) => Math.Min(length - 1, (int)((place + 0.5) * length / coarse));
}
