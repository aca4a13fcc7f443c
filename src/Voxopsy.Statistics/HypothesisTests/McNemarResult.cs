namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>McNemar's test of paired yes/no answers.</summary>
/// <param name="OnlyFirst">Pairs in which only the first answer is yes.</param>
/// <param name="OnlySecond">Pairs in which only the second answer is yes.</param>
/// <param name="Plain">Chi-squared without correction; NaN when no pair differs.</param>
/// <param name="Corrected">Chi-squared with continuity correction; NaN when no pair differs.</param>
/// <param name="ExactP">Exact binomial two-sided p value; 1 when no pair differs.</param>
public readonly record struct McNemarResult(
    int OnlyFirst, int OnlySecond, ChiSquaredResult Plain, ChiSquaredResult Corrected, double ExactP);
