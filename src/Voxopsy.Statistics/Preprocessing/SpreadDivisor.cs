namespace Voxopsy.Statistics.Preprocessing;

/// <summary>What the sum of squared deviations is divided by before its root is taken as a column's scale.</summary>
public enum SpreadDivisor
{
    /// <summary>n − 1, as R's <c>scale</c> and most published radiomics scripts in R do.</summary>
    CountMinusOne,

    /// <summary>n, as scikit-learn's <c>StandardScaler</c> does.</summary>
    Count,
}
