using System.Collections.Immutable;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Study.Results;
using Voxopsy.Study.Splits;
using Voxopsy.Study.Steps;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Models;

/// <summary>Logistic regression on terms of the study, whole or chosen stepwise by AIC.</summary>
internal static class LogisticFit
{
    /// <summary>All terms; columns that carry nothing in this training set (constant, or determined by the others) get no coefficient.</summary>
    internal static LinearFit Full(ImmutableArray<Term> terms, TrainingSet training)
    {
        (FeatureTable table, FilledMissing fill) = Prepare(terms, training);
        LogisticModel model = FitWithoutAliases(table, training, out ImmutableArray<FeatureId> columns);
        LinearFit fit = Describe(model, columns, terms, fill, []);
        return model.Separation is null ? fit : Penalized(fit, table.Select(columns), terms, training);
    }

    /// <summary>What the step is called that stands in for a fit without a limit.</summary>
    internal const string FirthStep = "Firth (separated classes)";

    /// <summary>Separated classes have no finite estimate; Firth's penalised likelihood has, with profile intervals and likelihood-ratio tests.</summary>
    private static LinearFit Penalized(LinearFit fit, FeatureTable table, ImmutableArray<Term> terms, TrainingSet training)
    {
        FirthModel model;
        try
        {
            model = FirthRegression.Fit(Matrix.FromTable(table), training.Outcomes.AsSpan(), [.. table.Features.Select(column => column.Name)]);
        }
        catch (UnfittableModelException)
        {
            // Nearly as many columns as rows: the penalty has no maximum either, and the separation is said as it is.
            return fit;
        }

        ImmutableArray<FirthCoefficient> slopes = [.. model.Coefficients.Skip(1)];
        return fit with
        {
            Model = new LinearModel(model.Coefficients[0].Estimate, [.. fit.Model.Weights.Select((weight, i) => weight with { Coefficient = slopes[i].Estimate })]),
            Terms =
            [
                .. table.Features.Select((column, i) =>
                {
                    Term term = terms.First(candidate => candidate.Columns.Contains(column));
                    return new RegressionTerm(
                        term.Labels[term.Columns.IndexOf(column)], term.Unit, slopes[i].Estimate, slopes[i].StandardError,
                        new Estimate(Math.Exp(slopes[i].Estimate), Math.Exp(slopes[i].Lower), Math.Exp(slopes[i].Upper)), slopes[i].Test.P);
                }),
            ],
            Selection = [.. fit.Selection, new SelectionStepResult(FirthStep, slopes.Length, slopes.Length)],
            Separating = [],
        };
    }

    /// <summary>The terms that stepwise selection keeps; the columns of a category enter and leave together.</summary>
    internal static LinearFit Stepwise(ModelDefinition definition, ImmutableArray<Term> terms, TrainingSet training)
    {
        (FeatureTable table, FilledMissing fill) = Prepare(terms, training);
        _ = FitWithoutAliases(table, training, out ImmutableArray<FeatureId> estimable);
        ModelTerm[] candidates = [.. terms
            .Select(term => (term, columns: term.Columns.Where(estimable.Contains).ToArray()))
            .Where(pair => pair.columns.Length > 0)
            .Select(pair => new ModelTerm(
                pair.term.Source,
                [.. pair.columns.Select(column => column.Name)],
                Matrix.FromColumns([.. pair.columns.Select(column => table[column].ToArray())])))];
        StepwiseDirection direction = definition.StepwiseDirection switch
        {
            "forward" => StepwiseDirection.Forward,
            "backward" => StepwiseDirection.Backward,
            _ => StepwiseDirection.Both,
        };
        StepwiseResult result = definition.StepwiseByP
            ? StepwiseSelection.ByP(candidates, training.Outcomes.AsSpan(), direction, definition.EnterP, definition.RemoveP)
            : StepwiseSelection.ByAic(candidates, training.Outcomes.AsSpan(), new StepwiseSettings
            {
                Direction = direction,
                Start = direction == StepwiseDirection.Forward ? StepwiseStart.Null : StepwiseStart.Full,
            });
        string name = definition.StepwiseByP
            ? FormattableString.Invariant($"stepwise p ({definition.StepwiseDirection}, enter {definition.EnterP}, remove {definition.RemoveP})")
            : $"stepwise AIC ({definition.StepwiseDirection})";
        ImmutableArray<FeatureId> kept = [.. result.Model.Names.Select(name => new FeatureId(name))];
        LinearFit fit = Describe(result.Model, kept, terms, fill, [new SelectionStepResult(name, candidates.Sum(term => term.Columns.Length), kept.Length)]);
        return result.Model.Separation is null ? fit : Penalized(fit, table.Select(kept), terms, training);
    }

