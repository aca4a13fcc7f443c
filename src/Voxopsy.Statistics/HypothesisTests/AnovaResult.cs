namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>A one-way analysis of variance.</summary>
/// <param name="F">F statistic.</param>
/// <param name="Numerator">Degrees of freedom between groups.</param>
/// <param name="Denominator">Degrees of freedom within groups, fractional for Welch's form.</param>
/// <param name="P">p value.</param>
public readonly record struct AnovaResult(double F, double Numerator, double Denominator, double P);
