using MathNet.Numerics;

namespace Voxopsy.Statistics.Numerics;

/// <summary>Densities of the binomial and Poisson families without cancellation, however large their parameters.</summary>
/// <remarks>
/// Source: Loader 2000, Fast and accurate computation of binomial probabilities. The logarithm of the density is written as a sum of
/// small terms (Stirling errors and deviances), so that tails near 1e-300 and parameters near 1e7 keep about 13 digits.
/// </remarks>
internal static class SaddlePoint
{
    private const double LogTwoPi = 1.8378770664093454836;

    /// <summary>ln(xᵃ yᵇ / B(a, b)) for x + y = 1, both in (0, 1), a and b positive.</summary>
    internal static double LogBetaDensityTerm(double a, double b, double x, double y)
    {
        double n = a + b;
        return StirlingError(n) - StirlingError(a) - StirlingError(b) - Deviance(a, n * x) - Deviance(b, n * y)
            + (0.5 * (Math.Log(a) + Math.Log(b / n) - LogTwoPi));
    }

    /// <summary>ln(xᵃ e⁻ˣ / Γ(a)) for positive a and x.</summary>
    internal static double LogGammaDensityTerm(double a, double x) =>
        (0.5 * (Math.Log(a) - LogTwoPi)) - StirlingError(a) - Deviance(a, x);

    /// <summary>ln Γ(n + 1) minus Stirling's formula.</summary>
    private static double StirlingError(double n)
    {
        if (n <= 15)
        {
            return SpecialFunctions.GammaLn(n + 1) - ((n + 0.5) * Math.Log(n)) + n - (0.5 * LogTwoPi);
        }

        double square = n * n;
        return ((1.0 / 12) - (((1.0 / 360) - (((1.0 / 1260) - (((1.0 / 1680) - (1.0 / 1188 / square)) / square)) / square)) / square)) / n;
    }

    /// <summary>x ln(x / m) + m − x, accurate when x is near m.</summary>
    private static double Deviance(double x, double m)
    {
        if (Math.Abs(x - m) >= 0.1 * (x + m))
        {
            return (x * Math.Log(x / m)) + m - x;
        }

        double v = (x - m) / (x + m);
        double sum = (x - m) * v;
        double term = 2 * x * v;
        for (int j = 1; ; j++)
        {
            term *= v * v;
            double next = sum + (term / ((2 * j) + 1));
            if (next == sum)
            {
                return sum;
            }

            sum = next;
        }
    }
}
