namespace Voxopsy.Statistics.Learning;

/// <summary>How linear discriminant analysis estimates the covariance both classes share, and in which units it inverts it where columns are collinear.</summary>
public enum PooledCovariance
{
    /// <summary>Divisor rows − 2; the pseudo-inverse is taken of scaled columns, so that units do not matter (scikit-learn's <c>svd</c> solver).</summary>
    Unbiased,

    /// <summary>Divisor rows; the pseudo-inverse is taken in the columns' own units (scikit-learn's <c>lsqr</c> solver). Shrunken covariances have this divisor.</summary>
    MaximumLikelihood,
}
