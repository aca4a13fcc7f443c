using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Phantoms;

/// <summary>A lesion in tissue whose texture, and nothing else, tells its class; with a known best area under the curve.</summary>
/// <remarks>
/// A latent number is drawn from N(±d/2, 1) by class, so that no model can exceed Φ(d/√2): 0.900 for d = 1.812. The standard deviation of a smooth random field inside
/// the lesion is a strictly monotone function of it; size, place, mean and noise are drawn alike for both classes.
/// </remarks>
public static class TexturedLesion
{
    /// <summary>The distance between the classes for which the best area under the curve is 0.900.</summary>
    public const double Separation = 1.812;

    private static readonly GridSize Size = new(48, 48, 24);

    /// <summary>One patient.</summary>
    /// <param name="seed">Where chance begins; the same for all patients of a set.</param>
    /// <param name="patient">Its number; even ones are positive.</param>
    /// <returns>The image in HU with slices of 2 mm, the lesion, the class and the latent number.</returns>
    public static (Volume Image, Mask Lesion, int Grade, double Latent) Draw(long seed, int patient)
    {
        CounterDraws draws = new(unchecked(((ulong)seed * 0x9E3779B97F4A7C15) ^ ((ulong)patient * 0xD6E8FEB86659FD93)));
        int grade = patient % 2 == 0 ? 1 : 0;
        double latent = draws.Normal() + ((grade - 0.5) * Separation);
        double texture = 12 * Math.Exp(0.5 * latent);
        (double x, double y, double z) = (24 + draws.Between(-4, 4), 24 + draws.Between(-4, 4), 12 + draws.Between(-2, 2));
        (double a, double b, double c) = (draws.Between(9, 14), draws.Between(9, 14), draws.Between(4.5, 7));
        double mean = 90 + (10 * draws.Normal());
        float[] inside = SmoothField(draws);
        float[] around = SmoothField(draws);
        float[] voxels = new float[Size.VoxelCount];
        byte[] members = new byte[Size.VoxelCount];
        for (int i = 0; i < voxels.Length; i++)
        {
            (double u, double v, double w) = (((i % Size.X) - x) / a, ((i / Size.X % Size.Y) - y) / b, ((i / (Size.X * Size.Y)) - z) / c);
            bool member = (u * u) + (v * v) + (w * w) <= 1;
            members[i] = (byte)(member ? 1 : 0);
            voxels[i] = (float)((member ? mean + (texture * inside[i]) : 40 + (8 * around[i])) + (6 * draws.Normal()));
        }

        Grid grid = Grid.Axial(Size, new VoxelSpacing(1, 1, 2));
        return (new Volume(grid, voxels), Mask.FromMembership(grid, members), grade, latent);
    }

    /// <summary>White noise smoothed by the weights 1, 2, 1 twice along each axis, brought back to mean 0 and deviation 1.</summary>
    private static float[] SmoothField(CounterDraws draws)
    {
        float[] field = new float[Size.VoxelCount];
        for (int i = 0; i < field.Length; i++)
        {
            field[i] = (float)draws.Normal();
        }

        for (int pass = 0; pass < 2; pass++)
        {
            Smooth(field, Size.X, 1);
            Smooth(field, Size.Y, Size.X);
        }

        Smooth(field, Size.Z, Size.X * Size.Y);
        double mean = field.Average(value => (double)value);
        double deviation = Math.Sqrt(field.Average(value => (value - mean) * (value - mean)));
        for (int i = 0; i < field.Length; i++)
        {
            field[i] = (float)((field[i] - mean) / deviation);
        }

        return field;
    }

    private static void Smooth(float[] field, int length, int stride)
    {
        float[] line = new float[length];
        for (int outer = 0; outer < field.Length; outer += length * stride)
        {
            for (int start = outer; start < outer + stride; start++)
            {
                for (int i = 0; i < length; i++)
                {
                    line[i] = field[start + (i * stride)];
                }

                for (int i = 0; i < length; i++)
                {
                    field[start + (i * stride)] = (line[Math.Max(0, i - 1)] + (2 * line[i]) + line[Math.Min(length - 1, i + 1)]) / 4;
                }
            }
        }
    }

    /// <summary>Numbers of a counter finished by SplitMix64 (Steele, Lea and Flood 2014).</summary>
    private sealed class CounterDraws(ulong counter)
    {
        private ulong _counter = counter;

        internal double Between(double low, double high) => low + ((high - low) * Next());

        internal double Normal()
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - Next()));
            return radius * Math.Cos(2 * Math.PI * Next());
        }

        private double Next()
        {
            _counter += 0x9E3779B97F4A7C15;
            ulong z = _counter;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }
}
