namespace Voxopsy.Statistics.Selection;

/// <summary>What a filter says of one feature.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Statistic">The test's statistic, larger for more difference; NaN where it cannot be computed.</param>
/// <param name="P">Its p value, within [0, 1]; NaN where the statistic is.</param>
public readonly record struct FeatureScore(FeatureId Feature, double Statistic, double P);
