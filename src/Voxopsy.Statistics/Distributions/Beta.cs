using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Distributions;

/// <summary>The beta distribution on [0, 1].</summary>
public static class Beta
{
    /// <summary>P(X ≤ x), the regularized incomplete beta function.</summary>
    /// <param name="x">A point; 0 below 0, 1 above 1.</param>
    /// <param name="a">First shape, positive.</param>
    /// <param name="b">Second shape, positive.</param>
    public static double Cdf(double x, double a, double b) => IncompleteBeta.Lower(a, b, x, 1 - x);

    /// <summary>The x with P(X ≤ x) = <paramref name="p"/>.</summary>
    /// <param name="p">A probability; NaN outside [0, 1].</param>
    /// <param name="a">First shape, positive.</param>
    /// <param name="b">Second shape, positive.</param>
    public static double Quantile(double p, double a, double b) => p > 0 && p < 1
        ? 1 / (1 + Math.Exp(-IncompleteBeta.LogOddsQuantile(a, b, p, 1 - p)))
        : p == 0 ? 0 : p == 1 ? 1 : double.NaN;
}
