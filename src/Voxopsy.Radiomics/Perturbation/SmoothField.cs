using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Radiomics.Perturbation;

/// <summary>A Gaussian random field: white noise, smoothed, with standard deviation 1 at every voxel.</summary>
internal static class SmoothField
{
    /// <summary>One value a voxel.</summary>
    /// <param name="size">Size of the block.</param>
    /// <param name="spacing">mm.</param>
    /// <param name="smoothness">Standard deviation of the smoothing kernel in mm.</param>
    /// <param name="random">Source of the noise.</param>
    internal static double[] Make(GridSize size, VoxelSpacing spacing, double smoothness, NoiseSource random)
    {
        double[] x = Kernel(smoothness / spacing.X);
        double[] y = Kernel(smoothness / spacing.Y);
        double[] z = Kernel(smoothness / spacing.Z);

        // The noise reaches beyond the block by the width of the kernel, so that the rim varies as the middle does.
        GridSize wide = new(size.X + x.Length - 1, size.Y + y.Length - 1, size.Z + z.Length - 1);
        double[] field = new double[wide.VoxelCount];
        for (int i = 0; i < field.Length; i++)
        {
            field[i] = random.NextNormal();
        }

        GridSize afterX = new(size.X, wide.Y, wide.Z);
        GridSize afterY = new(size.X, size.Y, wide.Z);
        field = Smooth(field, afterX, x, 1, wide);
        field = Smooth(field, afterY, y, afterX.X, afterX);
        return Smooth(field, size, z, afterY.X * afterY.Y, afterY);
    }

    /// <summary>Weights of a Gaussian within three standard deviations, their squares summing to 1, so that white noise keeps its variance.</summary>
    private static double[] Kernel(double sigma)
    {
        int radius = (int)Math.Ceiling(3 * sigma);
        double[] weights = [.. Enumerable.Range(-radius, (2 * radius) + 1).Select(k => sigma > 0 ? Math.Exp(-0.5 * k * k / (sigma * sigma)) : 1)];
        double norm = Math.Sqrt(weights.Sum(weight => weight * weight));
        return [.. weights.Select(weight => weight / norm)];
    }

    private static double[] Smooth(double[] source, GridSize target, double[] kernel, int step, GridSize from)
    {
        double[] result = new double[target.VoxelCount];
        for (int z = 0; z < target.Z; z++)
        {
            for (int y = 0; y < target.Y; y++)
            {
                for (int x = 0; x < target.X; x++)
                {
                    int at = from.Offset(x, y, z);
                    double sum = 0;
                    for (int k = 0; k < kernel.Length; k++)
                    {
                        sum += kernel[k] * source[at + (k * step)];
                    }

                    result[target.Offset(x, y, z)] = sum;
                }
            }
        }

        return result;
    }
}
