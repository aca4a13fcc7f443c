namespace Voxopsy.Statistics.Numerics;

/// <summary>The regularized incomplete beta function and its inverse; Student, F, beta and binomial tails rest on it.</summary>
/// <remarks>
/// Continued fraction of DLMF 8.17.22 (evaluated by Lentz's method) with the prefactor of <see cref="SaddlePoint"/>; both x and 1 − x are
/// arguments, so that neither tail loses digits.
/// </remarks>
internal static class IncompleteBeta
{
    private const int MaximumTerms = 200_000;
    private const double Tiny = 1e-300;

    /// <summary>I_x(a, b), x + y = 1.</summary>
    internal static double Lower(double a, double b, double x, double y)
    {
        if (double.IsNaN(a + b + x + y))
        {
            return double.NaN;
        }

        if (x <= 0)
        {
            return 0;
        }

        if (y <= 0)
        {
            return 1;
        }

        double factor = Math.Exp(SaddlePoint.LogBetaDensityTerm(a, b, x, y));
        return x <= (a + 1) / (a + b + 2)
            ? factor * Fraction(a, b, x) / a
            : 1 - (factor * Fraction(b, a, y) / b);
    }

    /// <summary>1 − I_x(a, b), x + y = 1.</summary>
    internal static double Upper(double a, double b, double x, double y) => Lower(b, a, y, x);

    /// <summary>ln(x / (1 − x)) of the x at which the lower tail is <paramref name="lower"/> and the upper one <paramref name="upper"/>.</summary>
    /// <remarks>
    /// Newton's method on the logarithm of the smaller tail over the log-odds of x. The density over the log-odds is log-concave, so are
    /// both tails, and Newton's steps on a concave increasing function cannot run away.
    /// </remarks>
    internal static double LogOddsQuantile(double a, double b, double lower, double upper)
    {
        if (lower > upper)
        {
            return -LogOddsQuantile(b, a, upper, lower);
        }

        double target = Math.Log(lower);
        double w = Math.Log(a / b);
        for (int step = 0; step < 200; step++)
        {
            double x = 1 / (1 + Math.Exp(-w));
            double y = 1 / (1 + Math.Exp(w));
            double logDensity = LogDensity(a, b, w, x, y);
            double tail = Lower(a, b, x, y);
            double logTail = tail > 0 ? Math.Log(tail) : logDensity - Math.Log(a);
            double change = (logTail - target) * Math.Exp(logTail - logDensity);
            double next = w - Math.Clamp(change, -1e3, 1e3);
            if (Math.Abs(next - w) <= 2e-15 * Math.Max(1, Math.Abs(w)))
            {
                return next;
            }

            w = next;
        }

        return w;
    }

    private static double LogDensity(double a, double b, double w, double x, double y) => x > 1e-300 && y > 1e-300
        ? SaddlePoint.LogBetaDensityTerm(a, b, x, y)
        : SaddlePoint.LogBetaDensityTerm(a, b, 0.5, 0.5) + ((a + b) * Math.Log(2)) + (w < 0 ? a * w : -b * w);

    private static double Fraction(double a, double b, double x)
    {
        double sum = a + b;
        double c = 1;
        double d = 1 - (sum * x / (a + 1));
        d = 1 / (Math.Abs(d) < Tiny ? Tiny : d);
        double value = d;
        for (int m = 1; m <= MaximumTerms; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = Invert(1 + (even * d));
            c = Keep(1 + (even / c));
            value *= d * c;
            double odd = -(a + m) * (sum + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = Invert(1 + (odd * d));
            c = Keep(1 + (odd / c));
            double change = d * c;
            value *= change;
            if (Math.Abs(change - 1) < 1e-16)
            {
                break;
            }
        }

        return value;
    }

    private static double Keep(double value) => Math.Abs(value) < Tiny ? Tiny : value;

    private static double Invert(double value) => 1 / Keep(value);
}
