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
        ScalarField image = ScalarField.Crop(source, block);
        double[] spacings = [spacing.X, spacing.Y, spacing.Z];
        double[] total = new double[image.Values.Length];
        double[] a = new double[total.Length];
        double[] b = new double[total.Length];
        for (int axis = 0; axis < 3; axis++)
        {
            double step = spacings[axis];
            Along(RecursiveGaussian.SecondDerivative(sigma / step, sigma * sigma), image.Values, a, block.Size, axis);
            foreach (int other in (int[])[0, 1, 2])
            {
                if (other != axis)
                {
                    Along(RecursiveGaussian.Smooth(sigma / spacings[other]), a, b, block.Size, other);
                    (a, b) = (b, a);
                }
            }

            double scale = 1 / (step * step);
            for (int i = 0; i < total.Length; i++)
            {
                total[i] += a[i] * scale;
            }
        }

        double[] rounded = new Window(total, block.Size)
            .Crop(box.Start.X - block.Start.X, box.Start.Y - block.Start.Y, box.Start.Z - block.Start.Z, box.Size).Values;
        for (int i = 0; i < rounded.Length; i++)
        {
            rounded[i] = (float)rounded[i];
        }

        return new ScalarField(source.Grid.Crop(box), rounded);
    }

    private static int Reach(double sigma, double spacing) => (int)Math.Ceiling(ReachInSigma * sigma / spacing) + 2;

    private static void Along(RecursiveGaussian filter, ReadOnlySpan<double> source, double[] target, GridSize size, int axis)
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
            filter.Apply(source.Slice(line * block, block), target.AsSpan(line * block, block), length, width);
        }
    }
}
