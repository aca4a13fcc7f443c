using Voxopsy.Statistics.Survival;

namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>Cox's partial likelihood with Breslow's ties.</summary>
internal sealed class CoxPathFamily : PathFamily
{
    private readonly SurvivalOutcome _outcome;
    private readonly int[] _groupEnd;
    private readonly int[] _deaths;
    private readonly double _saturated;
    private readonly Curvature _current;
    private readonly Curvature _kept;

    internal CoxPathFamily(SurvivalOutcome outcome)
        : base(outcome.Count)
    {
        _outcome = outcome;
        List<int> ends = [];
        List<int> deaths = [];
        for (int i = 0; i < outcome.Count;)
        {
            double time = outcome.Times[outcome.Order[i]];
            int count = 0;
            for (; i < outcome.Count && outcome.Times[outcome.Order[i]] == time; i++)
            {
                count += outcome.Events[outcome.Order[i]] ? 1 : 0;
            }

            ends.Add(i);
            deaths.Add(count);
        }

        (_groupEnd, _deaths) = ([.. ends], [.. deaths]);
        _saturated = -_deaths.Where(count => count > 0).Sum(count => count * Math.Log(count));
        _current = new Curvature(outcome.Count, _deaths.Length);
        _kept = new Curvature(outcome.Count, _deaths.Length);
        Evaluate(new double[outcome.Count]);
        NullDeviance = Deviance;
    }

    internal override double NullDeviance { get; }

    /// <summary>Twice the distance of the log partial likelihood from that of a saturated model.</summary>
    internal static double DevianceOf(SurvivalOutcome outcome, ReadOnlySpan<double> linearPredictor)
    {
        CoxPathFamily family = new(outcome);
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
                sum += _current.Hazard[_outcome.Order[--at]];
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
                int i = _outcome.Order[at];
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

    internal override void Curve(ReadOnlySpan<double> column, Span<double> product)
    {
        Span<double> means = _kept.Means;
        double sum = 0;
        int at = RowCount;
        for (int g = _deaths.Length - 1; g >= 0; g--)
        {
            int start = g == 0 ? 0 : _groupEnd[g - 1];
            while (at > start)
            {
                int i = _outcome.Order[--at];
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
                int i = _outcome.Order[at];
                product[i] = _kept.Hazard[i] * ((_kept.Cumulative[i] * column[i]) - cumulative) * share;
            }
        }
    }

    internal override bool IsGrowthTooSmall(double ratio, double previous) => ratio - previous < 1e-5;

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
