using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Study.Artifacts;
using Voxopsy.Study.Extraction;
using Voxopsy.Study.Results;
using Voxopsy.Study.Splits;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Models;

/// <summary>Fits every model in every fold and once more for good; each fold on its own, so that a stopped run goes on where it was.</summary>
internal sealed class ModelStage
{
    // Changes whenever a fitted number can change, so that no stale fit survives in a cache.
    private const string Algorithm = "models 3";

    private readonly StudyDefinition _study;
    private readonly PreparedStudy _prepared;
    private readonly ArtifactCache _cache;
    private readonly int _jobs;
    private readonly IProgress<StageProgress> _progress;

    internal ModelStage(StudyDefinition study, PreparedStudy prepared, ArtifactCache cache, int jobs, IProgress<StageProgress> progress)
    {
        (_study, _prepared, _cache, _jobs, _progress) = (study, prepared, cache, jobs, progress);
        Folds = Divide(study, prepared.Tables[0]);
        Deep = new DeepTraining(study, prepared, cache, jobs, progress);
    }

    /// <summary>The divisions of the development cohort, drawn from the seed alone.</summary>
    internal ImmutableArray<Fold> Folds { get; }

    /// <summary>The networks that learn inside the folds.</summary>
    internal DeepTraining Deep { get; }

    internal FittedStudy Fit(CancellationToken cancellation)
    {
        Deep.Check(Folds, FinalTraining());
        string content = ContentOf(_prepared.Tables[0]);
        ModelFitter fitter = new(_study, _prepared.Catalog);
        FoldFit[] folds = new FoldFit[Folds.Length];
        int done = 0;
        _progress.Report(new StageProgress("models", 0, Folds.Length + 1, 0, "fold"));
        void FitOne(int i)
        {
            if (i < Folds.Length)
            {
                folds[i] = FitFold(fitter, Folds[i], content, cancellation);
            }
            else
            {
                _ = FitFinal(fitter, content, cancellation);
            }

            _progress.Report(new StageProgress("models", Interlocked.Increment(ref done), Folds.Length + 1, 0, "fold"));
        }

        AllFolds(FitOne, cancellation);
        return new FittedStudy(_study, Folds, [.. folds], FitFinal(fitter, content, cancellation).Models);
    }

    /// <summary>Runs the folds side by side; a refusal comes out as itself, not wrapped.</summary>
    private void AllFolds(Action<int> fold, CancellationToken cancellation)
    {
        try
        {
            Parallel.For(0, Folds.Length + 1, new ParallelOptions { MaxDegreeOfParallelism = _jobs, CancellationToken = cancellation }, fold);
        }
        catch (AggregateException several) when (several.InnerExceptions.OfType<StudyException>().OrderBy(refused => refused.Message, StringComparer.Ordinal).FirstOrDefault() is { } refused)
        {
            throw new StudyException(refused.Fault, refused.Problems);
        }
    }

    private static ImmutableArray<Fold> Divide(StudyDefinition study, CaseTable cases)
    {
        SeededRandom random = new SeededRandom(study.Seed).For("split");
        return study.Validation.Scheme switch
        {
            ValidationScheme.Holdout => [Split.Holdout(cases, study.Validation.TestFraction, random)],
            ValidationScheme.LeaveOneCenterOut => Split.ByCenter(cases),
            _ => Split.KFold(cases, study.Validation.Folds, study.Validation.Repeats, random),
        };
    }

    private FoldFit FitFold(ModelFitter fitter, Fold fold, string content, CancellationToken cancellation)
    {
        string key = ContentKey.HashOf(content + "\nfold " + fold.Name);
        if (_cache.Find<FoldFit>("folds", key) is { } known)
        {
            return known;
        }

        fold = Deep.Attach(fold, cancellation);
        ImmutableArray<ModelFit> fits = fitter.Fit(fold.Training, new SeededRandom(_study.Seed).For("fit").For(fold.Name));
        ImmutableArray<double[]> scores = ModelFitter.Predict(fits.Select(fit => fit.Model), fold.HeldOut.Features);
        FoldFit result = new(fold.Name, [.. fits.Select((fit, i) => new FoldModel(
            fit.Model.Name,
            fit.Model.Threshold,
            [.. scores[i].Select(LinearModel.Probability)],
            fit.Model.Columns,
            fit.Separating,
            fit.LimitedTo))]);
        _cache.Store("folds", key, result);
        return result;
    }

    /// <summary>The models that are frozen: of the training part for a hold-out split, of the whole development cohort otherwise.</summary>
    private FinalFit FitFinal(ModelFitter fitter, string content, CancellationToken cancellation)
    {
        // Networks come first: external cohorts need them even when the models are known.
        TrainingSet training = Deep.AttachFinal(FinalTraining(), cancellation);
        string key = ContentKey.HashOf(content + "\nfinal");
        if (_cache.Find<FinalFit>("final", key) is { } known)
        {
            return known;
        }

        FinalFit final = new(fitter.Fit(training, new SeededRandom(_study.Seed).For("fit").For("final")));
        _cache.Store("final", key, final);
        return final;
    }

    private TrainingSet FinalTraining() => _study.Validation.Scheme == ValidationScheme.Holdout ? Folds[0].Training : Split.Whole(_prepared.Tables[0]);

    /// <summary>Everything a fit depends on: the development rows, what is fitted, and the seed.</summary>
    private string ContentOf(CaseTable cases)
    {
        using ContentKey key = new(Algorithm);
        key.Add(_study.Seed.ToString(CultureInfo.InvariantCulture)).Add(StudyLock.FittingPart(_study));
        for (int i = 0; i < cases.Features.Features.Length; i++)
        {
            key.Add(cases.Features.Features[i].Name).Add(cases.Features.Column(i));
        }

        foreach (RepeatedFeatures repeat in cases.Repeats)
        {
            key.Add(repeat.Source.ToString());
            for (int i = 0; i < repeat.Values.Features.Length; i++)
            {
                key.Add(repeat.Values.Features[i].Name).Add(repeat.Values.Column(i));
            }
        }

        foreach (DeepSet set in _prepared.Deep)
        {
            key.Add(set.Fingerprint);
        }

        for (int row = 0; row < cases.Outcomes.Length; row++)
        {
            key.Add(cases.Patients[row]).Add(cases.Centers[row]).Add(cases.Strata[row]).Add(cases.Outcomes[row] ? "1" : "0");
        }

        return key.ToString();
    }

    private sealed record FinalFit(ImmutableArray<ModelFit> Models);
}

/// <summary>The models of one fold, as far as anyone needs them later.</summary>
/// <param name="Name">The fold.</param>
/// <param name="Models">One entry a model.</param>
internal sealed record FoldFit(string Name, ImmutableArray<FoldModel> Models);

/// <summary>One model of one fold.</summary>
/// <param name="Name">The model.</param>
/// <param name="Threshold">Its threshold, learned in the fold's training part.</param>
/// <param name="Probabilities">Probability of each held-out row.</param>
/// <param name="Columns">Columns in the model.</param>
/// <param name="Separating">Columns that separate the classes.</param>
/// <param name="LimitedTo">The limit that stopped the selection, else 0.</param>
internal sealed record FoldModel(
    string Name, double Threshold, ImmutableArray<double> Probabilities, ImmutableArray<string> Columns, ImmutableArray<string> Separating, int LimitedTo);
