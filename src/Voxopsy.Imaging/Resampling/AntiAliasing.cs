using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Resampling;

/// <summary>Smooths an image before it is taken onto a coarser grid, so that detail finer than the new voxels does not appear as something else.</summary>
/// <remarks>
/// A Gaussian along each axis of the image, with variance (r² − 1) / (8 ln 2) voxels² for a grid r times as coarse: the width at half height of the old voxel then
/// becomes that of the new one. Source: Cardoso et al., Scale factor point spread function matching, MICCAI 2015. Axes that do not become coarser are left alone.
/// </remarks>
public static class AntiAliasing
{
    private const double Truncation = 4;

    /// <summary>The standard deviations, in voxels of the image.</summary>
    /// <param name="image">The grid of the image.</param>
    /// <param name="target">The grid to be taken onto.</param>
    /// <returns>Along x, y and z of the image; 0 where nothing is to be smoothed.</returns>
    public static (double X, double Y, double Z) Sigma(Grid image, Grid target)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(target);
        return (Along(image.Direction.X, image.Spacing.X), Along(image.Direction.Y, image.Spacing.Y), Along(image.Direction.Z, image.Spacing.Z));

        double Along(PatientVector axis, double spacing)
        {
            (double x, double y, double z) = (axis.Dot(target.Direction.X), axis.Dot(target.Direction.Y), axis.Dot(target.Direction.Z));
            double coarse = ((x * x * target.Spacing.X) + (y * y * target.Spacing.Y) + (z * z * target.Spacing.Z)) / ((x * x) + (y * y) + (z * z));
            double ratio = coarse / spacing;
            return ratio > 1 + 1e-6 ? Math.Sqrt(((ratio * ratio) - 1) / (8 * Math.Log(2))) : 0;
        }
    }

    /// <summary>Smooths an image for a coarser grid; weights beyond its border fall to the voxels that are there.</summary>
    /// <param name="image">The image.</param>
    /// <param name="target">The grid to be taken onto.</param>
    /// <returns>The smoothed image, or the image itself when no axis becomes coarser.</returns>
    public static Volume Smooth(Volume image, Grid target)
    {
        ArgumentNullException.ThrowIfNull(image);
        (double x, double y, double z) = Sigma(image.Grid, target);
        if (x == 0 && y == 0 && z == 0)
        {
            return image;
        }

        GridSize size = image.Grid.Size;
        float[] voxels = image.Voxels.ToArray();
        Apply(voxels, size.X, 1, x);
        Apply(voxels, size.Y, size.X, y);
        Apply(voxels, size.Z, size.X * size.Y, z);
        return new Volume(image.Grid, voxels);
    }

    private static void Apply(float[] voxels, int length, int stride, double sigma)
    {
        if (sigma == 0 || length == 1)
        {
            return;
        }

        double[] weights = [.. Enumerable.Range(0, (int)Math.Ceiling(Truncation * sigma) + 1).Select(k => Math.Exp(-0.5 * k * k / (sigma * sigma)))];
        double[] line = new double[length];
        for (int outer = 0; outer < voxels.Length; outer += length * stride)
        {
            for (int start = outer; start < outer + stride; start++)
            {
                for (int i = 0; i < length; i++)
                {
                    line[i] = voxels[start + (i * stride)];
                }

                for (int i = 0; i < length; i++)
                {
                    (double sum, double total) = (weights[0] * line[i], weights[0]);
                    for (int k = 1; k < weights.Length; k++)
                    {
                        if (i - k >= 0)
                        {
                            sum += weights[k] * line[i - k];
                            total += weights[k];
                        }

                        if (i + k < length)
                        {
                            sum += weights[k] * line[i + k];
                            total += weights[k];
                        }
                    }

                    voxels[start + (i * stride)] = (float)(sum / total);
                }
            }
        }
    }
}
