using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Radiomics.Tests;

/// <summary>Small regions and images made from numbers, for tests.</summary>
internal static class Regions
{
    internal static Mask Block(int x, int y, int z, VoxelSpacing spacing) =>
        Mask.FromMembership(Grid.Axial(new GridSize(x, y, z), spacing), [.. Enumerable.Repeat((byte)1, x * y * z)]);

    internal static Mask Ball(int radius, VoxelSpacing spacing)
    {
        int size = (2 * radius) + 1;
        byte[] membership = new byte[size * size * size];
        for (int i = 0; i < membership.Length; i++)
        {
            (int x, int y, int z) = ((i % size) - radius, (i / size % size) - radius, (i / size / size) - radius);
            membership[i] = (byte)((x * x) + (y * y) + (z * z) <= radius * radius ? 1 : 0);
        }

        return Mask.FromMembership(Grid.Axial(new GridSize(size, size, size), spacing), membership);
    }

    /// <summary>A ragged region with holes and islands.</summary>
    internal static Mask Blob(uint seed, int size, VoxelSpacing spacing)
    {
        byte[] membership = new byte[size * size * size];
        uint state = seed;
        for (int i = 0; i < membership.Length; i++)
        {
            state = (state * 1664525) + 1013904223;
            membership[i] = (byte)(state >> 31);
        }

        return Mask.FromMembership(Grid.Axial(new GridSize(size, size, size), spacing), membership);
    }

    internal static Mask Move(Mask mask, int by)
    {
        GridSize size = mask.Grid.Size;
        Grid larger = Grid.Axial(new GridSize(size.X + (2 * by), size.Y + (2 * by), size.Z + (2 * by)), mask.Grid.Spacing);
        VoxelIndex start = mask.Box.Start;
        return Mask.FromBox(larger, mask.Box with { Start = new VoxelIndex(start.X + by, start.Y + by, start.Z + by) }, mask.BoxMembership);
    }

    /// <summary>Whole-numbered noise between 0 and 999.</summary>
    internal static Volume Noise(uint seed, Grid grid)
    {
        float[] voxels = new float[grid.Size.VoxelCount];
        uint state = seed;
        for (int i = 0; i < voxels.Length; i++)
        {
            state = (state * 1664525) + 1013904223;
            voxels[i] = (state >> 8) % 1000;
        }

        return new Volume(grid, voxels);
    }
}
