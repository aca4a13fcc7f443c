using System.Diagnostics;
using System.Globalization;
using Voxopsy.Deep.Augmentation;
using Voxopsy.Deep.Fusion;
using Voxopsy.Deep.Inputs;
using Voxopsy.Deep.MultipleInstance;
using Voxopsy.Deep.Networks;
using Voxopsy.Deep.Training;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Phantoms;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Tensors;

namespace Voxopsy.Benchmarks;

/// <summary>Augmentation, the wait for batches, and what networks learn from simulated lesions.</summary>
internal static class TrainingBenchmarks
{
    private const int Training = 200;
    private const int Unseen = 100;

    private static readonly (string Name, CropSettings Crop, int Width, InstancePoolingKind Pooling)[] Views =
    [
        ("2D, largest slice", new CropSettings { View = InputView.LargestSlice, Size = 32 }, 12, default),
        ("2.5D, adjacent slices", new CropSettings { View = InputView.AdjacentSlices, Size = 32 }, 12, default),
        ("2.5D, orthogonal planes", new CropSettings { View = InputView.OrthogonalPlanes, Size = 32 }, 12, default),
        ("3D box", new CropSettings { View = InputView.Box, Size = 32, Depth = 16, SliceSpacingMillimeters = 2 }, 8, default),
        ("MIL, bag of slices, mean of probabilities", new CropSettings { View = InputView.SliceBag, Size = 32 }, 8, InstancePoolingKind.Mean),
        ("MIL, bag of slices, gated attention", new CropSettings { View = InputView.SliceBag, Size = 32 }, 8, InstancePoolingKind.GatedAttention),
    ];

    internal static int Run(string? part)
    {
        if (part is null or "augmentation")
        {
            Augmentation();
        }

        if (part is null or "learning")
        {
            Learning();
        }

        return 0;
    }

    private static void Augmentation()
    {
        BenchmarkTable table = new("Augmentation while training", "what", "CPU seconds");
        float[] voxels = [.. Enumerable.Range(0, 64 * 128 * 128).Select(i => (float)Math.Sin(i * 0.013))];
        (string Name, AugmentationPlan Plan)[] plans =
        [
            ("everything", AugmentationPlan.Everything),
            ("rotation, scaling, elastic", AugmentationPlan.None with { Rotation = new Rotation { Probability = 1 }, Scaling = new Scaling { Probability = 1 }, Elastic = new ElasticDeformation { Probability = 1 } }),
            ("low resolution", AugmentationPlan.None with { LowResolution = new LowResolution { Probability = 1 } }),
            ("blur", AugmentationPlan.None with { Blur = new GaussianBlur { Probability = 1 } }),
            ("gamma", AugmentationPlan.None with { Gamma = new GammaShift { Probability = 1 } }),
            ("intensity", AugmentationPlan.None with { Intensity = new IntensityShift { Probability = 1 } }),
            ("noise", AugmentationPlan.None with { Noise = new NoiseAddition { Probability = 1 } }),
        ];
        foreach ((string name, AugmentationPlan plan) in plans)
        {
            int epoch = 0;
            double seconds = BenchmarkTable.CpuSeconds(
                () =>
                {
                    // Ten images a run, since the clock of a process ticks slowly.
                    for (int i = 0; i < 10; i++)
                    {
                        plan.Apply(new ImageBlock((float[])voxels.Clone(), 1, 64, 128, 128), new Chance(1, $"epoch {epoch++}"));
                    }
                },
                runs: 5);
            table.Add($"3D, 64 x 128 x 128: {name}", BenchmarkTable.Seconds(seconds / 10));
        }

        table.Write("bench/results/augmentation.md");
    }

