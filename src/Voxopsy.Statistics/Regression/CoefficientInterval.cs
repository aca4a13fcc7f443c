namespace Voxopsy.Statistics.Regression;

/// <summary>A coefficient with its interval.</summary>
/// <param name="Name">The predictor, or <c>(Intercept)</c>.</param>
/// <param name="Estimate">The coefficient.</param>
/// <param name="Lower">Lower limit; −∞ where the likelihood never falls far enough.</param>
/// <param name="Upper">Upper limit; +∞ where the likelihood never falls far enough.</param>
public sealed record CoefficientInterval(string Name, double Estimate, double Lower, double Upper);
