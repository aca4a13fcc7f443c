namespace Voxopsy.Statistics.Preprocessing;

/// <summary>How much each of the nearest training rows counts.</summary>
public enum NeighborWeighting
{
    /// <summary>All alike.</summary>
    Uniform,

    /// <summary>By the inverse of the distance; rows at distance 0, where there are any, count alone.</summary>
    InverseDistance,
}
