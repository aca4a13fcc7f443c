using System.Globalization;
using Voxopsy.Deep.Networks;
using Voxopsy.Deep.Weights;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Study.StudyFiles;
using Voxopsy.Tensors;

namespace Voxopsy.Study.Tests.Models;

/// <summary>Networks in a whole study: trained inside the folds, the same bytes for any number of jobs, refused before training where they cannot be trained.</summary>
public sealed class DeepStudyTests : IDisposable
{
    private const string Network = "{kind: deep, network: small, view: 2d, roi: lesion, images: [CT], size: 12, window: [-40, 120], clinical: [age], training: {epochs: 30, batch: 4, rate: 0.005, folds: 2, augment: flips, inner_fraction: 0}}";

    private readonly SmallStudy _study = new();

    public DeepStudyTests()
    {
        // High grade differs by its texture alone; every tenth patient comes from another center.
        for (int i = 1; i <= 40; i++)
        {
            bool high = i % 2 == 0;
            _study.Rows[i - 1][4] = i % 10 < 2 ? "B" : "A";
            _study.WriteMask(SmallStudy.Id(i), SmallStudy.Ball(4), 2);
            SeededRandom texture = new SeededRandom(7).For(SmallStudy.Id(i));
            _study.WriteImage(SmallStudy.Id(i), texture, voxels =>
            {
                for (int v = 0; v < voxels.Length; v++)
                {
                    voxels[v] += (float)((high ? 25 : 4) * texture.NextNormal());
                }
            });
        }

        _study.Text = _study.Text.Replace("folds: 4", "folds: 2", StringComparison.Ordinal)
            .Replace("  rad: {kind: radiomics, roi: lesion, images: [CT]}", "  dl: " + Network, StringComparison.Ordinal)
            .Replace("  radiomics: {from: [rad], signature: true}", "  deep: {from: [dl]}\n  combined: {from: [models.clinical, models.deep]}", StringComparison.Ordinal)
            .Replace("  development: {table: clinical.csv}", "  development: {table: clinical.csv, where: \"center == A\"}\n  outside: {table: clinical.csv, where: \"center == B\"}", StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OneAndTwoJobs_GiveTheSameBytesAndLearnTheTexture()
    {
        RunOutcome one = Run("a", 1);
        Run("b", 2);

        Assert.All(["predictions.csv", "evaluation.json", "tables/learning_curves.csv", "models/dl.network1.safetensors", "models/dl.network2.safetensors", "models/dl.network1.json", "models/combined.json"], file => Assert.Equal(
            File.ReadAllBytes(Path.Combine(_study.Folder, "a", file)), File.ReadAllBytes(Path.Combine(_study.Folder, "b", file))));
        Assert.InRange(one.Result!.Models[1].Cohorts[0].Auc.Value, 0.75, 1);
        Assert.Equal(2, one.Result.Models[1].Cohorts.Length);
        Assert.Equal(2, one.Result.LearningCurves.Length);
        Assert.All(one.Result.Models[1].Cohorts, cohort => Assert.True(double.IsFinite(cohort.Auc.Value)));
    }

    [Fact]
    public void Run_Again_TrainsNothingAgain()
    {
        Run("a", 2);
        byte[] before = File.ReadAllBytes(Path.Combine(_study.Folder, "a", "predictions.csv"));
        Directory.Delete(Path.Combine(_study.Folder, "a", "cache", "folds"), recursive: true);
        Heard heard = new();
        new StudyRun(_study.Definition(), new RunSettings(Path.Combine(_study.Folder, "a"), 1, RunStage.Report), heard, TimeProvider.System).Run(CancellationToken.None);

        Assert.Equal(before, File.ReadAllBytes(Path.Combine(_study.Folder, "a", "predictions.csv")));
        Assert.DoesNotContain(heard.Stages, stage => stage.Contains("loss", StringComparison.Ordinal));
    }

    [Fact]
    public void Lock_OfANetwork_ReadsBackTheSame()
    {
        StudyDefinition study = _study.Definition();
        string text = StudyLock.Text(study, _study.Folder);
        _study.Write("again.yaml", text);

        Assert.Equal(text, StudyLock.Text(StudyFileReader.Read(Path.Combine(_study.Folder, "again.yaml")), _study.Folder));
        Assert.Contains("optimizer: adamw", text, StringComparison.Ordinal);
        Assert.Contains("patience: 15", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_PretrainedNetwork_GivesFeaturesForSelectionAndComponents()
    {
        using (IBackend backend = Backends.Managed(new ManagedSettings { Threads = 1 }))
        using (Deep.Networks.Network network = new SmallNetSettings().Build(backend, 3))
        {
            NetworkFile.Write(Path.Combine(_study.Folder, "pretrained"), network);
        }

        _study.Text = _study.Text.Replace("  dl: " + Network, "  dl: {kind: deep, network: small, view: bag, slices: [-1, 0, 1], roi: lesion, images: [CT], size: 12, window: [-40, 120], weights: pretrained.safetensors}", StringComparison.Ordinal)
            .Replace("deep: {from: [dl]}", "deep: {from: [dl], signature: true}", StringComparison.Ordinal) + "\nselect: [variance, {scale: standard}, {pca: {components: 4}}, {lasso: {folds: 4}}]\n";
        RunOutcome outcome = Run("a", 2);
        string[] lines = File.ReadAllLines(Path.Combine(_study.Folder, "a", "features", "dl.csv"));

        Assert.Equal(3 + 64, lines[0].Split(',').Length);
        Assert.Equal(41, lines.Length);
        Assert.Contains("weights_sha256", File.ReadAllText(Path.Combine(_study.Folder, "a", "features", "dl.json")), StringComparison.Ordinal);
        Assert.Contains(outcome.Result!.Models[1].Selection, step => step.Step == "PCA, 4 components");
    }

    [Theory]
    [InlineData("folds: 2,", "folds: 12,", "too few")]
    [InlineData("inner_fraction: 0", "inner_fraction: 0.05", "too few")]
    public void Run_TooFewPatients_IsRefusedBeforeTraining(string from, string to, string said)
    {
        _study.Text = _study.Text.Replace(from, to, StringComparison.Ordinal);
        Heard heard = new();
        StudyException refused = Assert.Throws<StudyException>(() => new StudyRun(
            _study.Definition(), new RunSettings(Path.Combine(_study.Folder, "a"), 1, RunStage.Report), heard, TimeProvider.System).Run(CancellationToken.None));

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(heard.Stages, stage => stage.StartsWith("train", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("training: {epochs: 30, batch: 4, rate: 0.005, folds: 2, augment: flips, inner_fraction: 0}", "layer: pooled", "features.dl.training")]
    [InlineData("roi: lesion, ", "", "features.dl.roi")]
    [InlineData("window: [-40, 120]", "window: [120, -40]", "features.dl.window")]
    [InlineData("clinical: [age]", "clinical: [weight]", "features.dl.clinical")]
    public void Read_ImpossibleNetwork_IsRefusedByItsKey(string from, string to, string key)
    {
        _study.Text = _study.Text.Replace(from, to, StringComparison.Ordinal);

        Assert.Contains(_study.Refusal(out _), problem => problem.Contains($"'{key}'", StringComparison.Ordinal));
    }

    [Fact]
    public void Check_CaseWithoutLesion_IsSetAside()
    {
        _study.WriteMask(SmallStudy.Id(5), new float[SmallStudy.Grid.Size.VoxelCount], 2);

        Assert.Contains(_study.Messages(), message => message.Contains("P05", StringComparison.Ordinal) && message.Contains("mask", StringComparison.Ordinal));
    }

    public void Dispose() => _study.Dispose();

    private RunOutcome Run(string folder, int jobs) => new StudyRun(
        _study.Definition(), new RunSettings(Path.Combine(_study.Folder, folder), jobs, RunStage.Report), new Heard(), TimeProvider.System).Run(CancellationToken.None);

    private sealed class Heard : IProgress<StageProgress>
    {
        internal List<string> Stages { get; } = [];

        public void Report(StageProgress value)
        {
            lock (Stages)
            {
                Stages.Add(string.Create(CultureInfo.InvariantCulture, $"{value.Stage} {value.Done}"));
            }
        }
    }
}
