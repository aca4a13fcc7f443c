namespace Voxopsy.Deep.Augmentation;

/// <summary>Mean, deviation and range of a channel, added up in double in a fixed order.</summary>
internal readonly record struct VoxelMoments(double Mean, double Deviation, float Low, float High)
{
    internal static VoxelMoments Of(ReadOnlySpan<float> values)
    {
        // Four sums side by side: the order is fixed by the positions, not by the width of the machine's registers.
        (double a, double b, double c, double d) = (0, 0, 0, 0);
        (double aa, double bb, double cc, double dd) = (0, 0, 0, 0);
        (float low, float high) = (float.PositiveInfinity, float.NegativeInfinity);
        int i = 0;
        for (; i + 4 <= values.Length; i += 4)
        {
            (float v, float w, float x, float y) = (values[i], values[i + 1], values[i + 2], values[i + 3]);
            (a, b, c, d) = (a + v, b + w, c + x, d + y);
            (aa, bb, cc, dd) = (aa + ((double)v * v), bb + ((double)w * w), cc + ((double)x * x), dd + ((double)y * y));
            low = MathF.Min(low, MathF.Min(MathF.Min(v, w), MathF.Min(x, y)));
            high = MathF.Max(high, MathF.Max(MathF.Max(v, w), MathF.Max(x, y)));
        }

        for (; i < values.Length; i++)
        {
            (a, aa) = (a + values[i], aa + ((double)values[i] * values[i]));
            (low, high) = (MathF.Min(low, values[i]), MathF.Max(high, values[i]));
        }

        double mean = (a + b + c + d) / values.Length;
        return new VoxelMoments(mean, Math.Sqrt(Math.Max(0, ((aa + bb + cc + dd) / values.Length) - (mean * mean))), low, high);
    }
}
