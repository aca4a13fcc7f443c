namespace Voxopsy.Statistics.Selection;

/// <summary>How mRMR measures relevance and redundancy, and how it joins them.</summary>
public enum MrmrScheme
{
    /// <summary>Gaussian mutual information −½ ln(1 − r²) of Pearson's r; difference.</summary>
    Gaussian,

    /// <summary>The same of Spearman's r; difference.</summary>
    Spearman,

    /// <summary>F statistic minus mean |Pearson r|.</summary>
    FDifference,

    /// <summary>F statistic over mean |Pearson r|.</summary>
    FQuotient,

    /// <summary>Mutual information after cutting at mean ± ½ standard deviation; difference (MID).</summary>
    DiscreteDifference,

    /// <summary>The same; quotient (MIQ).</summary>
    DiscreteQuotient,
}
