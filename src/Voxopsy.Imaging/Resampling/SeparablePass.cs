using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Resampling;

/// <summary>Interpolation on parallel grids: one axis after the other, few taps each.</summary>
internal static class SeparablePass
{
    internal static double[] Apply(SplineSource samples, AxisWeights alongX, AxisWeights alongY, AxisWeights alongZ)
    {
        GridSize size = samples.Size;
        double[] x = PassX(samples.Samples, size, alongX);
        double[] y = PassRows(x, alongX.Count, size.Y, size.Z, alongY);
        return PassRows(y, alongX.Count * alongY.Count, size.Z, 1, alongZ);
    }

    private static double[] PassX(ReadOnlySpan<double> source, GridSize size, AxisWeights weights)
    {
        double[] target = new double[weights.Count * size.Y * size.Z];
        for (int row = 0; row < size.Y * size.Z; row++)
        {
            ReadOnlySpan<double> from = source.Slice(row * size.X, size.X);
            Span<double> to = target.AsSpan(row * weights.Count, weights.Count);
            for (int x = 0; x < to.Length; x++)
            {
                double sum = 0;
                for (int tap = x * weights.Taps; tap < (x + 1) * weights.Taps; tap++)
                {
                    sum += weights.Weight[tap] * from[weights.Index[tap]];
                }

                to[x] = sum;
            }
        }

        return target;
    }

    /// <summary>Sums whole rows of <paramref name="width"/> values, weighted, for each of <paramref name="blocks"/> blocks.</summary>
    private static double[] PassRows(double[] source, int width, int rows, int blocks, AxisWeights weights)
    {
        double[] target = new double[width * weights.Count * blocks];
        for (int block = 0; block < blocks; block++)
        {
            for (int row = 0; row < weights.Count; row++)
            {
                Span<double> to = target.AsSpan(((block * weights.Count) + row) * width, width);
                for (int tap = row * weights.Taps; tap < (row + 1) * weights.Taps; tap++)
                {
                    double weight = weights.Weight[tap];
                    ReadOnlySpan<double> from = source.AsSpan(((block * rows) + weights.Index[tap]) * width, width);
                    for (int x = 0; x < to.Length; x++)
                    {
                        to[x] += weight * from[x];
                    }
                }
            }
        }

        return target;
    }
}
