using System.Collections.Immutable;
using Voxopsy.Deep.Fusion;
using Voxopsy.Deep.Inputs;
using Voxopsy.Deep.Layers;
using Voxopsy.Deep.Networks;
using Voxopsy.Deep.Weights;
using Voxopsy.Statistics;
using Voxopsy.Study.Artifacts;
using Voxopsy.Study.Checks;
using Voxopsy.Study.Cohorts;
using Voxopsy.Study.StudyFiles;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Files;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Study.Extraction;

/// <summary>Features of a pretrained network that learns nothing here: one pooled layer a case, the mean over its images.</summary>
internal sealed class DeepExtractor(StudyDefinition study, int jobs, IProgress<StageProgress> progress)
{
    // Changes whenever a value can change, so that no stale value survives in a cache.
    private const string Algorithm = "deep features 1";

    /// <summary>One row a case that could be cropped, in the order of the cohorts.</summary>
    internal FeatureTable? Features(DeepSet crops, ImmutableArray<Cohort> cohorts, ArtifactCache cache, CancellationToken cancellation)
    {
        (string Cohort, string Case)[] rows = [.. cohorts.SelectMany(cohort => cohort.Cases.Select(found => (cohort.Name, found.Id))).Where(crops.Crops.ContainsKey)];
        if (rows.Length == 0)
        {
            return null;
        }

        string key = ContentKey.HashOf($"{Algorithm}\n{crops.Fingerprint}");
        CaseFeatures[] values = cache.Find<CaseFeatures[]>("deep", key) ?? Compute(crops, rows, cancellation);
        cache.Store("deep", key, values);
        return FeatureStage.Table(crops.Set, [.. rows.Select(row => row.Cohort + "\n" + row.Case)], [.. values]);
    }

    private CaseFeatures[] Compute(DeepSet crops, (string Cohort, string Case)[] rows, CancellationToken cancellation)
    {
        DeepDefinition deep = crops.Set.Deep!;
        ClassifierSettings settings = deep.Classifier(crops.Crops[rows[0]].Size, 0) with { Fusion = PhaseFusion.Channels };
        using IBackend backend = Backends.Managed(new ManagedSettings { Threads = Math.Max(1, jobs) });
        using LesionClassifier classifier = LesionClassifier.Build(settings, backend, study.Seed);
        Network network = classifier.PlainNetwork!;
        Load(crops.Set, network.Parameters);
        if (!network.Layers.Contains(deep.Layer))
        {
            throw Refused(crops.Set, "layer", $"no layer '{deep.Layer}'", "one of " + string.Join(", ", network.Layers), "Name one of these layers.");
        }

        using FoldedWeights folded = new();
        CaseFeatures[] values = new CaseFeatures[rows.Length];
        progress.Report(new StageProgress($"features {crops.Set.Name}", 0, rows.Length, 0, "case"));
        for (int i = 0; i < rows.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            values[i] = One(network, folded, backend, settings, crops.Crops[rows[i]], deep.Layer);
            progress.Report(new StageProgress($"features {crops.Set.Name}", i + 1, rows.Length, 0, "case"));
        }

        return values;
    }

    /// <summary>Puts the weights of a set's file into a network, its head left as it is.</summary>
    internal static void Load(FeatureSetDefinition set, ParameterSet parameters)
    {
        try
        {
            WeightMap.Load(set.Deep!.Weights, WeightFamilies.Of(set.Deep.Family), parameters, new WeightLoading { LeaveOut = ["fc.*", "classifier.*", "head.*", "attention.*"], FirstLayer = FirstLayerAdaptation.SumOrRepeat });
        }
        catch (Exception impossible) when (impossible is WeightMapException or TensorFileException or IOException or ArgumentException)
        {
            throw Refused(set, "weights", impossible.Message, $"weights of the network '{set.Deep!.Network}' as '{set.Deep.Family}' names them", "Check 'network', 'family' and the file.");
        }
    }

    private static CaseFeatures One(Network network, FoldedWeights folded, IBackend backend, ClassifierSettings settings, Crop crop, string layer)
    {
        using Tape tape = Tape.Inference(backend);
        Deep.Training.TrainingExample example = new(crop.CaseName, crop.CaseName, crop, 0);
        InputBatch batch = Deep.Training.TrainingExamples.Of([example]).PlainBatch(settings);
        Pass pass = Pass.Evaluation(tape, folded).Ask(network, layer);
        _ = network.Forward(pass, tape.Input(batch.ImageShape, batch.Images));
        Tensor output = pass.OutputOf(layer);
        float[] features = (output.Shape.Rank > 2 ? tape.GlobalAveragePool(output) : output).ToArray();
        int count = features.Length / settings.Input.Instances;
        return new CaseFeatures(
            [.. Enumerable.Range(0, count).Select(i => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"f{i:0000}"))],
            [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, settings.Input.Instances).Average(instance => (double)features[(instance * count) + i]))]);
    }

    private static StudyException Refused(FeatureSetDefinition set, string key, string found, string expected, string fix) => new(StudyFault.MissingFile, new Problem
    {
        Severity = Severity.Error,
        Kind = ProblemKind.UnreadableFile,
        Summary = $"the network of '{set.Name}' cannot be used",
        Where = $"features.{set.Name}.{key}",
        Details = [$"found     {found}", $"expected  {expected}"],
        Fix = fix,
    });
}
