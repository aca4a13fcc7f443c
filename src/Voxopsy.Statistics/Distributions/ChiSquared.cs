using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Distributions;

/// <summary>The chi-squared distribution; its degrees of freedom may be fractional.</summary>
public static class ChiSquared
{
    /// <summary>P(X ≤ x) with its full relative accuracy in the lower tail.</summary>
    public static double Cdf(double x, double degreesOfFreedom) => IncompleteGamma.Lower(degreesOfFreedom / 2, x / 2);

    /// <summary>P(X &gt; x), the p value of a chi-squared statistic, with its full relative accuracy in the upper tail.</summary>
    public static double Upper(double x, double degreesOfFreedom) => IncompleteGamma.Upper(degreesOfFreedom / 2, x / 2);

    /// <summary>The x with P(X ≤ x) = <paramref name="p"/>.</summary>
    /// <param name="p">A probability; 0 at 0, +∞ at 1, NaN outside [0, 1].</param>
    /// <param name="degreesOfFreedom">Positive.</param>
    public static double Quantile(double p, double degreesOfFreedom) => p > 0 && p < 1
        ? 2 * IncompleteGamma.Quantile(degreesOfFreedom / 2, p, 1 - p)
        : p == 0 ? 0 : p == 1 ? double.PositiveInfinity : double.NaN;
}
