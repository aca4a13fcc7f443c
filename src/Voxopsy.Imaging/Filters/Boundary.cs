namespace Voxopsy.Imaging.Filters;

/// <summary>What a filter finds beyond the image.</summary>
/// <remarks>Source: IBSI 2 reference manual, section 2.2.</remarks>
public enum Boundary
{
    /// <summary>Zeros.</summary>
    Zero,

    /// <summary>The nearest voxel of the image.</summary>
    Nearest,

    /// <summary>The image again.</summary>
    Periodic,

    /// <summary>The image mirrored, its outermost voxels repeated.</summary>
    Mirror,
}
