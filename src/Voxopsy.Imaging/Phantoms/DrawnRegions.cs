using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Morphology;

namespace Voxopsy.Imaging.Phantoms;

/// <summary>Regions that a person drew, as distances: what a phantom is painted into.</summary>
internal sealed class DrawnRegions
{
    private const int Margin = 4;
    private readonly float[] _kidney;
    private readonly float[] _tumour;
    private readonly float[] _cyst;

    internal DrawnRegions(Volume labels, double voxelMillimeters)
    {
        Grid grid = labels.Grid;
        VoxelSpacing spacing = new(
            voxelMillimeters, voxelMillimeters, Math.Min(Math.Max(grid.Spacing.Z, voxelMillimeters / 2), voxelMillimeters));
        GridSize size = new(Count(grid.Size.X, grid.Spacing.X, spacing.X), Count(grid.Size.Y, grid.Spacing.Y, spacing.Y), Count(grid.Size.Z, grid.Spacing.Z, spacing.Z));
        Direction direction = grid.Direction;
        PatientPoint origin = new(
            grid.Origin.X - (Margin * ((direction.X.X * spacing.X) + (direction.Y.X * spacing.Y) + (direction.Z.X * spacing.Z))),
            grid.Origin.Y - (Margin * ((direction.X.Y * spacing.X) + (direction.Y.Y * spacing.Y) + (direction.Z.Y * spacing.Z))),
            grid.Origin.Z - (Margin * ((direction.X.Z * spacing.X) + (direction.Y.Z * spacing.Y) + (direction.Z.Z * spacing.Z))));
        Scene = Scene.Along(size, spacing, origin, direction);
        byte[] drawn = Nearest(labels, size, spacing);
        _kidney = Distances(drawn, label => label > 0);
        _tumour = Distances(drawn, label => label == 2);
        _cyst = Distances(drawn, label => label == 3);
        HasCyst = drawn.AsSpan().Contains((byte)3);
        (Center, int voxels) = CenterOf(drawn, 2);
        TumourDiameter = 2 * Math.Cbrt(3 * voxels * spacing.X * spacing.Y * spacing.Z / (4 * Math.PI));
    }

    internal Scene Scene { get; }

    internal (double X, double Y, double Z) Center { get; }

    /// <summary>The diameter of a ball of the tumour's volume, mm.</summary>
    internal double TumourDiameter { get; }

    internal bool HasCyst { get; }

    internal double Kidney(double x, double y, double z) => At(_kidney, x, y, z);

    internal double Tumour(double x, double y, double z) => At(_tumour, x, y, z);

    internal double Cyst(double x, double y, double z) => At(_cyst, x, y, z);

    private static int Count(int voxels, double from, double to) => Math.Max(1, (int)Math.Ceiling(voxels * from / to)) + (2 * Margin);

    private static byte[] Nearest(Volume labels, GridSize size, VoxelSpacing spacing)
    {
        Grid grid = labels.Grid;
        byte[] drawn = new byte[size.VoxelCount];
        for (int z = 0; z < size.Z; z++)
        {
            int sourceZ = (int)Math.Round((z - Margin) * spacing.Z / grid.Spacing.Z);
            for (int y = 0; y < size.Y; y++)
            {
                int sourceY = (int)Math.Round((y - Margin) * spacing.Y / grid.Spacing.Y);
                for (int x = 0; x < size.X; x++)
                {
                    int sourceX = (int)Math.Round((x - Margin) * spacing.X / grid.Spacing.X);
                    drawn[size.Offset(x, y, z)] = grid.Size.Contains(sourceX, sourceY, sourceZ) ? (byte)labels[sourceX, sourceY, sourceZ] : (byte)0;
                }
            }
        }

        return drawn;
    }

    /// <summary>Distances of voxel centers from the border between the inside and the outside, below 0 inside.</summary>
    private float[] Distances(byte[] drawn, Func<byte, bool> isInside)
    {
        byte[] inside = [.. drawn.Select(label => isInside(label) ? (byte)1 : (byte)0)];
        byte[] outside = [.. inside.Select(member => (byte)(1 - member))];
        double[] toInside = DistanceTransform.Squared(inside, Scene.Size, Scene.Spacing);
        double[] toOutside = DistanceTransform.Squared(outside, Scene.Size, Scene.Spacing);
        float half = (float)(Scene.Spacing.X / 2);
        float[] distances = new float[drawn.Length];
        for (int i = 0; i < distances.Length; i++)
        {
            distances[i] = inside[i] != 0
                ? half - (float)Math.Sqrt(toOutside[i])
                : double.IsPositiveInfinity(toInside[i]) ? 1000 : (float)Math.Sqrt(toInside[i]) - half;
        }

        return distances;
    }

    private ((double X, double Y, double Z) Center, int Voxels) CenterOf(byte[] drawn, byte label)
    {
        (double x, double y, double z, int count) = (0, 0, 0, 0);
        for (int i = 0; i < drawn.Length; i++)
        {
            if (drawn[i] == label)
            {
                x += i % Scene.Size.X;
                y += i / Scene.Size.X % Scene.Size.Y;
                z += i / (Scene.Size.X * Scene.Size.Y);
                count++;
            }
        }

        return count == 0
            ? ((0, 0, 0), 0)
            : ((x / count * Scene.Spacing.X, y / count * Scene.Spacing.Y, z / count * Scene.Spacing.Z), count);
    }

    /// <summary>Linear between voxel centers.</summary>
    private double At(float[] distances, double x, double y, double z)
    {
        GridSize size = Scene.Size;
        (int x0, double fx) = Part(x / Scene.Spacing.X, size.X);
        (int y0, double fy) = Part(y / Scene.Spacing.Y, size.Y);
        (int z0, double fz) = Part(z / Scene.Spacing.Z, size.Z);
        double sum = 0;
        for (int corner = 0; corner < 8; corner++)
        {
            (int i, int j, int k) = (corner & 1, (corner >> 1) & 1, corner >> 2);
            double weight = (i == 1 ? fx : 1 - fx) * (j == 1 ? fy : 1 - fy) * (k == 1 ? fz : 1 - fz);
            if (weight > 0)
            {
                sum += weight * distances[size.Offset(x0 + i, y0 + j, z0 + k)];
            }
        }

        return sum;
    }

    private static (int Lower, double Part) Part(double position, int count)
    {
        int lower = Math.Clamp((int)Math.Floor(position), 0, count - 2);
        return (lower, Math.Clamp(position - lower, 0, 1));
    }
}
