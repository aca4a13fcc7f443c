using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Preprocessing;

/// <summary>The rounds of chained equations over training rows.</summary>
internal sealed class ChainedEquations
{
    private readonly FeatureTable _table;
    private readonly ChainedSettings _settings;
    private readonly ConstantImputation _start;
    private readonly double[][] _filled;
    private readonly int[] _order;

    internal ChainedEquations(FeatureTable table, ChainedSettings settings)
    {
        _table = table;
        _settings = settings;
        _start = ConstantImputation.Fit(table);
        _filled = TableColumns.Copy(_start.Apply(table));
        int[] gaps = [.. Enumerable.Range(0, table.Features.Length).Select(j => table.Column(j).ToArray().Count(double.IsNaN))];
        _order = [.. Enumerable.Range(0, gaps.Length).Where(j => gaps[j] > 0).OrderBy(j => gaps[j])];
    }

    internal ChainedImputation Run()
    {
        int[][] predictors = [.. _order.Select(MostCorrelated)];
        ColumnEquation[] equations = new ColumnEquation[_order.Length];
        double change = 0;
        int round = 0;
        while (round < _settings.Rounds)
        {
            round++;
            change = 0;
            for (int k = 0; k < _order.Length; k++)
            {
                equations[k] = Regress(_order[k], predictors[k]);
                change = Math.Max(change, Refill(equations[k], _order[k], predictors[k]));
            }

            if (change <= _settings.Tolerance)
            {
                break;
            }
        }

        return new ChainedImputation { Start = _start, Equations = [.. equations], Rounds = round, LastChange = change };
    }

    /// <summary>The columns most correlated with one over the rows both have; columns that do not vary explain nothing.</summary>
    private int[] MostCorrelated(int column)
    {
        double[] size = new double[_table.Features.Length];
        for (int j = 0; j < size.Length; j++)
        {
            size[j] = j == column ? -1 : Association(_table.Column(column), _table.Column(j));
        }

        return [.. Enumerable.Range(0, size.Length).Where(j => size[j] > 0).OrderByDescending(j => size[j]).ThenBy(j => j).Take(_settings.Predictors)];
    }

    private static double Association(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        List<double> a = [];
        List<double> b = [];
        for (int i = 0; i < x.Length; i++)
        {
            if (!double.IsNaN(x[i]) && !double.IsNaN(y[i]))
            {
                a.Add(x[i]);
                b.Add(y[i]);
            }
        }

        Moments one = Moments.Of([.. a]);
        Moments other = Moments.Of([.. b]);
        if (a.Count < 3 || !(one.Variance > 0) || !(other.Variance > 0))
        {
            return 0;
        }

        double sum = 0;
        for (int i = 0; i < a.Count; i++)
        {
            sum += (a[i] - one.Mean) * (b[i] - other.Mean);
        }

        return Math.Abs(sum / ((a.Count - 1) * one.StandardDeviation * other.StandardDeviation));
    }

    private ColumnEquation Regress(int column, int[] predictors)
    {
        ReadOnlySpan<double> original = _table.Column(column);
        List<int> known = [];
        for (int row = 0; row < original.Length; row++)
        {
            if (!double.IsNaN(original[row]))
            {
                known.Add(row);
            }
        }

        double[] response = [.. known.Select(row => _filled[column][row])];
        double mean = Moments.Of(response).Mean;
        Moments[] scales = new Moments[predictors.Length];
        double[][] standardized = new double[predictors.Length][];
        for (int k = 0; k < predictors.Length; k++)
        {
            double[] values = [.. known.Select(row => _filled[predictors[k]][row])];
            scales[k] = Moments.Of(values);
            double deviation = scales[k].StandardDeviation > 0 ? scales[k].StandardDeviation : 1;
            scales[k] = scales[k] with { Variance = deviation * deviation };
            standardized[k] = [.. values.Select(value => (value - scales[k].Mean) / deviation)];
        }

        double[] slopes = Ridge(standardized, [.. response.Select(value => value - mean)]);
        double[] coefficients = [.. slopes.Select((slope, k) => slope / scales[k].StandardDeviation)];
        double intercept = mean - coefficients.Select((coefficient, k) => coefficient * scales[k].Mean).Sum();
        return new ColumnEquation(
            _table.Features[column], [.. predictors.Select(j => _table.Features[j])], intercept, [.. coefficients], response.Min(), response.Max());
    }

    private double[] Ridge(double[][] predictors, double[] response)
    {
        int count = predictors.Length;
        double[] normal = new double[count * count];
        double[] right = new double[count];
        for (int i = 0; i < count; i++)
        {
            right[i] = VectorMath.Dot(predictors[i], response);
            for (int j = 0; j <= i; j++)
            {
                normal[(i * count) + j] = VectorMath.Dot(predictors[i], predictors[j]);
            }

            normal[(i * count) + i] += _settings.Penalty * response.Length;
        }

        Cholesky.FactorInPlace(normal, count);
        Cholesky.SolveInPlace(normal, count, right);
        return right;
    }

    private double Refill(ColumnEquation equation, int column, int[] predictors)
    {
        ReadOnlySpan<double> original = _table.Column(column);
        double deviation = Moments.Of([.. original.ToArray().Where(value => !double.IsNaN(value))]).StandardDeviation;
        double change = 0;
        for (int row = 0; row < original.Length; row++)
        {
            if (double.IsNaN(original[row]))
            {
                double value = ChainedImputation.Value(equation, predictors, _filled, row);
                change = Math.Max(change, deviation > 0 ? Math.Abs(value - _filled[column][row]) / deviation : 0);
                _filled[column][row] = value;
            }
        }

        return change;
    }
}
