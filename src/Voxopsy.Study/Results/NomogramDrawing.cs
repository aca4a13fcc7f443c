using System.Collections.Immutable;
using Voxopsy.Statistics.Nomogram;
using Voxopsy.Study.Models;

namespace Voxopsy.Study.Results;

/// <summary>The nomogram of a frozen model: exact against its linear predictor.</summary>
internal static class NomogramDrawing
{
    private static readonly ImmutableArray<double> RoundProbabilities = [0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

    /// <summary>The nomogram, or <see langword="null"/> when no column changes the log odds.</summary>
    internal static NomogramResult? Of(ModelFit fit, ImmutableArray<Term> terms)
    {
        LinearModel linear = fit.Model.Corrected;
        ImmutableArray<ColumnWeight> weights = linear.Weights;
        if (!fit.Model.Steps.IsEmpty || weights.All(weight => weight.Coefficient == 0) || fit.Ranges.All(range => !(range.Maximum > range.Minimum)))
        {
            return null;
        }

        ImmutableArray<string> names = [.. weights.Select(weight => weight.Column)];
        List<(NomogramPredictor Predictor, Term Term)> axes = [];
        foreach (Term term in terms)
        {
            string[] columns = [.. term.Columns.Select(column => column.Name).Where(names.Contains)];
            if (columns.Length > 0)
            {
                axes.Add((Predictor(fit, term, columns), term));
            }
        }

        NomogramScale scale = NomogramScale.From(
            linear.Intercept, names, [.. weights.Select(weight => weight.Coefficient)], [.. axes.Select(axis => axis.Predictor)], Reach(fit));
        double maximum = scale.TotalTicks[^1];
        return new NomogramResult(
            [.. scale.Axes.Select((axis, i) => new NomogramAxisResult(
                axes[i].Term.Name,
                axes[i].Term.Columns.Length == 1 && !axes[i].Term.Unit.StartsWith("vs ", StringComparison.Ordinal) ? axes[i].Term.Unit : string.Empty,
                [.. axis.Ticks.Select(tick => new NomogramMark(tick.Label, tick.Points))]))],
            maximum,
            [.. RoundProbabilities
                .Select(probability => new NomogramTotal(scale.PointsOfProbability(probability), probability))
                .Where(total => total.Points >= 0 && total.Points <= maximum)]);
    }

    private static NomogramPredictor Predictor(ModelFit fit, Term term, string[] columns)
    {
        if (!term.Unit.StartsWith("vs ", StringComparison.Ordinal))
        {
            ColumnRange range = fit.Ranges.First(candidate => candidate.Column == columns[0]);
            return range.Maximum > range.Minimum
                ? NomogramPredictor.Continuous(columns[0], range.Minimum, range.Maximum)
                : NomogramPredictor.Discrete(columns[0], [range.Minimum]);
        }

        // Labels of a category read 'name = level'; the reference is in the unit, 'vs level'.
        string[] levels =
        [
            term.Unit["vs ".Length..],
            .. columns.Select(column => term.Labels[term.Columns.Select(candidate => candidate.Name).ToList().IndexOf(column)][(term.Name.Length + " = ".Length)..]),
        ];
        return NomogramPredictor.Factor(term.Name, levels, columns);
    }

    /// <summary>The log odds that the ranges of the columns can reach, which set the reach of the total axis.</summary>
    private static double[] Reach(ModelFit fit)
    {
        LinearModel linear = fit.Model.Corrected;
        double low = linear.Intercept;
        double high = low;
        for (int i = 0; i < fit.Ranges.Length; i++)
        {
            double a = linear.Weights[i].Coefficient * fit.Ranges[i].Minimum;
            double b = linear.Weights[i].Coefficient * fit.Ranges[i].Maximum;
            low += Math.Min(a, b);
            high += Math.Max(a, b);
        }

        return [low, high];
    }
}
