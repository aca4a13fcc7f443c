namespace Voxopsy.Statistics.Descriptive;

/// <summary>Which correlation.</summary>
public enum CorrelationKind
{
    /// <summary>Of ranks: unchanged by monotone maps, not moved by outliers.</summary>
    Spearman,

    /// <summary>Of the values themselves.</summary>
    Pearson,
}
