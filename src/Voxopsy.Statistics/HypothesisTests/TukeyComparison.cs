namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>Two groups compared among several.</summary>
/// <param name="First">Index of the earlier group.</param>
/// <param name="Second">Index of the later group.</param>
/// <param name="Difference">Mean of the later minus mean of the earlier group.</param>
/// <param name="P">p value adjusted for all pairs.</param>
public readonly record struct TukeyComparison(int First, int Second, double Difference, double P);
