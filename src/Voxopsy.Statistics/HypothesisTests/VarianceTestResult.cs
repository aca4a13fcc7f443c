namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>A test of equal variances.</summary>
/// <param name="Statistic">F, or Bartlett's chi-squared.</param>
/// <param name="P">p value; small when the variances differ.</param>
public readonly record struct VarianceTestResult(double Statistic, double P);
