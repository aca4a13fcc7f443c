namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>The penalized likelihood as a function of one coefficient, the others at their maximum.</summary>
/// <param name="likelihood">The penalized likelihood.</param>
/// <param name="estimate">Its maximum.</param>
/// <param name="unit">The standard error of the coefficient.</param>
/// <param name="held">The coefficient.</param>
internal sealed class FirthProfile(FirthLikelihood likelihood, double[] estimate, double unit, int held)
{
    private readonly List<double[]> _points = [estimate];

    /// <summary>The deviance at a value, and its slope: of the highest maximum that three ways lead to, for under separation there can be several.</summary>
    internal (double Deviance, double Slope) At(double value)
    {
        double[] nearest = _points.MinBy(point => Math.Abs(point[held] - value))!;
        double share = value / estimate[held];
        (double Value, double Slope, double[] Point) best = (double.NegativeInfinity, 0, nearest);
        Try(() => likelihood.Follow(nearest, held, value, unit, estimate[held]));
        Try(() => Leap(nearest));
        if (share > 1)
        {
            Try(() => Leap([.. estimate.Select(each => share * each)]));
        }

        if (double.IsNegativeInfinity(best.Value))
        {
            throw new NonConvergenceException("the profile of Firth's regression", _points.Count, Math.Abs(value - nearest[held]));
        }

        _points.Add(best.Point);
        return (-2 * best.Value, -2 * best.Slope);

        double[] Leap(double[] from) => likelihood.Maximize([.. from.Select((each, k) => k == held ? value : each)], k => k != held);

        void Try(Func<double[]> way)
        {
            try
            {
                double[] point = way();
                best = likelihood.Value > best.Value ? (likelihood.Value, likelihood.Score[held], point) : best;
            }
            catch (NonConvergenceException)
            {
                // One way that leads nowhere is no harm while another arrives.
            }
        }
    }
}
