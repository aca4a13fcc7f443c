using System.Collections.Immutable;
using Voxopsy.Statistics.Distributions;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>Deviances of models made of some of the candidate terms; each set is fitted once.</summary>
internal sealed class StepwiseFitter
{
    private readonly IReadOnlyList<ModelTerm> _candidates;
    private readonly StandardizedDesign _design;
    private readonly double[] _outcome;
    private readonly int _events;
    private readonly int[] _firstColumn;
    private readonly Dictionary<string, double> _known = [];

    internal StepwiseFitter(IReadOnlyList<ModelTerm> candidates, ReadOnlySpan<bool> events)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        _candidates = candidates;
        Matrix all = Matrix.Empty(events.Length);
        _firstColumn = new int[candidates.Count];
        for (int i = 0; i < candidates.Count; i++)
        {
            _firstColumn[i] = all.ColumnCount + 1;
            all = all.Append(candidates[i].Values);
        }

        LogisticRegression.RequireFittable(all, events, [.. candidates.SelectMany(term => term.Columns)]);
        _design = StandardizedDesign.Of(all);
        _outcome = LogisticRegression.ToNumbers(events, out _events);
    }

    internal int RowCount => _design.RowCount;

    internal int PositionOf(string term)
    {
        for (int i = 0; i < _candidates.Count; i++)
        {
            if (_candidates[i].Name == term)
            {
                return i;
            }
        }

        throw new ArgumentException($"The forced term '{term}' is none of the candidates {string.Join(", ", _candidates.Select(candidate => candidate.Name))}.", nameof(term));
    }

    /// <summary>The number of coefficients of a model, with the intercept.</summary>
    internal int CoefficientCount(IReadOnlyList<int> terms) => 1 + terms.Sum(term => _candidates[term].Columns.Length);

    /// <summary>The deviance; +∞ when the columns depend on each other, so that such a model is never chosen.</summary>
    internal double Deviance(IReadOnlyList<int> terms)
    {
        string key = string.Join(',', terms.Order());
        if (_known.TryGetValue(key, out double deviance))
        {
            return deviance;
        }

        double[] columns = Columns(terms, out int count);
        deviance = double.PositiveInfinity;
        if (count <= RowCount && QrDecomposition.Of(Matrix.FromColumnMajor(RowCount, count, columns)).Rank == count)
        {
            LogisticNewton newton = new(RowCount, count);
            newton.Coefficients[0] = Math.Log((double)_events / (RowCount - _events));
            if (newton.Solve(columns, _outcome, [], []) != LogisticNewton.Ending.Failed)
            {
                deviance = newton.Deviance;
            }
        }

        _known[key] = deviance;
        return deviance;
    }

    /// <summary>The deviance of a model that must have a fit.</summary>
    /// <exception cref="UnfittableModelException">It has none; the message says why.</exception>
    internal double RequireDeviance(IReadOnlyList<int> terms)
    {
        double deviance = Deviance(terms);
        return double.IsFinite(deviance) ? deviance : Fit(terms, [.. _outcome.Select(value => value > 0.5)]).Deviance;
    }

    internal double LikelihoodRatioP(double smaller, double larger, int term) =>
        ChiSquared.Upper(Math.Max(0, smaller - larger), _candidates[term].Columns.Length);

    internal StepwiseResult Result(IReadOnlyList<int> terms, List<StepwiseStep> path, ReadOnlySpan<bool> events) =>
        new([.. terms.Select(term => _candidates[term].Name)], [.. path], Fit(terms, events));

    private LogisticModel Fit(IReadOnlyList<int> terms, ReadOnlySpan<bool> events)
    {
        Matrix predictors = Matrix.Empty(RowCount);
        foreach (int term in terms)
        {
            predictors = predictors.Append(_candidates[term].Values);
        }

        ImmutableArray<string> names = [.. terms.SelectMany(term => _candidates[term].Columns)];
        return LogisticRegression.Fit(predictors, events, names);
    }

    private double[] Columns(IReadOnlyList<int> terms, out int count)
    {
        count = CoefficientCount(terms);
        double[] columns = new double[count * RowCount];
        _design.Column(0).CopyTo(columns);
        int to = 1;
        foreach (int term in terms)
        {
            int width = _candidates[term].Columns.Length;
            _design.Columns.AsSpan(_firstColumn[term] * RowCount, width * RowCount).CopyTo(columns.AsSpan(to * RowCount));
            to += width;
        }

        return columns;
    }
}
