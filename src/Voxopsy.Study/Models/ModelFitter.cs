using System.Collections.Immutable;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Study.Checks;
using Voxopsy.Study.Results;
using Voxopsy.Study.Splits;
using Voxopsy.Study.Steps;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Models;

/// <summary>Fits all models of a study on one training set and nothing else.</summary>
/// <remarks>
/// A model that takes the scores of others gets out-of-fold scores of the training rows, never fitted ones. A threshold is learned on
/// out-of-fold probabilities of the training rows, so it does not profit from the fit either.
/// </remarks>
internal sealed class ModelFitter(StudyDefinition study, TermCatalog catalog)
{
    private const int InnerFolds = 5;

    /// <summary>The models in the order of the study file.</summary>
    internal ImmutableArray<ModelFit> Fit(TrainingSet training, SeededRandom random)
    {
        List<ModelFit> fits = [];
        foreach (ModelDefinition definition in study.Models)
        {
            ImmutableArray<Term> terms = catalog.TermsOf(definition);
            LinearFit fit = FitLinear(definition, terms, training, random.For("selection " + definition.Name));
            OutOfFoldScores scores = Split.OutOfFold(training, InnerFolds, random.For("inner folds"), fold =>
                FitLinear(definition, terms, fold.Training, random.For($"selection {definition.Name} {fold.Name}")).LogOdds(fold.HeldOut.Features));
            Recalibration recalibration = Recalibration.Fit(definition.Recalibration, scores, training);
            scores = scores.After(recalibration);
            double threshold = Threshold(scores, training);
            training = training.With(TermCatalog.ScoreColumn(definition.Name), scores);
            fits.Add(new ModelFit
            {
                Model = new FrozenModel(
                    definition.Name,
                    definition.Kind,
                    [.. definition.From.Where(source => source.StartsWith("models.", StringComparison.Ordinal)).Select(source => source["models.".Length..])],
                    fit.Model,
                    threshold)
                {
                    Steps = fit.Steps,
                    Recalibration = recalibration,
                },
                Candidates = terms.Sum(term => term.Columns.Length),
                Terms = fit.Terms,
                Selection = fit.Selection,
                Lasso = fit.Lasso,
                Separating = fit.Separating,
                LimitedTo = fit.LimitedTo,
                Ranges = fit.Steps.IsEmpty ? Ranges(fit.Model, training.Features) : [],
            });
        }

        return [.. fits];
    }

    /// <summary>The log odds of every model for every row: scores of earlier models feed later ones.</summary>
    internal static ImmutableArray<double[]> Predict(IEnumerable<FrozenModel> models, FeatureTable table)
    {
        List<double[]> predictions = [];
        foreach (FrozenModel model in models)
        {
            double[] scores;
            try
            {
                scores = model.LogOdds(table);
            }
            catch (StatisticsException impossible)
            {
                throw Refused(model.Name, impossible);
            }

            predictions.Add(scores);
            table = new FeatureTable(
                table.Subjects,
                [.. table.Features, TermCatalog.ScoreColumn(model.Name)],
                [.. Enumerable.Range(0, table.Features.Length).Select(i => table.Column(i).ToArray()), scores]);
        }

        return [.. predictions];
    }

    private LinearFit FitLinear(ModelDefinition definition, ImmutableArray<Term> terms, TrainingSet training, SeededRandom random)
    {
        try
        {
            return definition.Kind switch
            {
                ModelKind.Signature => SignatureFit.Fit(study, catalog, terms, training, random),
                ModelKind.Classifier => new ClassifierFit(study, catalog, definition, terms).Fit(training, random),
                ModelKind.Stepwise => LogisticFit.Stepwise(definition, terms, training),
                _ => LogisticFit.Full(terms, training),
            };
        }
        catch (StatisticsException impossible)
        {
            throw Refused(definition.Name, impossible);
        }
    }

    /// <summary>A step that the data do not allow, as the message people read.</summary>
    internal static StudyException Refused(string model, StatisticsException impossible) => new(StudyFault.DataCheck, new Problem
    {
        Severity = Severity.Error,
        Kind = ProblemKind.Table,
        Summary = $"a step of model '{model}' cannot be carried out",
        Where = "models." + model,
        Details = [$"found     {impossible.Message}"],
        Fix = "Change the step in the study file, or correct the columns it names.",
    });

    private double Threshold(OutOfFoldScores scores, TrainingSet training)
    {
        double[] probabilities = [.. scores.LinearPredictors.Select(LinearModel.Probability)];
        return study.Evaluation.ThresholdRule switch
        {
            "fixed" => study.Evaluation.FixedThreshold,
            "prevalence" => (double)training.Events / training.Outcomes.Length,
            _ => FiniteYouden(probabilities, training),
        };
    }

    /// <summary>Youden's threshold; where every threshold is as good (constant scores) the prevalence stands in for an infinite one.</summary>
    private static double FiniteYouden(double[] probabilities, TrainingSet training)
    {
        double threshold = RocCurve.From(probabilities, training.Outcomes.AsSpan()).YoudenThreshold();
        return double.IsFinite(threshold) ? threshold : (double)training.Events / training.Outcomes.Length;
    }

    private static ImmutableArray<ColumnRange> Ranges(LinearModel model, FeatureTable table) => [.. model.Weights.Select(weight =>
    {
        double minimum = double.PositiveInfinity;
        double maximum = double.NegativeInfinity;
        foreach (double value in table[new FeatureId(weight.Column)])
        {
            if (!double.IsNaN(value))
            {
                minimum = Math.Min(minimum, value);
                maximum = Math.Max(maximum, value);
            }
        }

        return new ColumnRange(weight.Column, minimum, maximum);
    })];
}

/// <summary>A fitted linear model and how it came about.</summary>
internal sealed record LinearFit(
    LinearModel Model,
    ImmutableArray<RegressionTerm> Terms,
    ImmutableArray<SelectionStepResult> Selection,
    LassoResult? Lasso,
    ImmutableArray<string> Separating,
    int LimitedTo)
{
    /// <summary>Gets how values are changed before the line of weights.</summary>
    internal ImmutableArray<FittedTransform> Steps { get; init; } = [];

    /// <summary>The log odds of any rows.</summary>
    internal double[] LogOdds(FeatureTable table) => Model.LinearPredictor(Steps.Aggregate(table, (rows, step) => step.Apply(rows)));
}
