using System.Globalization;

namespace Voxopsy.Imaging.Geometry;

/// <summary>The distance between neighboring voxel centers along each axis, in mm.</summary>
/// <param name="X">Along the first axis, above 0.</param>
/// <param name="Y">Along the second axis, above 0.</param>
/// <param name="Z">Along the third axis, above 0.</param>
public readonly record struct VoxelSpacing(double X, double Y, double Z)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{X:0.00##} {Y:0.00##} {Z:0.00##}");
}
