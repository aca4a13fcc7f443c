using System.Collections.Immutable;
using Voxopsy.Statistics.Distributions;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Regression;

/// <summary>Intervals whose limits are the values that a likelihood-ratio test would not reject; better than Wald's in small samples.</summary>
/// <remarks>Source: Venzon and Moolgavkar 1988, Appl Stat 37:87. The limits are exact roots, where R's <c>confint</c> interpolates a spline.</remarks>
public static class ProfileLikelihood
{
    /// <summary>The intervals of a model's coefficients, the intercept first.</summary>
    /// <param name="model">A model fitted to these rows.</param>
    /// <param name="predictors">The predictors that it was fitted to.</param>
    /// <param name="events">The outcomes that it was fitted to.</param>
    /// <param name="level">Coverage of the intervals, within (0, 1).</param>
    /// <returns>A limit is infinite where the likelihood never falls far enough, as with separated outcomes.</returns>
    public static ImmutableArray<CoefficientInterval> Intervals(LogisticModel model, Matrix predictors, ReadOnlySpan<bool> events, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(model);
        LogisticRegression.RequireFittable(predictors, events, model.Names);
        double[] outcome = LogisticRegression.ToNumbers(events, out _);
        double[] estimates = [model.Intercept, .. model.Coefficients];
        double[] scales = [1, .. Enumerable.Range(0, predictors.ColumnCount).Select(j => RootMeanSquare(predictors.Column(j)))];
        double z = Normal.Quantile(0.5 + (level / 2));
        ImmutableArray<CoefficientInterval>.Builder intervals = ImmutableArray.CreateBuilder<CoefficientInterval>(estimates.Length);
        for (int j = 0; j < estimates.Length; j++)
        {
            Profile profile = new(predictors, outcome, estimates, scales, j);
            double error = Math.Sqrt(model.Covariance[j, j]);
            double step = double.IsFinite(error) ? z * error : 1 / scales[j];
            intervals.Add(new CoefficientInterval(
                j == 0 ? "(Intercept)" : model.Names[j - 1], estimates[j], profile.Limit(-step, model.Deviance, z), profile.Limit(step, model.Deviance, z)));
        }

        return intervals.MoveToImmutable();
    }

    private static double RootMeanSquare(ReadOnlySpan<double> column) => Math.Sqrt(VectorMath.Dot(column, column) / column.Length) is var size and > 0 ? size : 1;

    /// <summary>The likelihood with one coefficient held, maximized over the others.</summary>
    private sealed class Profile
    {
        private readonly double[] _columns;
        private readonly double[] _held;
        private readonly double[] _outcome;
        private readonly double[] _offset;
        private readonly double[] _start;
        private readonly double _estimate;
        private readonly LogisticNewton _newton;

        internal Profile(Matrix predictors, double[] outcome, double[] estimates, double[] scales, int held)
        {
            int rows = predictors.RowCount;
            _outcome = outcome;
            _estimate = estimates[held];
            _columns = new double[predictors.ColumnCount * rows];
            _held = new double[rows];
            _offset = new double[rows];
            _start = [.. Enumerable.Range(0, estimates.Length).Where(j => j != held).Select(j => estimates[j] * scales[j])];
            int to = 0;
            for (int j = 0; j < estimates.Length; j++)
            {
                Span<double> target = j == held ? _held : _columns.AsSpan(to++ * rows, rows);
                for (int i = 0; i < rows; i++)
                {
                    target[i] = j == 0 ? 1 : predictors[i, j - 1] / (j == held ? 1 : scales[j]);
                }
            }

            _newton = new LogisticNewton(rows, predictors.ColumnCount);
        }

        internal double Limit(double step, double deviance, double z)
        {
            _start.CopyTo(_newton.Coefficients, 0);
            return ProfileSearch.Limit(_estimate, step, deviance, z, Evaluate);
        }

        private (double Deviance, double Slope) Evaluate(double value)
        {
            for (int i = 0; i < _offset.Length; i++)
            {
                _offset[i] = value * _held[i];
            }

            if (_newton.Solve(_columns, _outcome, [], _offset) == LogisticNewton.Ending.Failed)
            {
                _start.CopyTo(_newton.Coefficients, 0);
                _newton.Solve(_columns, _outcome, [], _offset);
            }

            double slope = 0;
            for (int i = 0; i < _held.Length; i++)
            {
                slope -= 2 * _held[i] * (_outcome[i] - _newton.Probability[i]);
            }

            return (_newton.Deviance, slope);
        }
    }
}
