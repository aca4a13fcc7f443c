namespace Voxopsy.Radiomics.Ibsi;

/// <summary>Whether texture is taken within slices or through the volume.</summary>
public enum Aggregation
{
    /// <summary>Each slice by itself, values averaged over slices (2D).</summary>
    Slices,

    /// <summary>Within slices, matrices summed over slices (2.5D).</summary>
    SlicesMerged,

    /// <summary>Neighbors in all directions of the volume (3D).</summary>
    Volume,
}
