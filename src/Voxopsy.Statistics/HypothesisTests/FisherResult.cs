namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>Fisher's exact test.</summary>
/// <param name="P">Two-sided p value: the probability of all tables that are no more likely than the one seen.</param>
public readonly record struct FisherResult(double P)
{
    /// <summary>Gets the one-sided p value of an odds ratio below 1; NaN for larger tables than 2 × 2.</summary>
    public double PLess { get; init; } = double.NaN;

    /// <summary>Gets the one-sided p value of an odds ratio above 1; NaN for larger tables than 2 × 2.</summary>
    public double PGreater { get; init; } = double.NaN;

    /// <summary>Gets the conditional maximum-likelihood odds ratio with its exact interval; NaN for larger tables than 2 × 2.</summary>
    public Discrimination.RatioEstimate OddsRatio { get; init; } = new(double.NaN, double.NaN, double.NaN);
}
