namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>A test of a mean or of a difference of means.</summary>
/// <param name="T">Student's t; NaN when both samples are constant and equal.</param>
/// <param name="DegreesOfFreedom">Degrees of freedom, fractional for Welch's test.</param>
/// <param name="P">Two-sided p value.</param>
/// <param name="Difference">First minus second mean.</param>
/// <param name="Lower">Lower confidence limit of the difference.</param>
/// <param name="Upper">Upper confidence limit of the difference.</param>
public readonly record struct TTestResult(double T, double DegreesOfFreedom, double P, double Difference, double Lower, double Upper);
