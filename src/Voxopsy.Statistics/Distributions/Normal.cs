using MathNet.Numerics;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Distributions;

/// <summary>The standard normal distribution.</summary>
public static class Normal
{
    private const double LogSqrtTwoPi = 0.91893853320467274178;

    /// <summary>The density at <paramref name="x"/>.</summary>
    public static double Density(double x) => Math.Exp((-0.5 * x * x) - LogSqrtTwoPi);

    /// <summary>P(Z ≤ x), with its full relative accuracy in the lower tail.</summary>
    public static double Cdf(double x) => 0.5 * SpecialFunctions.Erfc(-x / Constants.Sqrt2);

    /// <summary>P(Z &gt; x), with its full relative accuracy in the upper tail.</summary>
    public static double Upper(double x) => 0.5 * SpecialFunctions.Erfc(x / Constants.Sqrt2);

    /// <summary>ln P(Z ≤ x), finite for every finite x.</summary>
    public static double LogCdf(double x)
    {
        if (x > -30)
        {
            return x > 0 ? NearOne.Log1Plus(-Upper(x)) : Math.Log(Cdf(x));
        }

        // Mills' ratio as an asymptotic series; beyond 30 its sixth term is below 1e-14.
        double s = 1 / (x * x);
        return (-0.5 * x * x) - LogSqrtTwoPi - Math.Log(-x) + NearOne.Log1Plus(-s * (1 - (3 * s * (1 - (5 * s * (1 - (7 * s * (1 - (9 * s)))))))));
    }

    /// <summary>The two-sided p value 2 P(Z &gt; |z|); NaN stays NaN.</summary>
    /// <param name="z">A standard normal statistic.</param>
    public static double TwoSidedP(double z) => 2 * Upper(Math.Abs(z));

    /// <summary>The x with P(Z ≤ x) = <paramref name="p"/>.</summary>
    /// <param name="p">A probability; −∞ at 0, +∞ at 1, NaN outside [0, 1].</param>
    public static double Quantile(double p)
    {
        if (!(p > 0 && p < 1))
        {
            return p == 0 ? double.NegativeInfinity : p == 1 ? double.PositiveInfinity : double.NaN;
        }

        if (p > 0.5)
        {
            return -Quantile(1 - p);
        }

        // ln of the lower tail is concave, so Newton's steps on it converge from either side.
        double target = Math.Log(p);
        double x = -Math.Sqrt(Math.Max(0, -2 * (target + 0.69314718055994531)));
        for (int step = 0; step < 60; step++)
        {
            double logCdf = LogCdf(x);
            double next = x - ((logCdf - target) * Math.Exp(logCdf + (0.5 * x * x) + LogSqrtTwoPi));
            if (Math.Abs(next - x) <= 1e-15 * Math.Max(1, Math.Abs(x)))
            {
                return next;
            }

            x = next;
        }

        return x;
    }
}
