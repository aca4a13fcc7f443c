using System.Collections.Immutable;
using Voxopsy.Study.Artifacts;
using Voxopsy.Study.Checks;
using Voxopsy.Study.Evaluations;
using Voxopsy.Study.Models;
using Voxopsy.Study.Provenance;
using Voxopsy.Study.Results;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study;

/// <summary>Runs a study into its folder; what is already there is not computed again. Coordination only.</summary>
public sealed class StudyRun
{
    private readonly StudyDefinition _study;
    private readonly RunSettings _settings;
    private readonly IProgress<StageProgress> _progress;
    private readonly TimeProvider _time;

    /// <summary>Prepares a run.</summary>
    /// <param name="study">The study.</param>
    /// <param name="settings">Where and how.</param>
    /// <param name="progress">Hears how far it has come.</param>
    /// <param name="time">The clock, for the log alone.</param>
    public StudyRun(StudyDefinition study, RunSettings settings, IProgress<StageProgress> progress, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(settings);
        _study = study;
        _settings = settings;
        _progress = progress;
        _time = time;
    }

    /// <summary>Runs, or goes on with, the study.</summary>
    /// <returns>What came out; its result is <see langword="null"/> when the run was to end before the evaluation.</returns>
    /// <exception cref="StudyException">The study cannot run.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; what is done is kept.</exception>
    public RunOutcome Run(CancellationToken cancellation)
    {
        RunFolder folder = RunFolder.Open(_settings.Folder, _study);
        RunLog log = new(folder, _time);
        log.Write("start", ("study", Path.GetFileName(_study.Path)), ("seed", _study.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        ArtifactCache cache = new(folder.Cache);
        StudyPreparation preparation = new(_study, _settings.Jobs, _progress);
        folder.Write("study.lock.yaml", StudyLock.Text(_study, folder.Root));
        if (_settings.Until == RunStage.Check)
        {
            ImmutableArray<Problem> checks = preparation.Check(cancellation);
            return new RunOutcome(null, checks);
        }

        PreparedStudy prepared = preparation.Prepare(cache, cancellation);
        FeatureFiles.Write(folder, _study, prepared);
        foreach (Problem problem in prepared.Problems)
        {
            log.Write("problem", ("severity", problem.Severity.ToString()), ("kind", Problem.Word(problem.Kind)), ("text", problem.ToString()));
        }

        if (_settings.Until == RunStage.Features)
        {
            return new RunOutcome(null, prepared.Problems);
        }

        ModelStage stage = new(_study, prepared, cache, _settings.Jobs, _progress);
        folder.Write("plan.json", StudyPlan.Json(_study, prepared, stage.Folds));
        FittedStudy fitted = stage.Fit(cancellation);
        ModelFiles.Write(folder, fitted.Final);
        NetworkFiles.Write(folder, stage.Deep.FinalNetworks);
        string frozen = stage.Deep.HashWith(FrozenModel.HashOf(fitted.Final.Select(fit => fit.Model)));
        log.Write("frozen", ("models", frozen));
        if (_settings.Until == RunStage.Models)
        {
            return new RunOutcome(null, prepared.Problems);
        }

        // Only now, with every model frozen, are external cohorts opened.
        ImmutableArray<CohortOpening> openings = SealedCohorts.Open(folder, _study, frozen, log);
        ImmutableArray<CohortPredictions> predictions = fitted.Predictions(stage.Deep.Judged(prepared, cancellation));
        StudyResult result = ResultAssembly.Assemble(_study, prepared, fitted, predictions, openings, cache, _settings.Jobs, _progress, cancellation);
        result = result with { LearningCurves = stage.Deep.Curves() };
        ResultFiles.Write(folder, result, predictions);
        ProvenanceFile.Write(folder, _study, prepared, result, frozen);
        log.Write("done", ("models", result.Models.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return new RunOutcome(result, prepared.Problems);
    }
}

/// <summary>What came out of a run.</summary>
/// <param name="Result">Every number, or <see langword="null"/> when the run ended before the evaluation.</param>
/// <param name="Problems">What was found in the data, worst first.</param>
public sealed record RunOutcome(StudyResult? Result, ImmutableArray<Problem> Problems)
{
    /// <summary>Gets how many cases were set aside.</summary>
    public int FailedCases => Problems.Where(problem => problem.Severity == Severity.CaseError).DistinctBy(problem => (problem.Cohort, problem.Case)).Count();
}
