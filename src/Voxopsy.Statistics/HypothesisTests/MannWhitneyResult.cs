namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>A rank test of two samples.</summary>
/// <param name="W">Pairs in which the first sample's value is larger, a tie counting one half (R's W).</param>
/// <param name="P">Two-sided p value by the method named.</param>
/// <param name="Method">How the p value was computed.</param>
public readonly record struct MannWhitneyResult(double W, double P, RankTestMethod Method);
