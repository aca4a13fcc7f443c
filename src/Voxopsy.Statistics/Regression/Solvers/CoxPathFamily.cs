using Voxopsy.Statistics.Survival;

namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>Cox's partial likelihood with Breslow's ties.</summary>
internal sealed class CoxPathFamily : PathFamily
{
    private readonly SurvivalOutcome _outcome;
    private readonly int[] _order;
    private readonly int[] _groupEnd;
    private readonly int[] _deaths;
    private readonly double _saturated;
    private readonly Curvature _current;
    private readonly Curvature _kept;

    internal CoxPathFamily(SurvivalOutcome outcome, TiedCensoring ties)
        : base(outcome.Count)
    {
        _outcome = outcome;
        RiskSets sets = RiskSets.Of(outcome, ties);
        (_order, _groupEnd, _deaths) = (sets.Order, sets.Ends, sets.Deaths);
        _saturated = -_deaths.Where(count => count > 0).Sum(count => count * Math.Log(count));
        _current = new Curvature(outcome.Count, _deaths.Length);
        _kept = new Curvature(outcome.Count, _deaths.Length);
        Evaluate(new double[outcome.Count]);
        NullDeviance = Deviance;
    }

    internal override double NullDeviance { get; }

    internal override double EnoughExplained => 0.99;

    /// <summary>Twice the distance of the log partial likelihood from that of a saturated model.</summary>
    internal static double DevianceOf(SurvivalOutcome outcome, TiedCensoring ties, ReadOnlySpan<double> linearPredictor)
    {
        CoxPathFamily family = new(outcome, ties);
        family.Evaluate(linearPredictor);
        return family.Deviance;
    }

    internal override void Evaluate(ReadOnlySpan<double> linearPredictor)
    {
        int n = RowCount;
        double largest = double.NegativeInfinity;
        foreach (double value in linearPredictor)
        {
            largest = Math.Max(largest, value);
        }

        for (int i = 0; i < n; i++)
        {
            _current.Hazard[i] = Math.Exp(linearPredictor[i] - largest);
        }

        double sum = 0;
        int at = n;
        for (int g = _deaths.Length - 1; g >= 0; g--)
        {
            int start = g == 0 ? 0 : _groupEnd[g - 1];
            while (at > start)
            {
                sum += _current.Hazard[_order[--at]];
            }

            _current.AtRisk[g] = sum;
        }

        double likelihood = 0;
        double share = 1.0 / n;
        double cumulative = 0;
        for (int g = 0; g < _deaths.Length; g++)
        {
            if (_deaths[g] > 0)
            {
                cumulative += _deaths[g] / _current.AtRisk[g];
                likelihood -= _deaths[g] * (Math.Log(_current.AtRisk[g]) + largest);
            }

            for (; at < _groupEnd[g]; at++)
            {
                int i = _order[at];
                likelihood += _outcome.Events[i] ? linearPredictor[i] : 0;
                _current.Cumulative[i] = cumulative;
                Residual[i] = ((_outcome.Events[i] ? 1 : 0) - (_current.Hazard[i] * cumulative)) * share;
            }
        }

        Loss = (_saturated - likelihood) * share;
    }

    internal override void KeepCurvature()
    {
        _current.Hazard.CopyTo(_kept.Hazard, 0);
        _current.Cumulative.CopyTo(_kept.Cumulative, 0);
        _current.AtRisk.CopyTo(_kept.AtRisk, 0);
    }

    internal override void Curve(ReadOnlySpan<double> column, int block, Span<double> product)
    {
        Span<double> means = _kept.Means;
        double sum = 0;
        int at = RowCount;
        for (int g = _deaths.Length - 1; g >= 0; g--)
        {
            int start = g == 0 ? 0 : _groupEnd[g - 1];
            while (at > start)
            {
                int i = _order[--at];
                sum += _kept.Hazard[i] * column[i];
            }

            means[g] = sum / _kept.AtRisk[g];
        }

        double share = 1.0 / RowCount;
        double cumulative = 0;
        for (int g = 0; g < _deaths.Length; g++)
        {
            cumulative += _deaths[g] * means[g] / _kept.AtRisk[g];
            for (; at < _groupEnd[g]; at++)
            {
                int i = _order[at];
                product[i] = _kept.Hazard[i] * ((_kept.Cumulative[i] * column[i]) - cumulative) * share;
            }
        }
    }

    /// <remarks>glmnet asks less of Cox paths: the end comes once four penalties together add less than a thousandth of what is explained.</remarks>
    internal override bool IsGrowthTooSmall(IReadOnlyList<double> ratios) => (ratios[^1] - ratios[^PathRunner.FewestLambdas]) / ratios[^1] < 1e-3;

    /// <remarks>glmnet's Cox path divides in single precision, which shows in the ninth digit of its penalties.</remarks>
    internal override double LambdaStep(int count) => 1f / (count - 1);

    /// <summary>What the second derivative is made of.</summary>
    private sealed class Curvature(int rows, int groups)
    {
        internal double[] Hazard { get; } = new double[rows];

        internal double[] Cumulative { get; } = new double[rows];

        internal double[] AtRisk { get; } = new double[groups];

        internal double[] Means { get; } = new double[groups];
    }
}
