using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Deep.Fusion;
using Voxopsy.Deep.Networks;
using Voxopsy.Deep.Training;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Study.Artifacts;
using Voxopsy.Study.Checks;
using Voxopsy.Study.Extraction;
using Voxopsy.Study.Results;
using Voxopsy.Study.Splits;
using Voxopsy.Study.StudyFiles;
using Voxopsy.Tensors;
using OutOfFoldScores = Voxopsy.Study.Splits.OutOfFoldScores;

namespace Voxopsy.Study.Models;

/// <summary>Networks that learn inside the folds: each training set gets several, each on a part of it, so that no row meets a score of a network that saw its patient.</summary>
/// <remarks>
/// Scores of training rows are out of fold by <see cref="Split.OutOfFold"/>; held-out rows get the mean of the networks' log odds, none of which saw them. Trainings are kept
/// in the cache epoch by epoch, so that a stopped run goes on and a finished one is not repeated.
/// </remarks>
internal sealed class DeepTraining(StudyDefinition study, PreparedStudy prepared, ArtifactCache cache, int jobs, IProgress<StageProgress> progress)
{
    private readonly ConcurrentDictionary<string, ImmutableArray<TrainedClassifier>> _final = [];
    private readonly ConcurrentDictionary<string, TrainingPlan> _plans = [];
    private TrainingSet? _attached;

    /// <summary>The networks of the frozen models, by set.</summary>
    internal IReadOnlyDictionary<string, ImmutableArray<TrainedClassifier>> FinalNetworks => _final;

    /// <summary>The identity of the frozen models with the weights of their networks.</summary>
    internal string HashWith(string models) => _final.IsEmpty ? models : ContentKey.HashOf(string.Join('\n', _final.OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .SelectMany(pair => pair.Value.Select(network => network.Weights.Hash()))
        .Prepend(models)));

