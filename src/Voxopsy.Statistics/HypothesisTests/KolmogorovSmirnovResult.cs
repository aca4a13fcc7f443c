namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>A Kolmogorov-Smirnov test.</summary>
/// <param name="D">Largest distance between the distribution functions, in [0, 1].</param>
/// <param name="P">Asymptotic p value.</param>
public readonly record struct KolmogorovSmirnovResult(double D, double P);
