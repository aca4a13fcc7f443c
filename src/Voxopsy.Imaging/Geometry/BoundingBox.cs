namespace Voxopsy.Imaging.Geometry;

/// <summary>A block of voxels of a grid.</summary>
/// <param name="Start">The voxel with the smallest indices.</param>
/// <param name="Size">Voxels along each axis; all 0 for an empty box.</param>
public readonly record struct BoundingBox(VoxelIndex Start, GridSize Size)
{
    /// <summary>Gets whether the box holds no voxel.</summary>
    public bool IsEmpty => Size.VoxelCount == 0;

    /// <summary>The whole of a grid.</summary>
    /// <param name="size">Size of the grid.</param>
    /// <returns>A box from (0, 0, 0).</returns>
    public static BoundingBox Whole(GridSize size) => new(default, size);

    /// <summary>The box grown on every side, but not beyond the grid.</summary>
    /// <param name="x">Voxels to add on both sides along x; at least 0.</param>
    /// <param name="y">Voxels to add on both sides along y; at least 0.</param>
    /// <param name="z">Voxels to add on both sides along z; at least 0.</param>
    /// <param name="within">Size of the grid.</param>
    /// <returns>The grown box.</returns>
    public BoundingBox Grow(int x, int y, int z, GridSize within)
    {
        VoxelIndex start = new(Math.Max(0, Start.X - x), Math.Max(0, Start.Y - y), Math.Max(0, Start.Z - z));
        return new BoundingBox(start, new GridSize(
            Math.Min(within.X, Start.X + Size.X + x) - start.X,
            Math.Min(within.Y, Start.Y + Size.Y + y) - start.Y,
            Math.Min(within.Z, Start.Z + Size.Z + z) - start.Z));
    }

    /// <summary>Whether a voxel lies in the box.</summary>
    /// <param name="x">Index along x.</param>
    /// <param name="y">Index along y.</param>
    /// <param name="z">Index along z.</param>
    /// <returns>True inside.</returns>
    public bool Contains(int x, int y, int z) => Size.Contains(x - Start.X, y - Start.Y, z - Start.Z);
}
