namespace Voxopsy.Imaging.Resampling;

/// <summary>For positions along one axis: which samples contribute how much.</summary>
internal sealed class AxisWeights
{
    private AxisWeights(int taps, int[] index, double[] weight, bool[] inside) => (Taps, Index, Weight, Inside) = (taps, index, weight, inside);

    internal int Taps { get; }

    internal int[] Index { get; }

    internal double[] Weight { get; }

    internal bool[] Inside { get; }

    internal int Count => Inside.Length;

    internal static AxisWeights Of(ReadOnlySpan<double> positions, int length, Interpolation interpolation, Extension extension)
    {
        int taps = interpolation switch { Interpolation.Nearest => 1, Interpolation.Linear => 2, _ => 4 };
        AxisWeights weights = new(taps, new int[positions.Length * taps], new double[positions.Length * taps], new bool[positions.Length]);
        for (int i = 0; i < positions.Length; i++)
        {
            weights.Inside[i] = Fill(
                positions[i], length, extension, weights.Index.AsSpan(i * taps, taps), weights.Weight.AsSpan(i * taps, taps));
        }

        return weights;
    }

    /// <summary>Fills the taps of one position; false when it lies outside and nothing is assumed there.</summary>
    internal static bool Fill(double position, int length, Extension extension, Span<int> index, Span<double> weight)
    {
        if (extension == Extension.MirrorThenOutside && !(position >= -0.5 && position < length - 0.5))
        {
            weight.Clear();
            index.Clear();
            return false;
        }

        // Far outside an edge that goes on, every place is like the first beyond the reach of the spline.
        position = Math.Clamp(position, -4, length + 3);
        int first;
        switch (index.Length)
        {
            case 1:
                first = (int)Math.Floor(position + 0.5);
                weight[0] = 1;
                break;
            case 2:
                first = (int)Math.Floor(position);
                weight[1] = position - first;
                weight[0] = 1 - weight[1];
                break;
            default:
                int below = (int)Math.Floor(position);
                first = below - 1;
                CubicWeights(position - below, weight);
                break;
        }

        for (int tap = 0; tap < index.Length; tap++)
        {
            index[tap] = index.Length == 4 && extension == Extension.MirrorThenOutside
                ? Mirror(first + tap, length) : Math.Clamp(first + tap, 0, length - 1);
        }

        return true;
    }

    /// <summary>The four pieces of the cubic B-spline at a fraction of a step.</summary>
    private static void CubicWeights(double w, Span<double> weight)
    {
        weight[3] = w * w * w / 6;
        weight[0] = (1.0 / 6) + (0.5 * w * (w - 1)) - weight[3];
        weight[2] = w + weight[0] - (2 * weight[3]);
        weight[1] = 1 - weight[0] - weight[2] - weight[3];
    }

    private static int Mirror(int index, int length)
    {
        if (length == 1)
        {
            return 0;
        }

        int period = 2 * (length - 1);
        index = ((index % period) + period) % period;
        return index < length ? index : period - index;
    }
}