    /// <summary>How the networks of the frozen models learned.</summary>
    internal ImmutableArray<LearningCurve> Curves() => [.. _final.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value.Select((network, i) => new LearningCurve(
        pair.Key,
        i + 1,
        [.. network.History.Epochs.Select(epoch => new LearningEpoch(epoch.Epoch, epoch.Loss, epoch.InnerLoss, epoch.InnerAuc))],
        network.History.BestEpoch)))];

    /// <summary>Refuses, before anything is trained, what some training would refuse later: too few patients, one class, a batch that does not fit.</summary>
    internal void Check(ImmutableArray<Fold> folds, TrainingSet final)
    {
        foreach (DeepSet set in prepared.Deep)
        {
            foreach ((string name, TrainingSet training) in folds.Select(fold => (fold.Name, fold.Training)).Append(("final", final)))
            {
                Guarded(set, () => RequirePatients(set, training, name));
                foreach (Fold inner in Inner(set, training, name))
                {
                    Guarded(set, () => new TrainingLoop(Settings(set, inner.Training.Features), set.Set.Deep!.Training! with { Seed = Seed(set, name, inner.Name) }).Check(Examples(set, inner.Training)));
                }
            }

            _plans[set.Set.Name] = Guarded(set, () => Resolved(set, Inner(set, final, "final")[0].Training, folds.Length + 1));
        }
    }

    /// <summary>A fold with the scores of every set as a column: out of fold for training rows, of networks that saw none of them for held-out rows.</summary>
    internal Fold Attach(Fold fold, CancellationToken cancellation)
    {
        foreach (DeepSet set in prepared.Deep)
        {
            (OutOfFoldScores scores, ImmutableArray<TrainedClassifier> networks) = CrossFit(set, fold.Training, fold.Name, cancellation);
            fold = fold with
            {
                Training = fold.Training.With(DeepSet.ScoreColumn(set.Set), scores),
                HeldOut = fold.HeldOut.With(DeepSet.ScoreColumn(set.Set), Mean(networks, set, fold.HeldOut.Features, prepared.Cohorts[0].Name, cancellation)),
            };
        }

        return fold;
    }

    /// <summary>The training rows of the frozen models with their out-of-fold scores; the networks are kept.</summary>
    internal TrainingSet AttachFinal(TrainingSet training, CancellationToken cancellation)
    {
        lock (_final)
        {
            return _attached ??= WithFinalScores(training, cancellation);
        }
    }

    private TrainingSet WithFinalScores(TrainingSet training, CancellationToken cancellation)
    {
        foreach (DeepSet set in prepared.Deep)
        {
            (OutOfFoldScores scores, ImmutableArray<TrainedClassifier> networks) = CrossFit(set, training, "final", cancellation);
            _final[set.Set.Name] = networks;
            training = training.With(DeepSet.ScoreColumn(set.Set), scores);
        }

        return training;
    }

    /// <summary>The study with the scores of the final networks for the external cohorts.</summary>
    internal PreparedStudy Judged(PreparedStudy study, CancellationToken cancellation) => study with
    {
        Tables = [study.Tables[0], .. study.Tables.Skip(1).Select(external => prepared.Deep.Aggregate(external, (table, set) => table with
        {
            Features = Split.Beside(table.Features, DeepSet.ScoreColumn(set.Set), Mean(_final[set.Set.Name], set, table.Features, table.Cohort, cancellation)),
        }))],
    };

    /// <summary>A division would quietly make fewer folds where a class has fewer patients; networks are asked for by number.</summary>
    private static void RequirePatients(DeepSet set, TrainingSet training, string fold)
    {
        int folds = set.Set.Deep!.InnerFolds;
        int smaller = new[] { true, false }.Min(outcome => Enumerable.Range(0, training.Outcomes.Length).Where(row => training.Outcomes[row] == outcome).Select(row => training.Patients[row]).Distinct().Count());
        if (smaller < folds)
        {
            throw new ArgumentException($"The training part of fold '{fold}' has {smaller} patients of the rarer class, which is too few for {folds} networks that each leave some out. Lower 'training.folds', or use more patients.");
        }
    }

    private (OutOfFoldScores Scores, ImmutableArray<TrainedClassifier> Networks) CrossFit(DeepSet set, TrainingSet training, string fold, CancellationToken cancellation)
    {
        List<TrainedClassifier> networks = [];
        OutOfFoldScores scores = Split.OutOfFold(training, set.Set.Deep!.InnerFolds, Random(set, fold), inner =>
        {
            TrainedClassifier network = Guarded(set, () => Train(set, inner.Training, fold, inner.Name, cancellation));
            networks.Add(network);
            return Mean([network], set, inner.HeldOut.Features, prepared.Cohorts[0].Name, cancellation);
        });
        return (scores, [.. networks]);
    }

    private TrainedClassifier Train(DeepSet set, TrainingSet training, string fold, string inner, CancellationToken cancellation)
    {
        TrainingPlan plan = _plans[set.Set.Name] with { Seed = Seed(set, fold, inner) };
        ClassifierSettings settings = Settings(set, training.Features);
        string stage = $"train {set.Set.Name} {fold} {inner}";
        TrainingResources resources = Resources(stage) with { Checkpoints = Path.Combine(cache.Folder, "training"), Progress = new Epochs(stage, progress) };
        return new TrainingLoop(settings, plan) { Start = Start(set, settings, plan.Seed) }.Run(Examples(set, training), resources, cancellation);
    }

    /// <summary>The plan with its epochs cut to the time that is allowed; measured once for a run folder, so that a resumed run keeps them.</summary>
    private TrainingPlan Resolved(DeepSet set, TrainingSet training, int sets)
    {
        DeepDefinition deep = set.Set.Deep!;
        string key = ContentKey.HashOf($"epochs\n{set.Fingerprint}");
        EpochChoice? known = cache.Find<EpochChoice>("epochs", key);
        if (known is null)
        {
            TrainingEstimate estimate = TrainingProbe.Measure(new TrainingTask(set.Set.Name, Examples(set, training), Settings(set, training.Features), deep.Training!), Resources(set.Set.Name));
            int epochs = deep.Minutes > 0 ? deep.Training!.Within(estimate, TimeSpan.FromMinutes(deep.Minutes)).Epochs : deep.Training!.Epochs;
            known = new EpochChoice(epochs, estimate.SecondsPerEpoch);
            cache.Store("epochs", key, known);
        }

        double minutes = known.SecondsPerEpoch * known.Epochs * deep.InnerFolds * sets / Math.Min(jobs, sets) / 60;
        progress.Report(new StageProgress(string.Create(CultureInfo.InvariantCulture, $"train {set.Set.Name}, at most {Math.Ceiling(minutes)} min"), 0, deep.InnerFolds * sets, 0, "network"));
        return deep.Training! with { Epochs = known.Epochs };
    }

    /// <summary>Pretrained weights for a network that goes on learning; null to begin afresh.</summary>
    private static WeightSnapshot? Start(DeepSet set, ClassifierSettings settings, long seed)
    {
        if (set.Set.Deep!.Weights.Length == 0)
        {
            return null;
        }

        using IBackend backend = Backends.Managed(new ManagedSettings { Threads = 1 });
        using LesionClassifier classifier = LesionClassifier.Build(settings, backend, seed);
        DeepExtractor.Load(set.Set, classifier.Parameters);
        return WeightSnapshot.Of(classifier.Parameters);
    }

    private double[] Mean(ImmutableArray<TrainedClassifier> networks, DeepSet set, FeatureTable rows, string cohort, CancellationToken cancellation)
    {
        TrainingExample[] cases = Cases(set, rows, cohort, row => rows.Subjects[row], _ => 0);
        double[][] each = [.. networks.Select(network => network.Score(cases, Resources(set.Set.Name), cancellation).Answers.Select(answer => answer.Logits[0]).ToArray())];
        return [.. Enumerable.Range(0, cases.Length).Select(i => each.Average(scores => scores[i]))];
    }

    private TrainingExamples Examples(DeepSet set, TrainingSet training) => TrainingExamples.Of(
        Cases(set, training.Features, prepared.Cohorts[0].Name, row => training.Patients[row], row => training.Outcomes[row] ? 1 : 0));

    private TrainingExample[] Cases(DeepSet set, FeatureTable rows, string cohort, Func<int, string> patient, Func<int, int> grade)
    {
        FeatureId[] clinical = ClinicalColumns(set);
        return [.. Enumerable.Range(0, rows.RowCount).Select(row => new TrainingExample(rows.Subjects[row], patient(row), set.Crops[(cohort, rows.Subjects[row])], grade(row))
        {
            Clinical = [.. clinical.Select(column => rows[column][row])],
        })];
    }

    private FeatureId[] ClinicalColumns(DeepSet set) => [.. study.Clinical.Where(variable => set.Set.Deep!.Clinical.Contains(variable.Name)).SelectMany(variable => prepared.Clinical.ColumnsOf(variable))];

    private ClassifierSettings Settings(DeepSet set, FeatureTable rows) => set.Set.Deep!.Classifier(set.Crops[(prepared.Cohorts[0].Name, rows.Subjects[0])].Size, ClinicalColumns(set).Length) with
    {
        Network = NetworkNames.Of(set.Set.Deep!.Network) with { Head = HeadSettings.Binary },
    };

    private ImmutableArray<Fold> Inner(DeepSet set, TrainingSet training, string fold) => Split.Within(training, set.Set.Deep!.InnerFolds, Random(set, fold));

    private SeededRandom Random(DeepSet set, string fold) => new SeededRandom(study.Seed).For("networks").For(set.Set.Name).For(fold);

    private long Seed(DeepSet set, string fold, string inner) => unchecked((long)(NamedGenerator.Seed(study.Seed, $"{set.Set.Name}/{fold}/{inner}") >> 1));

    private TrainingResources Resources(string name)
    {
        TrainingResources whole = new() { Name = name };
        return whole with { Threads = Math.Max(1, whole.Threads / jobs), MemoryBudget = whole.MemoryBudget / jobs };
    }

    private static void Guarded(DeepSet set, Action work) => Guarded(set, () =>
    {
        work();
        return true;
    });

    private static T Guarded<T>(DeepSet set, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception impossible) when (impossible is TrainingException or ArgumentException)
        {
            throw new StudyException(StudyFault.DataCheck, new Problem
            {
                Severity = Severity.Error,
                Kind = impossible is TrainingException { Fault: TrainingFault.OneClass } ? ProblemKind.OneClass : ProblemKind.TooFewEvents,
                Summary = $"the network of '{set.Set.Name}' cannot be trained",
                Where = $"features.{set.Set.Name}.training",
                Details = [$"found     {impossible.Message}", "expected  cases and settings that every fold can be trained with"],
                Fix = "Change the settings of the network, or the number of folds.",
            });
        }
    }

    private sealed record EpochChoice(int Epochs, double SecondsPerEpoch);

    private sealed class Epochs(string stage, IProgress<StageProgress> progress) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => progress.Report(new StageProgress(
            string.Create(CultureInfo.InvariantCulture, $"{stage} (loss {value.Last.Loss:0.000}, inner AUC {value.Last.InnerAuc:0.00})"), value.Last.Epoch, value.Epochs, 0, "epoch"));
    }
}
