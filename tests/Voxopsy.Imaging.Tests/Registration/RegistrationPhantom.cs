using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Registration;

namespace Voxopsy.Imaging.Tests.Registration;

/// <summary>A body with organs whose intensity at every patient point is known, drawn under any move.</summary>
internal static class RegistrationPhantom
{
    internal static readonly Affine Identity = new(new(1, 0, 0), new(0, 1, 0), new(0, 0, 1), default);

    private static readonly (double X, double Y, double Z, double Rx, double Ry, double Rz, double Value)[] Organs =
    [
        (47, 43, 44, 40, 34, 60, 60), (35, 40, 50, 15, 12, 20, 110), (64, 50, 40, 9, 13, 14, 30), (48, 62, 44, 6, 6, 50, 160), (40, 30, 30, 7, 9, 8, 90), (60, 28, 60, 8, 5, 10, 140),
    ];

    internal static Volume Draw(Grid grid, Affine toBody, bool inverted, ulong seed)
    {
        float[] voxels = new float[grid.Size.VoxelCount];
        ulong state = seed * 7919;
        for (int i = 0; i < voxels.Length; i++)
        {
            PatientPoint p = At(grid, toBody, i);
            double value = Organs.Aggregate(0.0, (now, o) => Inside(p, o) < 1 ? o.Value : now);
            state = (state * 6364136223846793005) + 1442695040888963407;
            double noise = ((state >> 33) / (double)(1L << 31)) - 0.5;
            voxels[i] = (float)((inverted && value > 0 ? 220 - value : value) + (10 * noise));
        }

        return new Volume(grid, voxels);
    }

    internal static Mask Lesion(Grid grid, Affine toBody)
    {
        byte[] membership = new byte[grid.Size.VoxelCount];
        for (int i = 0; i < membership.Length; i++)
        {
            membership[i] = Inside(At(grid, toBody, i), Organs[1]) < 1 ? (byte)1 : (byte)0;
        }

        return Mask.FromMembership(grid, membership);
    }

    /// <summary>A move within 20 mm and 10° (and 5 % strain for affine) about the center of the grid.</summary>
    internal static Affine RandomMove(Grid grid, ulong seed, TransformModel model)
    {
        SampleSequence sequence = new(seed * 104729);
        double[] p = new double[model == TransformModel.Rigid ? 6 : 12];
        for (int i = 0; i < p.Length; i++)
        {
            p[i] = sequence.Symmetric(i < 3 ? 20 / Math.Sqrt(3) : i < 6 ? 10 * Math.PI / 180 / Math.Sqrt(3) * 50 : 0.05 * 50);
        }

        return new TransformParameters(Center(grid), 50, model).ToAffine(p);
    }

    /// <summary>The mean distance in mm over the grid between where two maps put a point.</summary>
    internal static double MeanTargetError(Grid grid, Affine a, Affine b)
    {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < grid.Size.VoxelCount; i += 97)
        {
            PatientPoint p = At(grid, Identity, i);
            sum += a.Apply(p.X, p.Y, p.Z).DistanceTo(b.Apply(p.X, p.Y, p.Z));
            count++;
        }

        return sum / count;
    }

    private static PatientPoint Center(Grid grid) => grid.VoxelToPatient.Apply((grid.Size.X - 1) / 2.0, (grid.Size.Y - 1) / 2.0, (grid.Size.Z - 1) / 2.0);

    private static PatientPoint At(Grid grid, Affine toBody, int offset)
    {
        GridSize size = grid.Size;
        PatientPoint p = grid.VoxelToPatient.Apply(offset % size.X, offset / size.X % size.Y, offset / (size.X * size.Y));
        return toBody.Apply(p.X, p.Y, p.Z);
    }

    private static double Inside(PatientPoint p, (double X, double Y, double Z, double Rx, double Ry, double Rz, double Value) o)
    {
        (double x, double y, double z) = ((p.X - o.X) / o.Rx, (p.Y - o.Y) / o.Ry, (p.Z - o.Z) / o.Rz);
        return (x * x) + (y * y) + (z * z);
    }
}
