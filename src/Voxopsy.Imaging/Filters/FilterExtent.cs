namespace Voxopsy.Imaging.Filters;

/// <summary>Whether a filter works within each slice or in the volume.</summary>
public enum FilterExtent
{
    /// <summary>Each axial slice by itself.</summary>
    Slice,

    /// <summary>All three axes.</summary>
    Volume,
}
