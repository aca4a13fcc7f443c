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
        Window whole = new(ScalarField.CropValues(source, block), block.Size);
        int[] first = [box.Start.X - block.Start.X, box.Start.Y - block.Start.Y, box.Start.Z - block.Start.Z];
        double[] spacings = [spacing.X, spacing.Y, spacing.Z];

        // What lies beyond the box along an axis is of no use once that axis is filtered, so blocks shrink from pass to pass; and what two of
        // the three terms share is filtered once.
        double[] work = new double[whole.Values.Length];
        Window Pass(Window from, int axis, Kind kind)
        {
            double step = spacings[axis];
            Span<double> target = work.AsSpan(0, from.Values.Length);
            Along(kind == Kind.Smooth ? RecursiveGaussian.Smooth(sigma / step) : RecursiveGaussian.SecondDerivative(sigma / step, sigma * sigma / (step * step)), from.Values, target, from.Size, axis);
            return Keep(target, from.Size, axis, first[axis], axis switch { 0 => box.Size.X, 1 => box.Size.Y, _ => box.Size.Z });
        }

        (Window smoothX, Window curvedX) = (Pass(whole, 0, Kind.Smooth), Pass(whole, 0, Kind.SecondDerivative));
        Window curved = Pass(curvedX, 1, Kind.Smooth);
        Add(curved.Values, Pass(smoothX, 1, Kind.SecondDerivative).Values);
        Window response = Pass(curved, 2, Kind.Smooth);
        Add(response.Values, Pass(Pass(smoothX, 1, Kind.Smooth), 2, Kind.SecondDerivative).Values);
        for (int i = 0; i < response.Values.Length; i++)
        {
            response.Values[i] = (float)response.Values[i];
        }

        return new ScalarField(source.Grid.Crop(box), response.Values);
    }

    private enum Kind
    {
        Smooth,
        SecondDerivative,
    }

    private static void Add(Span<double> sum, ReadOnlySpan<double> summand)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += summand[i];
        }
    }

    /// <summary>A copy of the slab of a block between two places along one axis.</summary>
    private static Window Keep(ReadOnlySpan<double> values, GridSize size, int axis, int start, int count)
    {
        GridSize kept = axis switch { 0 => size with { X = count }, 1 => size with { Y = count }, _ => size with { Z = count } };
        (int x, int y, int z) = (axis == 0 ? start : 0, axis == 1 ? start : 0, axis == 2 ? start : 0);
        double[] copy = GC.AllocateUninitializedArray<double>((int)kept.VoxelCount);
        for (int k = 0; k < kept.Z; k++)
        {
            for (int j = 0; j < kept.Y; j++)
            {
                values.Slice(size.Offset(x, y + j, z + k), kept.X).CopyTo(copy.AsSpan(kept.Offset(0, j, k)));
            }
        }

        return new Window(copy, kept);
    }

    private static int Reach(double sigma, double spacing) => (int)Math.Ceiling(ReachInSigma * sigma / spacing) + 2;

    private static void Along(RecursiveGaussian filter, ReadOnlySpan<double> source, Span<double> target, GridSize size, int axis)
    {
        (int length, int width, int lines) = axis switch
        {
            0 => (size.X, 1, size.Y * size.Z),
            1 => (size.Y, size.X, size.Z),
            _ => (size.Z, size.X * size.Y, 1),
        };
        int block = length * width;
        for (int line = 0; line < lines; line++)
        {
            filter.Apply(source.Slice(line * block, block), target.Slice(line * block, block), length, width);
        }
    }
}
