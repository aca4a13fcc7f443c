namespace Voxopsy.Statistics.Numerics;

/// <summary>The lowest point of a smooth function of one number near a starting interval, without derivatives.</summary>
/// <remarks>
/// Downhill steps by golden ratio and parabola until three points enclose a minimum, then Brent's method (Brent 1973, Algorithms for Minimization
/// without Derivatives, chapter 5), with the constants of scipy's <c>brent</c>, so that the same local minimum is found.
/// </remarks>
internal static class BrentMinimum
{
    private const double Golden = 1.618034;
    private const double GoldenSection = 0.3819660;
    private const double GrowthLimit = 110;
    private const double Tiny = 1e-21;
    private const double AbsoluteTolerance = 1e-11;

    /// <summary>Finds the minimum.</summary>
    /// <param name="function">A function; infinite where it is not defined.</param>
    /// <param name="first">One end of the interval from which the search walks downhill.</param>
    /// <param name="second">The other end.</param>
    /// <param name="tolerance">Relative tolerance of the place.</param>
    /// <returns>The place; NaN when no three points enclose a minimum within a thousand steps.</returns>
    internal static double Find(Func<double, double> function, double first, double second, double tolerance = 1.48e-8) =>
        Bracket(function, first, second) is { } bracket ? Refine(function, bracket, tolerance) : double.NaN;

    private static (double A, double B, double C)? Bracket(Func<double, double> function, double xa, double xb)
    {
        double fa = function(xa);
        double fb = function(xb);
        if (fa < fb)
        {
            (xa, xb, fa, fb) = (xb, xa, fb, fa);
        }

        double xc = xb + (Golden * (xb - xa));
        double fc = function(xc);
        for (int step = 0; fc < fb; step++)
        {
            if (step > 1000 || !double.IsFinite(xc))
            {
                return null;
            }

            double left = (xb - xa) * (fb - fc);
            double right = (xb - xc) * (fb - fa);
            double curvature = right - left;
            double denominator = Math.Abs(curvature) < Tiny ? 2 * Tiny : 2 * curvature;
            double w = xb - ((((xb - xc) * right) - ((xb - xa) * left)) / denominator);
            double limit = xb + (GrowthLimit * (xc - xb));
            double fw;
            if ((w - xc) * (xb - w) > 0)
            {
                fw = function(w);
                if (fw < fc)
                {
                    return (xb, w, xc);
                }

                if (fw > fb)
                {
                    return (xa, xb, w);
                }

                w = xc + (Golden * (xc - xb));
                fw = function(w);
            }
            else if ((w - limit) * (limit - xc) >= 0)
            {
                w = limit;
                fw = function(w);
            }
            else if ((w - limit) * (xc - w) > 0)
            {
                fw = function(w);
                if (fw < fc)
                {
                    (xb, xc, fb, fc) = (xc, w, fc, fw);
                    w = xc + (Golden * (xc - xb));
                    fw = function(w);
                }
            }
            else
            {
                w = xc + (Golden * (xc - xb));
                fw = function(w);
            }

            (xa, xb, xc, fa, fb, fc) = (xb, xc, w, fb, fc, fw);
        }

        return double.IsFinite(fb) ? (xa, xb, xc) : null;
    }

    private static double Refine(Func<double, double> function, (double A, double B, double C) bracket, double tolerance)
    {
        double x = bracket.B;
        double w = x;
        double v = x;
        double fx = function(x);
        double fw = fx;
        double fv = fx;
        double a = Math.Min(bracket.A, bracket.C);
        double b = Math.Max(bracket.A, bracket.C);
        double before = 0;
        double move = 0;
        for (int step = 0; step < 500; step++)
        {
            double near = (tolerance * Math.Abs(x)) + AbsoluteTolerance;
            double middle = 0.5 * (a + b);
            if (Math.Abs(x - middle) < (2 * near) - (0.5 * (b - a)))
            {
                break;
            }

            bool parabolic = false;
            if (Math.Abs(before) > near)
            {
                double t1 = (x - w) * (fx - fv);
                double t2 = (x - v) * (fx - fw);
                double p = ((x - v) * t2) - ((x - w) * t1);
                t2 = 2 * (t2 - t1);
                p = t2 > 0 ? -p : p;
                t2 = Math.Abs(t2);
                double last = before;
                before = move;
                parabolic = p > t2 * (a - x) && p < t2 * (b - x) && Math.Abs(p) < Math.Abs(0.5 * t2 * last);
                if (parabolic)
                {
                    move = p / t2;
                    double there = x + move;
                    if (there - a < 2 * near || b - there < 2 * near)
                    {
                        move = middle - x >= 0 ? near : -near;
                    }
                }
            }

            if (!parabolic)
            {
                before = x >= middle ? a - x : b - x;
                move = GoldenSection * before;
            }

            double u = Math.Abs(move) < near ? (move >= 0 ? x + near : x - near) : x + move;
            double fu = function(u);
            if (fu > fx)
            {
                (a, b) = u < x ? (u, b) : (a, u);
                if (fu <= fw || w == x)
                {
                    (v, w, fv, fw) = (w, u, fw, fu);
                }
                else if (fu <= fv || v == x || v == w)
                {
                    (v, fv) = (u, fu);
                }
            }
            else
            {
                (a, b) = u >= x ? (x, b) : (a, x);
                (v, w, x, fv, fw, fx) = (w, x, u, fw, fx, fu);
            }
        }

        return x;
    }
}
