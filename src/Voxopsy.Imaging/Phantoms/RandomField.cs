using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Phantoms;

/// <summary>Gaussian random fields of mean 0 and variance 1.</summary>
internal static class RandomField
{
    /// <summary>White noise seen through a Gaussian.</summary>
    /// <param name="size">Size of the block.</param>
    /// <param name="spacing">mm.</param>
    /// <param name="sigma">Sigma of the Gaussian, mm; the correlation of two points at distance r is exp(−r² / 4σ²).</param>
    /// <param name="random">Draws the noise.</param>
    internal static float[] Draw(GridSize size, VoxelSpacing spacing, double sigma, PhantomRandom random) =>
        Draw(size, (sigma / spacing.X, sigma / spacing.Y, sigma / spacing.Z), random);

    /// <summary>The same with one sigma an axis, in voxels.</summary>
    internal static float[] Draw(GridSize size, (double X, double Y, double Z) sigmas, PhantomRandom random)
    {
        float[] field = new float[size.VoxelCount];
        for (int i = 0; i < field.Length; i++)
        {
            field[i] = (float)random.Normal();
        }

        float scale = (float)(1 / Math.Sqrt(PeriodicBlur.Apply(field, size, sigmas)));
        for (int i = 0; i < field.Length; i++)
        {
            field[i] *= scale;
        }

        return field;
    }
}
