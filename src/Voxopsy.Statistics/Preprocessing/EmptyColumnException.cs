namespace Voxopsy.Statistics.Preprocessing;

/// <summary>A training column has no value at all, so nothing can be learned from it.</summary>
public sealed class EmptyColumnException : StatisticsException
{
    internal EmptyColumnException(FeatureId feature, int rows)
        : base($"Column '{feature}' is missing in all {rows} training rows, so nothing can be learned from it; drop it, or look for a fault in the table.")
    {
        Feature = feature;
    }

    /// <summary>Gets the column.</summary>
    public FeatureId Feature { get; }
}