    private static void Learning()
    {
        BenchmarkTable table = new(
            $"Networks on simulated lesions whose texture alone tells the class (best possible AUC 0.900), {Training} training and {Unseen} unseen patients",
            "network",
            "AUC of unseen patients (95% DeLong)",
            "wall seconds of one run, two threads",
            "epochs",
            "wait for batches",
            "labels shuffled: AUC",
            "same bits with one thread");
        (Volume Image, Mask Lesion, int Grade, double Latent)[] patients = [.. Enumerable.Range(0, Training + Unseen).Select(i => TexturedLesion.Draw(2026, i))];
        double best = AreaOf(patients.Skip(Training).Select(patient => patient.Latent), patients.Skip(Training).Select(patient => patient.Grade)).Value;
        table.Add("the latent number itself", best.ToString("0.000", CultureInfo.InvariantCulture), "", "", "", "", "");
        foreach ((string name, CropSettings crop, int width, InstancePoolingKind pooling) in Views)
        {
            TrainingExample[] examples = Examples(crop, patients);
            ClassifierSettings settings = new()
            {
                Network = new SmallNetSettings { BaseWidth = width },
                Input = examples[0].Crop.Size,
                Pooling = new InstancePooling { Kind = pooling },
            };
            (TrainedClassifier trained, AreaUnderCurveEstimate area, double seconds, double wait) = Fit(settings, examples, threads: 2);
            (TrainedClassifier alone, _, _, _) = Fit(settings, examples, threads: 1);
            bool same = trained.Weights.Tensors.All(pair => pair.Value.ToSingles().AsSpan().SequenceEqual(alone.Weights.Tensors[pair.Key].ToSingles()));
            (_, AreaUnderCurveEstimate shuffled, _, _) = Fit(settings, Shuffled(examples), threads: 2);
            table.Add(
                name,
                Interval(area),
                seconds.ToString("0", CultureInfo.InvariantCulture),
                $"{trained.History.Epochs.Length} (best {trained.History.BestEpoch})",
                wait.ToString("0.0%", CultureInfo.InvariantCulture),
                Interval(shuffled),
                same ? "yes" : "NO");
        }

        table.Write("bench/results/training.md");
    }

    private static (TrainedClassifier Trained, AreaUnderCurveEstimate Area, double Seconds, double Wait) Fit(ClassifierSettings settings, TrainingExample[] examples, int threads)
    {
        Waits waits = new();
        long start = Stopwatch.GetTimestamp();
        TrainingResources resources = new() { Threads = threads, Progress = waits };
        // Chosen on another simulated cohort (its seed is 77, here it is 2026), so that the unseen patients had no part in it.
        TrainingPlan plan = new()
        {
            Epochs = 60,
            LearningRate = 2e-3,
            Augmentation = AugmentationPlan.None with { Flip = new Flip(), Rotation = new Rotation(), Scaling = new Scaling { Probability = 0.3 } },
            Stopping = new EarlyStopping { Patience = 20 },
        };
        TrainedClassifier trained = new TrainingLoop(settings, plan).Run(TrainingExamples.Of(examples.Take(Training)), resources, default);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        HeldOutScores scores = trained.Score(examples[Training..], resources, default);
        return (trained, AreaOf(scores.Answers.Select(answer => answer.Logits[0]), examples.Skip(Training).Select(example => example.Grade)), seconds, waits.Shares.Average());
    }

    private static TrainingExample[] Examples(CropSettings crop, (Volume Image, Mask Lesion, int Grade, double Latent)[] patients)
    {
        Cropper cropper = new(crop with { Scale = new WindowScale(-60, 200) });
        return [.. patients.Select((patient, i) => new TrainingExample(
            $"P{i:000}", $"P{i:000}", cropper.Crop(new CaseImages($"P{i:000}", [new PhaseImage("CT", patient.Image)], patient.Lesion)), patient.Grade))];
    }

    /// <summary>The same labels dealt to the patients anew, so that images can tell nothing.</summary>
    private static TrainingExample[] Shuffled(TrainingExample[] examples)
    {
        ulong stream = NamedGenerator.Seed(1, "shuffled labels");
        int[] order = [.. Enumerable.Range(0, examples.Length).OrderBy(i => NamedGenerator.Uniform53(stream, i))];
        return [.. examples.Select((example, i) => example with { Grade = examples[order[i]].Grade })];
    }

    private static AreaUnderCurveEstimate AreaOf(IEnumerable<double> scores, IEnumerable<int> grades) => AreaUnderCurve.DeLong([.. scores], [.. grades.Select(grade => grade > 0)]);

    private static string Interval(AreaUnderCurveEstimate area) => string.Create(CultureInfo.InvariantCulture, $"{area.Value:0.000} ({area.Lower:0.000}-{area.Upper:0.000})");

    private sealed class Waits : IProgress<TrainingProgress>
    {
        internal List<double> Shares { get; } = [];

        public void Report(TrainingProgress value) => Shares.Add(value.LoaderWait);
    }
}
