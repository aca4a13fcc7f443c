namespace Voxopsy.Statistics.Learning;

/// <summary>How far two rows are from each other.</summary>
public enum DistanceMetric
{
    /// <summary>The root of the sum of squared differences.</summary>
    Euclidean,

    /// <summary>The sum of absolute differences.</summary>
    Manhattan,

    /// <summary>The largest absolute difference.</summary>
    Chebyshev,
}
