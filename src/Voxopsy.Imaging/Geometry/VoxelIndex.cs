using System.Globalization;

namespace Voxopsy.Imaging.Geometry;

/// <summary>A voxel of a grid, zero based, in the order x, y, z.</summary>
/// <param name="X">Index along the first axis.</param>
/// <param name="Y">Index along the second axis.</param>
/// <param name="Z">Index along the third axis.</param>
public readonly record struct VoxelIndex(int X, int Y, int Z)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({X}, {Y}, {Z})");
}
