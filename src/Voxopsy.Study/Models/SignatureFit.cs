using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Selection;
using Voxopsy.Study.Results;
using Voxopsy.Study.Splits;
using Voxopsy.Study.Steps;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Models;

/// <summary>Selection steps in the order of the study file, then LASSO: the linear predictor is the signature.</summary>
internal static class SignatureFit
{
    /// <summary>Fits on training rows; a selection that keeps nothing gives the prevalence.</summary>
    internal static LinearFit Fit(ImmutableArray<SelectionDefinition> selection, ImmutableArray<Term> terms, TrainingSet training, SeededRandom random)
    {
        TrainingSet own = training.After(new KeptColumns([.. terms.SelectMany(term => term.Columns)]));
        FilledMissing fill = (FilledMissing)new ImputeMedian().Fit(own);
        own = own.After(fill);

        // A column without variance has no scale; it leaves first whatever the study file lists.
        List<SelectionStepResult> log = [];
        own = Keep(own, new DropConstant(), log);
        StandardizedColumns scales = (StandardizedColumns)new Standardize().Fit(own);
        own = own.After(scales);
        foreach (SelectionDefinition definition in selection)
        {
            if (definition.Kind is SelectionKind.LassoMinimum or SelectionKind.LassoOneStandardError)
            {
                return FitLasso(definition, own, fill, scales, terms, log, random);
            }

            own = definition.Kind switch
            {
                SelectionKind.Variance => own,
                SelectionKind.Duplicates => Keep(own, new DropDuplicates(), log),
                SelectionKind.Stable => Keep(own, new SelectStable(definition.Limit, definition.Level), log),
                SelectionKind.Univariable => Keep(own, new SelectUnivariable(definition.Limit, UnivariableTest.MannWhitney), log),
                SelectionKind.UnivariableWelch => Keep(own, new SelectUnivariable(definition.Limit, UnivariableTest.Welch), log),
                SelectionKind.Correlation => Keep(own, new SelectUncorrelated(definition.Limit), log),
                _ => throw new ArgumentOutOfRangeException(nameof(selection), definition.Kind, "Unknown selection step."),
            };
        }

        LinearFit plain = LogisticFit.Full([.. terms.Where(term => term.Columns.Any(own.Features.Contains))], training);
        return plain with { Selection = [.. log, .. plain.Selection] };
    }

    private static TrainingSet Keep(TrainingSet training, IStep step, List<SelectionStepResult> log)
    {
        TrainingSet after = training.After(step.Fit(training));
        log.Add(new SelectionStepResult(step.Name, training.Features.Features.Length, after.Features.Features.Length));
        return after;
    }

    private static LinearFit FitLasso(
        SelectionDefinition definition,
        TrainingSet training,
        FilledMissing fill,
        StandardizedColumns scales,
        ImmutableArray<Term> terms,
        List<SelectionStepResult> log,
        SeededRandom random)
    {
        ImmutableArray<FeatureId> columns = training.Features.Features;
        string rule = definition.Kind == SelectionKind.LassoMinimum ? "min" : "1se";
        string name = string.Create(CultureInfo.InvariantCulture, $"LASSO ({definition.Limit} folds, {rule})");
        if (columns.IsEmpty)
        {
            log.Add(new SelectionStepResult(name, 0, 0));
            double odds = (double)training.Events / (training.Outcomes.Length - training.Events);
            return new LinearFit(new LinearModel(Math.Log(odds), []), [], [.. log], null, [], 0);
        }

        Matrix predictors = Matrix.FromTable(training.Features);
        CrossValidatedLasso lasso = CrossValidatedLasso.Fit(
            predictors,
            training.Outcomes.AsSpan(),
            Split.FoldOfRow(training, (int)definition.Limit, random.For("lasso folds")),
            names: [.. columns.Select(column => column.Name)]);

        // More columns than events of the rarer class cannot be trusted; the penalty is raised until they fit.
        int events = Math.Min(training.Events, training.Outcomes.Length - training.Events);
        int limit = definition.Maximum > 0 ? Math.Min(definition.Maximum, events) : events;
        ImmutableArray<int> nonZero = lasso.Path.NonZeroCounts;
        int wished = definition.Kind == SelectionKind.LassoMinimum ? lasso.MinimumIndex : lasso.OneStandardErrorIndex;
        int chosen = wished;
        while (chosen > 0 && nonZero[chosen] > limit)
        {
            chosen--;
        }

        double[] coefficients = lasso.Path.Coefficients(chosen);
        double intercept = lasso.Path.Intercepts[chosen];
        List<ColumnWeight> weights = [];
        List<RegressionTerm> described = [];
        for (int j = 0; j < coefficients.Length; j++)
        {
            if (coefficients[j] == 0)
            {
                continue;
            }

            (double mean, double deviation) = scales.ScaleOf(columns[j]);
            weights.Add(new ColumnWeight(columns[j].Name, coefficients[j] / deviation, fill.Fill[columns[j]]));
            intercept -= coefficients[j] * mean / deviation;
            Term term = terms.First(candidate => candidate.Columns.Contains(columns[j]));
            described.Add(new RegressionTerm(
                term.Labels[term.Columns.IndexOf(columns[j])], "1 SD", coefficients[j], double.NaN, new Estimate(Math.Exp(coefficients[j]), double.NaN, double.NaN), double.NaN));
        }

        log.Add(new SelectionStepResult(name, columns.Length, weights.Count));
        return new LinearFit(
            new LinearModel(intercept, [.. weights]),
            [.. described.OrderByDescending(term => Math.Abs(term.Coefficient)).ThenBy(term => term.Name, StringComparer.Ordinal)],
            [.. log],
            Describe(lasso, chosen, columns, terms),
            [],
            chosen < wished ? limit : 0);
    }

    private static LassoResult Describe(CrossValidatedLasso lasso, int chosen, ImmutableArray<FeatureId> columns, ImmutableArray<Term> terms)
    {
        double[][] atEach = [.. Enumerable.Range(0, lasso.Path.Lambdas.Length).Select(lasso.Path.Coefficients)];
        return new LassoResult(
            lasso.Path.Lambdas,
            lasso.Mean,
            lasso.StandardError,
            lasso.Path.NonZeroCounts,
            lasso.MinimumIndex,
            lasso.OneStandardErrorIndex,
            chosen,
            [.. Enumerable.Range(0, columns.Length)
                .Where(j => atEach.Any(coefficients => coefficients[j] != 0))
                .Select(j =>
                {
                    Term term = terms.First(candidate => candidate.Columns.Contains(columns[j]));
                    return new LassoCoefficientPath(term.Labels[term.Columns.IndexOf(columns[j])], [.. atEach.Select(coefficients => coefficients[j])]);
                })]);
    }
}
