using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Study.Simulation;

/// <summary>Parameters of one kidney with one tumour.</summary>
/// <param name="RadiusMm">Radius of the tumour.</param>
/// <param name="Roughness">How far its surface leaves the sphere, as a share of the radius.</param>
/// <param name="PixelMm">Spacing in x and y.</param>
/// <param name="SliceMm">Spacing in z.</param>
internal sealed record PhantomParameters(double RadiusMm, double Roughness, double PixelMm, double SliceMm);

/// <summary>Labels of an analytic kidney (1) with a rough tumour at its surface (2).</summary>
/// <remarks>Kidney: ellipsoid of semi-axes 26 × 24 × 52 mm ± 8%. Tumour: r(n) = R·(1 + m·Σ w_l/l·cos(l·acos(n·v_l) + φ_l)), l = 2 … 6.</remarks>
internal static class KidneyPhantom
{
    private const int Harmonics = 5;

    internal static Volume Draw(PhantomParameters parameters, SeededRandom random)
    {
        double[] kidney = [26 * Jitter(random), 24 * Jitter(random), 52 * Jitter(random)];
        (double X, double Y, double Z) side = Direction(random);
        double exophytic = 0.25 + (0.5 * random.NextDouble());
        double surface = 1 / Math.Sqrt(Square(side.X / kidney[0]) + Square(side.Y / kidney[1]) + Square(side.Z / kidney[2]));
        double distance = surface + (parameters.RadiusMm * ((2 * exophytic) - 1));
        double[] center = [side.X * distance, side.Y * distance, side.Z * distance];
        Wave[] waves = [.. Enumerable.Range(2, Harmonics).Select(order => new Wave(order, (0.5 + random.NextDouble()) / order, Direction(random), 2 * Math.PI * random.NextDouble()))];

        double reach = parameters.RadiusMm * (1 + (parameters.Roughness * waves.Sum(wave => wave.Weight)));
        double[] spacing = [parameters.PixelMm, parameters.PixelMm, parameters.SliceMm];
        int[] low = [.. Enumerable.Range(0, 3).Select(axis => (int)Math.Floor(Math.Min(-kidney[axis], center[axis] - reach) / spacing[axis]) - 2)];
        int[] high = [.. Enumerable.Range(0, 3).Select(axis => (int)Math.Ceiling(Math.Max(kidney[axis], center[axis] + reach) / spacing[axis]) + 2)];
        GridSize size = new(high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1);
        Grid grid = new(
            size,
            new VoxelSpacing(spacing[0], spacing[1], spacing[2]),
            new PatientPoint(low[0] * spacing[0], low[1] * spacing[1], low[2] * spacing[2]),
            Imaging.Geometry.Direction.Identity);

        float[] labels = new float[size.VoxelCount];
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                for (int x = 0; x < size.X; x++)
                {
                    double px = (x + low[0]) * spacing[0];
                    double py = (y + low[1]) * spacing[1];
                    double pz = (z + low[2]) * spacing[2];
                    labels[size.Offset(x, y, z)] = InTumour(px - center[0], py - center[1], pz - center[2], parameters, waves, reach) ? 2
                        : Square(px / kidney[0]) + Square(py / kidney[1]) + Square(pz / kidney[2]) <= 1 ? 1 : 0;
                }
            }
        }

        return new Volume(grid, labels);
    }

    private static bool InTumour(double x, double y, double z, PhantomParameters parameters, Wave[] waves, double reach)
    {
        double length = Math.Sqrt((x * x) + (y * y) + (z * z));
        if (length > reach)
        {
            return false;
        }

        if (length == 0)
        {
            return true;
        }

        double sum = 0;
        foreach (Wave wave in waves)
        {
            double cosine = Math.Clamp(((x * wave.Axis.X) + (y * wave.Axis.Y) + (z * wave.Axis.Z)) / length, -1, 1);
            sum += wave.Weight * Math.Cos((wave.Order * Math.Acos(cosine)) + wave.Phase);
        }

        return length <= parameters.RadiusMm * (1 + (parameters.Roughness * sum));
    }

    private static double Jitter(SeededRandom random) => 1 + (0.08 * ((2 * random.NextDouble()) - 1));

    private static double Square(double value) => value * value;

    private static (double X, double Y, double Z) Direction(SeededRandom random)
    {
        double x = random.NextNormal();
        double y = random.NextNormal();
        double z = random.NextNormal();
        double length = Math.Sqrt((x * x) + (y * y) + (z * z));
        return (x / length, y / length, z / length);
    }

    private sealed record Wave(int Order, double Weight, (double X, double Y, double Z) Axis, double Phase);
}
