namespace Voxopsy.Statistics.Learning;

/// <summary>How far a class's covariance is pulled towards a multiple of the identity.</summary>
public enum ShrinkageRule
{
    /// <summary>Not at all; columns that add nothing are handled by the pseudo-inverse.</summary>
    None,

    /// <summary>By a given share.</summary>
    Fixed,

    /// <summary>By the share that minimizes the expected squared error, for each class on its standardized columns (Ledoit and Wolf 2004).</summary>
    LedoitWolf,
}
