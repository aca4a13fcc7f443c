namespace Voxopsy.Statistics.Preprocessing;

/// <summary>A training column has one value only, so it has no scale.</summary>
public sealed class ConstantColumnException : StatisticsException
{
    internal ConstantColumnException(FeatureId feature, double value, int rows)
        : base(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"Column '{feature}' is {value:G6} in all {rows} training rows that have a value, so no scale can be learned from it; drop it before, or let constant columns be centered only."))
    {
        Feature = feature;
    }

    /// <summary>Gets the column.</summary>
    public FeatureId Feature { get; }
}
