namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>Finds where the signed root of a deviance's rise reaches a bound.</summary>
internal static class ProfileSearch
{
    private const int MaximumSteps = 200;

    /// <summary>Newton's method inside a bracket that is doubled until it holds.</summary>
    /// <param name="estimate">Where the deviance is least.</param>
    /// <param name="step">The first step; its sign tells the side.</param>
    /// <param name="deviance">The least deviance.</param>
    /// <param name="bound">What the root of the rise shall reach.</param>
    /// <param name="evaluate">The deviance at a value, and its slope.</param>
    /// <returns>The value; infinite when the deviance never rises that far.</returns>
    internal static double Limit(double estimate, double step, double deviance, double bound, Func<double, (double Deviance, double Slope)> evaluate)
    {
        double inside = estimate;
        double outside = double.NaN;
        double at = estimate + step;
        for (int i = 0; i < MaximumSteps; i++)
        {
            (double value, double slope) = evaluate(at);
            double root = Math.Sqrt(Math.Max(0, value - deviance));
            if (root < bound)
            {
                inside = at;
            }
            else
            {
                outside = at;
            }

            double next = at - ((root - bound) * 2 * root / slope);
            if (double.IsNaN(outside))
            {
                double reach = at - estimate;
                if (Math.Abs(reach) > 1e6 * Math.Abs(step))
                {
                    return step < 0 ? double.NegativeInfinity : double.PositiveInfinity;
                }

                bool leaps = !double.IsFinite(next) || Math.Abs(next - estimate) > 4 * Math.Abs(reach) || (next - at) * step <= 0;
                next = leaps ? estimate + (2 * reach) : next;
            }
            else if (!(Math.Min(inside, outside) < next && next < Math.Max(inside, outside)))
            {
                next = (inside + outside) / 2;
            }

            if (Math.Abs(next - at) <= 1e-13 * Math.Max(Math.Abs(at), Math.Abs(step)))
            {
                return next;
            }

            at = next;
        }

        return at;
    }
}
