namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>The Shapiro-Wilk test of normality.</summary>
/// <param name="W">In (0, 1], 1 for values on a normal quantile line.</param>
/// <param name="P">p value; small when the sample is unlikely to be normal.</param>
public readonly record struct ShapiroWilkResult(double W, double P);
