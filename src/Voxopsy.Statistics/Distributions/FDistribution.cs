using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Distributions;

/// <summary>Fisher's F distribution; its degrees of freedom may be fractional.</summary>
public static class FDistribution
{
    /// <summary>P(F ≤ f) with its full relative accuracy in the lower tail.</summary>
    public static double Cdf(double f, double numerator, double denominator) => Upper(1 / f, denominator, numerator);

    /// <summary>P(F &gt; f), the p value of an F statistic, with its full relative accuracy in the upper tail.</summary>
    /// <param name="f">The statistic; 0 or less gives 1, +∞ gives 0.</param>
    /// <param name="numerator">Degrees of freedom above, positive.</param>
    /// <param name="denominator">Degrees of freedom below, positive.</param>
    public static double Upper(double f, double numerator, double denominator)
    {
        if (f <= 0)
        {
            return 1;
        }

        if (double.IsPositiveInfinity(f))
        {
            return 0;
        }

        double above = numerator * f;
        double total = above + denominator;
        return IncompleteBeta.Lower(denominator / 2, numerator / 2, denominator / total, above / total);
    }

    /// <summary>The f with P(F ≤ f) = <paramref name="p"/>.</summary>
    /// <param name="p">A probability; 0 at 0, +∞ at 1, NaN outside [0, 1].</param>
    /// <param name="numerator">Degrees of freedom above, positive.</param>
    /// <param name="denominator">Degrees of freedom below, positive.</param>
    public static double Quantile(double p, double numerator, double denominator) => p > 0 && p < 1
        ? denominator / numerator * Math.Exp(IncompleteBeta.LogOddsQuantile(numerator / 2, denominator / 2, p, 1 - p))
        : p == 0 ? 0 : p == 1 ? double.PositiveInfinity : double.NaN;
}
