namespace Voxopsy.Statistics.Numerics;

/// <summary>The regularized incomplete gamma functions and their inverse; chi-squared and Poisson tails rest on them.</summary>
/// <remarks>Power series (DLMF 8.11.4) below the mean, continued fraction (DLMF 8.9.2) above it; the smaller tail is never a difference.</remarks>
internal static class IncompleteGamma
{
    private const int MaximumTerms = 200_000;

    /// <summary>P(a, x), the lower tail, in [0, 1].</summary>
    internal static double Lower(double a, double x)
    {
        if (double.IsNaN(a + x))
        {
            return double.NaN;
        }

        return x <= 0 ? 0 : x < a + 1 ? Series(a, x) : 1 - Fraction(a, x);
    }

    /// <summary>Q(a, x) = 1 − P(a, x), the upper tail, in [0, 1].</summary>
    internal static double Upper(double a, double x)
    {
        if (double.IsNaN(a + x))
        {
            return double.NaN;
        }

        return x <= 0 ? 1 : x < a + 1 ? 1 - Series(a, x) : Fraction(a, x);
    }

    /// <summary>The x at which the lower tail is <paramref name="lower"/> and the upper one <paramref name="upper"/>.</summary>
    /// <remarks>Newton's method on the logarithm of the smaller tail over ln x, where both tails are log-concave.</remarks>
    internal static double Quantile(double a, double lower, double upper)
    {
        bool fromBelow = lower <= upper;
        double target = Math.Log(fromBelow ? lower : upper);
        double w = Math.Log(a);
        for (int step = 0; step < 200; step++)
        {
            double x = Math.Exp(w);
            double tail = fromBelow ? Lower(a, x) : Upper(a, x);
            double logDensity = SaddlePoint.LogGammaDensityTerm(a, x);
            double logTail = tail > 0 ? Math.Log(tail) : logDensity - Math.Log(Math.Max(1, Math.Abs(x - a)));
            double change = (logTail - target) * Math.Exp(logTail - logDensity) * (fromBelow ? 1 : -1);
            double next = w - Math.Clamp(change, -700, 5);
            if (Math.Abs(next - w) <= 2e-15 * Math.Max(1, Math.Abs(w)))
            {
                return Math.Exp(next);
            }

            w = next;
        }

        return Math.Exp(w);
    }

    private static double Series(double a, double x)
    {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; n <= MaximumTerms; n++)
        {
            term *= x / (a + n);
            sum += term;
            if (term < 1e-17 * sum)
            {
                break;
            }
        }

        return Math.Exp(SaddlePoint.LogGammaDensityTerm(a, x)) * sum;
    }

    private static double Fraction(double a, double x)
    {
        const double tiny = 1e-300;
        double b = x + 1 - a;
        double c = 1 / tiny;
        double d = 1 / b;
        double value = d;
        for (int n = 1; n <= MaximumTerms; n++)
        {
            double term = -n * (n - a);
            b += 2;
            d = (term * d) + b;
            d = 1 / (Math.Abs(d) < tiny ? tiny : d);
            c = b + (term / c);
            c = Math.Abs(c) < tiny ? tiny : c;
            double change = d * c;
            value *= change;
            if (Math.Abs(change - 1) < 1e-16)
            {
                break;
            }
        }

        return Math.Exp(SaddlePoint.LogGammaDensityTerm(a, x)) * value;
    }
}
