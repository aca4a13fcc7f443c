using Voxopsy.Deep.Inputs;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Deep.Tests.Inputs;

/// <summary>Small images whose intensity is a plane through the patient, and a box in them.</summary>
internal static class Lesions
{
    internal static Grid Axial(int x, int y, int z, double inPlane, double between) =>
        new(new GridSize(x, y, z), new VoxelSpacing(inPlane, inPlane, between), new PatientPoint(-10, 5, 30), Direction.Identity);

    /// <summary>Intensity x + 2 y + 3 z in mm of the patient.</summary>
    internal static Volume Plane(Grid grid)
    {
        float[] voxels = new float[grid.Size.VoxelCount];
        for (int z = 0; z < grid.Size.Z; z++)
        {
            for (int y = 0; y < grid.Size.Y; y++)
            {
                for (int x = 0; x < grid.Size.X; x++)
                {
                    PatientPoint point = grid.VoxelToPatient.Apply(x, y, z);
                    voxels[grid.Size.Offset(x, y, z)] = (float)(point.X + (2 * point.Y) + (3 * point.Z));
                }
            }
        }

        return new Volume(grid, voxels);
    }

    /// <summary>A region of voxels for which a condition holds.</summary>
    internal static Mask Where(Grid grid, Func<int, int, int, bool> inside)
    {
        byte[] members = new byte[grid.Size.VoxelCount];
        for (int z = 0; z < grid.Size.Z; z++)
        {
            for (int y = 0; y < grid.Size.Y; y++)
            {
                for (int x = 0; x < grid.Size.X; x++)
                {
                    members[grid.Size.Offset(x, y, z)] = (byte)(inside(x, y, z) ? 1 : 0);
                }
            }
        }

        return Mask.FromMembership(grid, members);
    }

    /// <summary>A pyramid: slice 6 of 12 is the largest, voxels 14 to 25 by 10 to 17.</summary>
    internal static Mask Pyramid(Grid grid) => Where(grid, (x, y, z) => z is >= 4 and <= 9
        && x >= 14 + Math.Abs(z - 6) && x <= 25 - Math.Abs(z - 6) && y >= 10 && y <= 17);

    internal static CaseImages Case(Mask? lesion, params Volume?[] phases) =>
        new("P1", [.. phases.Select((volume, i) => new PhaseImage($"phase {i + 1}", volume))], lesion);

    internal static IntensityScale Wide { get; } = new WindowScale(-1000, 1000);
}