    /// <summary>Each term alone, on the rows where it is known; a term that cannot be fitted has undefined numbers.</summary>
    internal static ImmutableArray<RegressionTerm> Univariable(ImmutableArray<Term> terms, TrainingSet training) => [.. terms.SelectMany(term =>
    {
        int[] known = [.. Enumerable.Range(0, training.Outcomes.Length).Where(row => term.Columns.All(column => !double.IsNaN(training.Features[column][row])))];
        bool[] outcomes = [.. known.Select(row => training.Outcomes[row])];
        FeatureTable table = training.Features.Select(term.Columns).Rows(known);
        try
        {
            LogisticModel model = LogisticRegression.Fit(Matrix.FromTable(table), outcomes, [.. term.Columns.Select(column => column.Name)]);
            return Terms(model, term.Columns, [term]);
        }
        catch (UnfittableModelException)
        {
            return term.Labels.Select(label => new RegressionTerm(label, term.Unit, double.NaN, double.NaN, Estimate.Undefined, double.NaN));
        }
    })];

    private static (FeatureTable Table, FilledMissing Fill) Prepare(ImmutableArray<Term> terms, TrainingSet training)
    {
        TrainingSet own = training.After(new KeptColumns([.. terms.SelectMany(term => term.Columns)]));
        FilledMissing fill = (FilledMissing)new ImputeMedian().Fit(own);
        return (fill.Apply(own.Features), fill);
    }

    private static LogisticModel FitWithoutAliases(FeatureTable table, TrainingSet training, out ImmutableArray<FeatureId> columns)
    {
        columns = [.. table.Features.Where(column => DropConstant.Varies(table[column]))];
        while (true)
        {
            try
            {
                return LogisticRegression.Fit(Matrix.FromTable(table.Select(columns)), training.Outcomes.AsSpan(), [.. columns.Select(column => column.Name)]);
            }
            catch (CollinearColumnsException aliased)
            {
                columns = [.. columns.Where(column => !aliased.Columns.Contains(column.Name))];
            }
        }
    }

    private static LinearFit Describe(LogisticModel model, ImmutableArray<FeatureId> columns, ImmutableArray<Term> terms, FilledMissing fill, ImmutableArray<SelectionStepResult> selection) => new(
        new LinearModel(model.Intercept, [.. columns.Select((column, i) => new ColumnWeight(column.Name, model.Coefficients[i], fill.Fill[column]))]),
        [.. Terms(model, columns, terms)],
        selection,
        null,
        model.Separation?.Columns ?? [],
        0);

    private static IEnumerable<RegressionTerm> Terms(LogisticModel model, ImmutableArray<FeatureId> columns, ImmutableArray<Term> terms)
    {
        ImmutableArray<OddsRatio> ratios = model.OddsRatios();
        for (int i = 0; i < columns.Length; i++)
        {
            Term term = terms.First(candidate => candidate.Columns.Contains(columns[i]));
            yield return new RegressionTerm(
                term.Labels[term.Columns.IndexOf(columns[i])],
                term.Unit,
                model.Coefficients[i],
                model.StandardErrors[i],
                new Estimate(ratios[i].Estimate, ratios[i].Lower, ratios[i].Upper),
                model.P[i]);
        }
    }
}
