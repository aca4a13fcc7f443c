namespace Voxopsy.Imaging.Filters;

/// <summary>How responses to a rotated filter become one.</summary>
public enum Pooling
{
    /// <summary>No rotation: the filter as it stands.</summary>
    None,

    /// <summary>The largest response.</summary>
    Maximum,

    /// <summary>The mean response.</summary>
    Average,

    /// <summary>The smallest response.</summary>
    Minimum,
}
