namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>A rank test of paired differences.</summary>
/// <param name="V">Sum of the ranks of positive differences.</param>
/// <param name="P">Two-sided p value by the method named; NaN when all differences are 0.</param>
/// <param name="Method">How the p value was computed.</param>
public readonly record struct SignedRankResult(double V, double P, RankTestMethod Method);
