using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Study.Results;
using Voxopsy.Study.Splits;
using Voxopsy.Study.Steps;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Models;

/// <summary>Selection steps in the order of the study file, then LASSO: the linear predictor is the signature.</summary>
internal static class SignatureFit
{
    /// <summary>Fits on training rows; a selection that keeps nothing gives the prevalence.</summary>
    internal static LinearFit Fit(StudyDefinition study, TermCatalog catalog, ImmutableArray<Term> terms, TrainingSet training, SeededRandom random)
    {
        if (!Pipeline.ChangesValues(study))
        {
            return Fit(study.Selection, terms, training, random);
        }

        PipelineFit steps = Pipeline.BeforeLasso(study, catalog, terms, training, out SelectionDefinition? lasso);
        if (lasso is not null)
        {
            return Lasso(lasso, steps, terms, random);
        }

        LinearFit plain = LogisticFit.Full(TermsOf(steps.Training, terms), steps.Training);
        return plain with { Steps = steps.Transforms, Selection = [.. steps.Log, .. plain.Selection] };
    }

    /// <summary>LASSO on what the steps left.</summary>
    internal static LinearFit Lasso(SelectionDefinition lasso, PipelineFit steps, ImmutableArray<Term> terms, SeededRandom random)
    {
        TrainingSet varying = steps.Training.After(new DropConstant().Fit(steps.Training));
        StandardizedColumns scales = (StandardizedColumns)new Standardize().Fit(varying);
        return FitLasso(lasso, varying.After(scales), null, scales, TermsOf(varying, terms), [.. steps.Log], random) with { Steps = steps.Transforms };
    }

    /// <summary>The terms of the columns that are left; a column that steps made, such as a principal component, is a term of its own.</summary>
    internal static ImmutableArray<Term> TermsOf(TrainingSet training, ImmutableArray<Term> terms)
    {
        HashSet<FeatureId> left = [.. training.Features.Features];
        HashSet<FeatureId> known = [.. terms.SelectMany(term => term.Columns)];
        return
        [
            .. terms.Where(term => term.Columns.Any(left.Contains)).Select(term => term with
            {
                Columns = [.. term.Columns.Where(left.Contains)],
                Labels = [.. term.Labels.Where((_, i) => left.Contains(term.Columns[i]))],
            }),
            .. training.Features.Features.Where(feature => !known.Contains(feature)).Select(feature => new Term(feature.Name, feature.Name, [feature], [feature.Name], string.Empty)),
        ];
    }

    /// <summary>Median, scale and selections: a line of weights on the original columns stands for all of it.</summary>
    private static LinearFit Fit(ImmutableArray<SelectionDefinition> selection, ImmutableArray<Term> terms, TrainingSet training, SeededRandom random)
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

            own = Pipeline.SelectionOf(definition) is { } step && !own.Features.Features.IsEmpty ? Keep(own, step, log) : own;
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
        FilledMissing? fill,
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
            weights.Add(new ColumnWeight(columns[j].Name, coefficients[j] / deviation, fill?.Fill[columns[j]] ?? 0));
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
