using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Voxopsy.Study.Artifacts;
using Voxopsy.Study.Checks;
using Voxopsy.Study.Cohorts;
using Voxopsy.Study.Evaluations;
using Voxopsy.Study.Findings;
using Voxopsy.Study.Models;
using Voxopsy.Study.Splits;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Results;

/// <summary>Puts every number of a run together.</summary>
internal static class ResultAssembly
{
    // Changes whenever an evaluated number can change, so that no stale evaluation survives in a cache.
    private const string Algorithm = "evaluation 1";

    /// <summary>The version that computes the numbers.</summary>
    internal static string Version { get; } =
        typeof(ResultAssembly).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    internal static StudyResult Assemble(
        StudyDefinition study,
        PreparedStudy prepared,
        FittedStudy fitted,
        ImmutableArray<CohortPredictions> predictions,
        ImmutableArray<CohortOpening> openings,
        ArtifactCache cache,
        int jobs,
        IProgress<StageProgress> progress,
        CancellationToken cancellation)
    {
        CohortEvaluation[] evaluations = Evaluate(study, prepared, predictions, cache, jobs, progress, cancellation);
        ImmutableArray<ModelResult> models = [.. fitted.Final.Select((fit, i) => Model(
            study, study.Models[i], prepared.Catalog.TermsOf(study.Models[i]), fitted, i, fit, [.. Enumerable.Range(0, predictions.Length).Where(k => predictions[k].Model == fit.Model.Name).Select(k => evaluations[k])]))];
        TrainingSet described = study.Validation.Scheme == ValidationScheme.Holdout ? fitted.Folds[0].Training : Split.Whole(prepared.Tables[0]);
        StudyResult result = new()
        {
            Title = study.Title,
            Seed = study.Seed,
            Language = study.Language,
            Outcome = new OutcomeSummary(study.Outcome.Name, study.Outcome.Column, study.Outcome.Positive),
            Design = Design(study, fitted),
            Flow = Flow(study, prepared, fitted),
            Baseline = BaselineTable.Of(study, prepared),
            Univariable = LogisticFit.Univariable(prepared.Catalog.Clinical, described),
            Models = models,
            Comparisons = ModelComparisons.Compare(study, predictions),
            Tried = study.Models.Length,
            Stability = StabilityResult.Of(study, described),
            Findings = [],
            Openings = openings,
            Version = Version,
        };
        return result with { Findings = FindingRules.Find(study, prepared, fitted, result) };
    }

    /// <summary>Evaluations cost bootstraps; each is cached by the predictions it judges.</summary>
    private static CohortEvaluation[] Evaluate(
        StudyDefinition study, PreparedStudy prepared, ImmutableArray<CohortPredictions> predictions, ArtifactCache cache, int jobs, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        Evaluator evaluator = new(study);
        CohortEvaluation[] evaluations = new CohortEvaluation[predictions.Length];
        int done = 0;
        progress.Report(new StageProgress("evaluate", 0, predictions.Length, 0, "model"));
        Parallel.For(0, predictions.Length, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation }, i =>
        {
            Cohort cohort = prepared.Cohorts.First(candidate => candidate.Name == predictions[i].Cohort);
            using ContentKey key = new(Algorithm);
            key.Add(StudyLock.FittingPart(study)).Add(study.Seed.ToString(CultureInfo.InvariantCulture)).Add(System.Text.Json.JsonSerializer.Serialize(predictions[i], ArtifactCache.Json));
            foreach (string column in study.Evaluation.Subgroups)
            {
                key.Add(string.Join('\n', cohort.Cases.Select(found => cohort.Table[found.Row, column])));
            }

            string name = key.ToString();
            CohortEvaluation? known = cache.Find<CohortEvaluation>("evaluations", name);
            evaluations[i] = known ?? evaluator.Evaluate(predictions[i], cohort);
            if (known is null)
            {
                cache.Store("evaluations", name, evaluations[i]);
            }

            progress.Report(new StageProgress("evaluate", Interlocked.Increment(ref done), predictions.Length, 0, "model"));
        });
        return evaluations;
    }

    private static ModelResult Model(StudyDefinition study, ModelDefinition definition, ImmutableArray<Term> terms, FittedStudy fitted, int index, ModelFit fit, ImmutableArray<CohortEvaluation> cohorts) => new()
    {
        Name = definition.Name,
        Kind = definition.Kind,
        Sources = definition.From,
        Candidates = fit.Candidates,
        Features = fit.Model.Columns.Length,
        Intercept = fit.Model.Linear.Intercept,
        Terms = fit.Terms,
        Selection = fit.Selection,
        SelectionShares = definition.Kind == ModelKind.Logistic || fitted.FoldFits.Length == 1 ? [] : SelectionShares(fitted, index),
        Lasso = fit.Lasso,
        Nomogram = definition.Nomogram ? NomogramDrawing.Of(fit, terms) : null,
        Threshold = new ThresholdResult(fit.Model.Threshold, study.Evaluation.ThresholdRule, study.Cohorts[0].Name),
        Cohorts = cohorts,
    };

    private static ImmutableArray<SelectionShare> SelectionShares(FittedStudy fitted, int index) => [.. fitted.FoldFits
        .SelectMany(fold => fold.Models[index].Columns)
        .CountBy(column => column)
        .Select(pair => new SelectionShare(pair.Key, (double)pair.Value / fitted.FoldFits.Length))
        .OrderByDescending(share => share.Share)
        .ThenBy(share => share.Feature, StringComparer.Ordinal)];

    private static DesignSummary Design(StudyDefinition study, FittedStudy fitted)
    {
        ValidationDefinition validation = study.Validation;
        int repeats = fitted.Folds.Select(fold => fold.Repeat).Distinct().Count();
        return new DesignSummary(
            validation.Scheme,
            fitted.Folds.Length / repeats,
            repeats,
            validation.Scheme == ValidationScheme.Holdout ? validation.TestFraction : double.NaN,
            validation.Scheme == ValidationScheme.LeaveOneCenterOut ? [] : validation.Stratify,
            validation.Center,
            study.Evaluation.Bootstrap);
    }

    private static PatientFlow Flow(StudyDefinition study, PreparedStudy prepared, FittedStudy fitted)
    {
        SetAsideCase[] aside = [.. prepared.Problems
            .Where(problem => problem.Severity == Severity.CaseError)
            .DistinctBy(problem => (problem.Cohort, problem.Case))
            .Select(problem => new SetAsideCase(problem.Cohort, problem.Case, problem.Kind, problem.Summary))];
        return new PatientFlow(
            [.. prepared.Cohorts.Select((cohort, i) => new CohortFlow(
                cohort.Name,
                cohort.Sealed,
                cohort.Table.Rows.Length,
                cohort.RowsSelected,
                cohort.Cases.Length,
                cohort.Cases.DistinctBy(found => found.Patient).Count(),
                cohort.Cases.Count(found => found.Outcome),
                i == 0 && study.Validation.Scheme == ValidationScheme.Holdout ? Parts(fitted.Folds[0], prepared.Tables[0]) : []))],
            [.. aside]);
    }

    private static ImmutableArray<CohortPart> Parts(Fold fold, CaseTable table) =>
    [
        new CohortPart("training", fold.Training.Outcomes.Length, fold.Training.Events),
        new CohortPart("test", fold.HeldOut.Rows.Length, fold.HeldOut.Rows.Count(row => table.Outcomes[row])),
    ];
}
