namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>How the p value of a rank test is computed.</summary>
public enum RankTestMethod
{
    /// <summary>Exact without ties and below 50 values a sample, otherwise normal with continuity correction: R's choice.</summary>
    Automatic,

    /// <summary>From the exact null distribution; only without ties.</summary>
    Exact,

    /// <summary>Normal with tie correction.</summary>
    Normal,

    /// <summary>Normal with tie and continuity correction.</summary>
    NormalContinuity,
}
