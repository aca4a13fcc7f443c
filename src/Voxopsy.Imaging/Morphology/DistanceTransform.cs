using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Morphology;

/// <summary>The exact Euclidean distance from every voxel center to the nearest voxel center of a set.</summary>
/// <remarks>Source: Felzenszwalb and Huttenlocher, Distance transforms of sampled functions, Theory of Computing 8 (2012) 415: one lower envelope of parabolas along each axis.</remarks>
public static class DistanceTransform
{
    /// <summary>Squared distances within a block.</summary>
    /// <param name="members">One byte a voxel of the block; not 0 belongs to the set.</param>
    /// <param name="size">Size of the block.</param>
    /// <param name="spacing">mm.</param>
    /// <returns>mm² a voxel; 0 on the set, infinity everywhere when the set is empty.</returns>
    public static double[] Squared(ReadOnlySpan<byte> members, GridSize size, VoxelSpacing spacing)
    {
        double[] squared = new double[members.Length];
        for (int i = 0; i < squared.Length; i++)
        {
            squared[i] = members[i] != 0 ? 0 : double.PositiveInfinity;
        }

        int longest = Math.Max(size.X, Math.Max(size.Y, size.Z));
        Envelope envelope = new(longest);
        for (int row = 0; row < size.Y * size.Z; row++)
        {
            envelope.Apply(squared, row * size.X, 1, size.X, spacing.X);
        }

        for (int z = 0; z < size.Z; z++)
        {
            for (int x = 0; x < size.X; x++)
            {
                envelope.Apply(squared, size.Offset(x, 0, z), size.X, size.Y, spacing.Y);
            }
        }

        for (int column = 0; column < size.X * size.Y; column++)
        {
            envelope.Apply(squared, column, size.X * size.Y, size.Z, spacing.Z);
        }

        return squared;
    }

    /// <summary>The definition, for tests: every voxel against every other.</summary>
    internal static double[] SquaredPlain(ReadOnlySpan<byte> members, GridSize size, VoxelSpacing spacing)
    {
        double[] squared = new double[members.Length];
        for (int i = 0; i < squared.Length; i++)
        {
            squared[i] = double.PositiveInfinity;
            for (int j = 0; j < members.Length; j++)
            {
                if (members[j] != 0)
                {
                    double x = ((i % size.X) - (j % size.X)) * spacing.X;
                    double y = ((i / size.X % size.Y) - (j / size.X % size.Y)) * spacing.Y;
                    double z = ((i / (size.X * size.Y)) - (j / (size.X * size.Y))) * spacing.Z;
                    squared[i] = Math.Min(squared[i], (x * x) + (y * y) + (z * z));
                }
            }
        }

        return squared;
    }

    /// <summary>Proves that distances in mm follow from spacings alone.</summary>
    internal static void RequireRectangular(Grid grid)
    {
        if (!grid.Direction.IsOrthogonal)
        {
            throw new ImagingException($"Distances need axes at right angles, but the grid is sheared ({grid}). Straighten the image first (import with --tilt straighten).");
        }
    }

    private sealed class Envelope(int longest)
    {
        private readonly double[] _values = new double[longest];
        private readonly int[] _vertex = new int[longest];
        private readonly double[] _boundary = new double[longest + 1];

        internal void Apply(double[] squared, int start, int stride, int length, double spacing)
        {
            int count = -1;
            double area = spacing * spacing;
            for (int q = 0; q < length; q++)
            {
                double f = _values[q] = squared[start + (q * stride)];
                if (double.IsPositiveInfinity(f))
                {
                    continue;
                }

                double meet = double.NegativeInfinity;
                while (count >= 0)
                {
                    int v = _vertex[count];
                    meet = (((f - _values[v]) / area) + ((double)q * q) - ((double)v * v)) / (2.0 * (q - v));
                    if (meet > _boundary[count])
                    {
                        break;
                    }

                    count--;
                }

                count++;
                _vertex[count] = q;
                _boundary[count] = count == 0 ? double.NegativeInfinity : meet;
                _boundary[count + 1] = double.PositiveInfinity;
            }

            if (count < 0)
            {
                return;
            }

            int k = 0;
            for (int q = 0; q < length; q++)
            {
                while (_boundary[k + 1] < q)
                {
                    k++;
                }

                double apart = q - _vertex[k];
                squared[start + (q * stride)] = (apart * apart * area) + _values[_vertex[k]];
            }
        }
    }
}
