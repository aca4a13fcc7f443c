namespace Voxopsy.Statistics.Regression;

/// <summary>The factor by which the odds of the outcome change when a predictor grows by one unit.</summary>
/// <param name="Name">The predictor.</param>
/// <param name="Estimate">exp(coefficient), above 0.</param>
/// <param name="Lower">Lower limit of the interval.</param>
/// <param name="Upper">Upper limit of the interval.</param>
public sealed record OddsRatio(string Name, double Estimate, double Lower, double Upper);
