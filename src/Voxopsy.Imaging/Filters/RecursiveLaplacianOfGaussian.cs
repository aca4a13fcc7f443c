using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Filters;

/// <summary>The Laplacian of Gaussian by recursive filters, times sigma², as ITK computes it for PyRadiomics.</summary>
/// <remarks>ITK rounds intermediate images to single precision and we do not, so values agree to about 1e-6 of the range.</remarks>
public static class RecursiveLaplacianOfGaussian
{
    // The response to a voxel falls by e^−1.37 per sigma; what lies further away than this cannot be seen in single precision.
    private const double ReachInSigma = 11;

    /// <summary>Filters a block of an image.</summary>
    /// <param name="source">The image; its outermost voxels go on for ever.</param>
    /// <param name="box">The block wanted.</param>
    /// <param name="sigma">Standard deviation in mm, above 0.</param>
    /// <returns>The response on the block, rounded to single precision.</returns>
    public static ScalarField Apply(IVoxelSource source, BoundingBox box, double sigma)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma);
        VoxelSpacing spacing = source.Grid.Spacing;
        BoundingBox block = box.Grow(Reach(sigma, spacing.X), Reach(sigma, spacing.Y), Reach(sigma, spacing.Z), source.Grid.Size);
        Axis x = new(sigma, spacing.X, box.Start.X - block.Start.X, box.Size.X, block.Size.X);
        Axis y = new(sigma, spacing.Y, box.Start.Y - block.Start.Y, box.Size.Y, block.Size.Y);
        Axis z = new(sigma, spacing.Z, box.Start.Z - block.Start.Z, box.Size.Z, block.Size.Z);
        (double[] curved, double[] smoothed) = InPlanes(source, block, x, y);
        return new ScalarField(source.Grid.Crop(box), Across(curved, smoothed, box.Size, z));
    }

    /// <summary>
    /// The first two axes, one plane at a time, so that of the block around the box no more than a plane is held: the sum of both second
    /// derivatives and the smoothed image, x fastest, then z, then y, as the third axis wants them.
    /// </summary>
    private static (double[] Curved, double[] Smoothed) InPlanes(IVoxelSource source, BoundingBox block, Axis x, Axis y)
    {
        int width = x.Kept, depth = block.Size.Z;
        double[] curved = GC.AllocateUninitializedArray<double>(checked(width * depth * y.Kept));
        double[] smoothed = GC.AllocateUninitializedArray<double>(curved.Length);
        double[] row = new double[x.Length];
        double[] filtered = new double[x.Length];
        double[] smoothX = new double[width * y.Length];
        double[] curvedX = new double[width * y.Length];
        double[] plane = new double[width * y.Length];
        for (int k = 0; k < depth; k++)
        {
            for (int j = 0; j < y.Length; j++)
            {
                source.CopyRow(block.Start.X, block.Start.Y + j, block.Start.Z + k, row);
                x.Smooth.Apply(row, filtered, x.Length, 1);
                filtered.AsSpan(x.First, width).CopyTo(smoothX.AsSpan(j * width));
                x.Curve.Apply(row, filtered, x.Length, 1);
                filtered.AsSpan(x.First, width).CopyTo(curvedX.AsSpan(j * width));
            }

            y.Smooth.Apply(curvedX, plane, y.Length, width);
            Keep(plane, curved, y, k, depth, width, Add.No);
            y.Curve.Apply(smoothX, plane, y.Length, width);
            Keep(plane, curved, y, k, depth, width, Add.Yes);
            y.Smooth.Apply(smoothX, plane, y.Length, width);
            Keep(plane, smoothed, y, k, depth, width, Add.No);
        }

        return (curved, smoothed);
    }

    /// <summary>The third axis, and the sum of the three terms.</summary>
    private static double[] Across(double[] curved, double[] smoothed, GridSize size, Axis z)
    {
        double[] response = GC.AllocateUninitializedArray<double>((int)size.VoxelCount);
        double[] first = new double[size.X * z.Length];
        double[] second = new double[size.X * z.Length];
        for (int j = 0; j < size.Y; j++)
        {
            z.Smooth.Apply(curved.AsSpan(j * first.Length, first.Length), first, z.Length, size.X);
            z.Curve.Apply(smoothed.AsSpan(j * first.Length, first.Length), second, z.Length, size.X);
            for (int k = 0; k < size.Z; k++)
            {
                int from = (z.First + k) * size.X;
                Span<double> row = response.AsSpan(size.Offset(0, j, k), size.X);
                for (int i = 0; i < row.Length; i++)
                {
                    row[i] = (float)(first[from + i] + second[from + i]);
                }
            }
        }

        return response;
    }

    /// <summary>Takes from a filtered plane the rows within the box.</summary>
    private static void Keep(ReadOnlySpan<double> plane, Span<double> target, Axis y, int k, int depth, int width, Add add)
    {
        for (int j = 0; j < y.Kept; j++)
        {
            ReadOnlySpan<double> row = plane.Slice((y.First + j) * width, width);
            Span<double> to = target.Slice(((j * depth) + k) * width, width);
            if (add == Add.No)
            {
                row.CopyTo(to);
                continue;
            }

            for (int i = 0; i < row.Length; i++)
            {
                to[i] += row[i];
            }
        }
    }

    private static int Reach(double sigma, double spacing) => (int)Math.Ceiling(ReachInSigma * sigma / spacing) + 2;

    private enum Add
    {
        No,
        Yes,
    }

    /// <summary>What one axis needs: its two filters, and which part of the block's extent lies in the box.</summary>
    private sealed class Axis(double sigma, double spacing, int first, int kept, int length)
    {
        internal RecursiveGaussian Smooth { get; } = RecursiveGaussian.Smooth(sigma / spacing);

        internal RecursiveGaussian Curve { get; } = RecursiveGaussian.SecondDerivative(sigma / spacing, sigma * sigma / (spacing * spacing));

        internal int First => first;

        internal int Kept => kept;

        internal int Length => length;
    }
}
