using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Distributions;

/// <summary>Student's t distribution; its degrees of freedom may be fractional.</summary>
public static class StudentT
{
    /// <summary>P(T ≤ t) with its full relative accuracy in the lower tail.</summary>
    /// <param name="t">The statistic; NaN stays NaN.</param>
    /// <param name="degreesOfFreedom">Positive.</param>
    public static double Cdf(double t, double degreesOfFreedom)
    {
        if (double.IsNaN(t) || double.IsNaN(degreesOfFreedom))
        {
            return double.NaN;
        }

        double tail = 0.5 * TwoSidedP(t, degreesOfFreedom);
        return t <= 0 ? tail : 1 - tail;
    }

    /// <summary>P(T &gt; t) with its full relative accuracy in the upper tail.</summary>
    public static double Upper(double t, double degreesOfFreedom) => Cdf(-t, degreesOfFreedom);

    /// <summary>The two-sided p value P(|T| &gt; |t|).</summary>
    public static double TwoSidedP(double t, double degreesOfFreedom)
    {
        if (double.IsInfinity(t))
        {
            return 0;
        }

        double square = t * t;
        double total = degreesOfFreedom + square;
        return IncompleteBeta.Lower(degreesOfFreedom / 2, 0.5, degreesOfFreedom / total, square / total);
    }

    /// <summary>The t with P(T ≤ t) = <paramref name="p"/>.</summary>
    /// <param name="p">A probability; −∞ at 0, +∞ at 1, NaN outside [0, 1].</param>
    /// <param name="degreesOfFreedom">Positive.</param>
    public static double Quantile(double p, double degreesOfFreedom)
    {
        if (!(p > 0 && p < 1))
        {
            return p == 0 ? double.NegativeInfinity : p == 1 ? double.PositiveInfinity : double.NaN;
        }

        if (p == 0.5)
        {
            return 0;
        }

        double smaller = Math.Min(p, 1 - p);
        double logOdds = IncompleteBeta.LogOddsQuantile(degreesOfFreedom / 2, 0.5, 2 * smaller, 1 - (2 * smaller));
        double t = Math.Sqrt(degreesOfFreedom) * Math.Exp(-logOdds / 2);
        return p < 0.5 ? -t : t;
    }
}
