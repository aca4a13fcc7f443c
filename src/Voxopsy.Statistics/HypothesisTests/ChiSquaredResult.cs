namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>A statistic that is chi-squared under the null hypothesis.</summary>
/// <param name="Statistic">At least 0; NaN when a margin is 0.</param>
/// <param name="DegreesOfFreedom">Degrees of freedom.</param>
/// <param name="P">p value.</param>
public readonly record struct ChiSquaredResult(double Statistic, double DegreesOfFreedom, double P)
{
    internal static ChiSquaredResult Of(double statistic, double freedom) =>
        new(statistic, freedom, double.IsNaN(statistic) ? double.NaN : Distributions.ChiSquared.Upper(statistic, freedom));
}
