using System.Globalization;

namespace Voxopsy.Imaging.Geometry;

/// <summary>How many voxels a grid has along x, y and z.</summary>
/// <param name="X">Voxels along the first axis, the fastest in memory; at least 1.</param>
/// <param name="Y">Voxels along the second axis; at least 1.</param>
/// <param name="Z">Voxels along the third axis; at least 1.</param>
public readonly record struct GridSize(int X, int Y, int Z)
{
    /// <summary>Gets the number of voxels of one slice.</summary>
    public long SliceCount => (long)X * Y;

    /// <summary>Gets the number of voxels.</summary>
    public long VoxelCount => SliceCount * Z;

    /// <summary>Where a voxel lies in memory, x fastest.</summary>
    /// <param name="x">Index along x.</param>
    /// <param name="y">Index along y.</param>
    /// <param name="z">Index along z.</param>
    /// <returns>The offset, valid when the index lies within the size.</returns>
    public int Offset(int x, int y, int z) => x + (X * (y + (Y * z)));

    /// <summary>Whether an index lies on the grid.</summary>
    /// <param name="x">Index along x.</param>
    /// <param name="y">Index along y.</param>
    /// <param name="z">Index along z.</param>
    /// <returns>True within [0, size).</returns>
    public bool Contains(int x, int y, int z) => (uint)x < (uint)X && (uint)y < (uint)Y && (uint)z < (uint)Z;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{X}x{Y}x{Z}");
}
