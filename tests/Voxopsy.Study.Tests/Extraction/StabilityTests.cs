using System.Globalization;
using System.Text.Json;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Study.Results;
using Voxopsy.Study.Splits;
using Voxopsy.Study.Steps;
using Voxopsy.Study.StudyFiles;
using Voxopsy.Study.Tables;

namespace Voxopsy.Study.Tests.Extraction;

/// <summary>Features that change with the outline leave; only training patients say which.</summary>
public sealed class StabilityTests : IDisposable
{
    private readonly SmallStudy _study = new();

    [Fact]
    public void Fit_NoisyAndQuietColumns_KeepsTheQuietOne()
    {
        TrainingSet training = Training(out _);
        IFittedStep fitted = new SelectStable(0.75, 0.95).Fit(training);
        Assert.Equal([new FeatureId("rad.quiet"), new FeatureId("clinical.age")], fitted.Apply(training.Features).Features);
    }

    [Fact]
    public void Fit_RepeatsOfHeldOutRowsReplaced_ChangesNothing()
    {
        TrainingSet training = Training(out CaseTable cases);
        Fold fold = Split.Holdout(cases, 0.4, new SeededRandom(3).For("split"));
        CaseTable changed = cases with
        {
            Repeats = [.. cases.Repeats.Select(repeat => repeat with
            {
                Values = new FeatureTable(
                    repeat.Values.Subjects,
                    repeat.Values.Features,
                    Enumerable.Range(0, 2).Select(i => repeat.Values.Column(i).ToArray().Select((value, row) => fold.HeldOut.Rows.Contains(row) ? 1e6 * (row % 7) : value).ToArray())),
            })],
        };
        Fold again = Split.Holdout(changed, 0.4, new SeededRandom(3).For("split"));
        Assert.Equal(
            SelectStable.Measure(fold.Training, fold.Training.Features.Features, 0.95),
            SelectStable.Measure(again.Training, again.Training.Features.Features, 0.95));
        Assert.NotEmpty(training.Repeats);
    }

    [Fact]
    public void Run_PerturbationsAndAReader_WriteTheirAgreement_TheSameForAnyNumberOfJobs()
    {
        // The second reader drew every third patient, each lesion half a voxel larger; one of these files is broken.
        for (int i = 1; i <= 40; i += 3)
        {
            _study.WriteMask(SmallStudy.Id(i) + "-second", SmallStudy.Ball(i % 2 == 0 ? 4.6 + (0.05 * i) : 3.6 + (0.05 * i)), 2);
        }

        File.WriteAllBytes(Path.Combine(_study.Folder, "P04-second.nii"), [1, 2, 3]);
        _study.Text = _study.Text
            .Replace("label: 2, on: CT}", "label: 2, on: CT, readers: \"{patient}-second.nii\"}", StringComparison.Ordinal)
            .Replace("images: [CT]}", "images: [CT], perturb: {rotation_degrees: [-6, 6], volume: [0.1], contour_mm: 0.5}}", StringComparison.Ordinal)
            + "\nselect: [{stable: {icc_lower: 0.6}}, variance, {lasso: {folds: 4, rule: min}}]\n";
        RunOutcome outcome = Run("a", 1);
        Run("b", 2);

        string table = File.ReadAllText(Path.Combine(_study.Folder, "a", "tables", "stability.csv"));
        Assert.Equal(table, File.ReadAllText(Path.Combine(_study.Folder, "b", "tables", "stability.csv")));
        Assert.Equal(File.ReadAllText(Path.Combine(_study.Folder, "a", "evaluation.json")), File.ReadAllText(Path.Combine(_study.Folder, "b", "evaluation.json")));
        CellTable read = TableReader.Read(Path.Combine(_study.Folder, "a", "tables", "stability.csv"));
        Assert.Equal(2 * 32, read.Rows.Length);
        int volume = Enumerable.Range(0, read.Rows.Length).First(row => read[row, "feature"] == "rad.shape_VoxelVolume");
        Assert.Equal(("perturbation", "3", "40"), (read[volume, "source"], read[volume, "measurements"], read[volume, "cases"]));
        int byReader = Enumerable.Range(0, read.Rows.Length).Last(row => read[row, "feature"] == "rad.shape_VoxelVolume");
        Assert.Equal(("reader", "2", "13"), (read[byReader, "source"], read[byReader, "measurements"], read[byReader, "cases"]));
        Assert.All(read.Rows, row => Assert.Equal(row[5].Length > 0 && double.Parse(row[5], CultureInfo.InvariantCulture) >= 0.6 ? "1" : "0", row[7]));

        using JsonDocument provenance = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_study.Folder, "a", "provenance.json")));
        Assert.Equal(2, provenance.RootElement.GetProperty("perturbations").GetProperty("rad").GetInt32());
        Assert.Contains(outcome.Problems, problem => problem.Where.Contains("of another reader", StringComparison.Ordinal) && problem.Where.Contains("P04", StringComparison.Ordinal));
        string[] unstable = [.. outcome.Result!.Stability.Where(found => found.Stable == false).Select(found => found.Feature)];
        Assert.NotEmpty(unstable);
        ModelResult model = outcome.Result.Models.Single(candidate => candidate.Name == "radiomics");
        Assert.DoesNotContain(model.Terms, term => unstable.Contains("rad." + term.Name));
        Assert.Equal(32 - unstable.Distinct().Count(), model.Selection.First(step => step.Step.StartsWith("ICC", StringComparison.Ordinal)).After);
    }

    [Fact]
    public void Read_StableWithoutPerturb_WritesTheUsualOneOut()
    {
        _study.Text += "\nselect: [stable, {lasso: {folds: 4}}]\n";
        StudyDefinition study = _study.Definition();
        Assert.Equal(4, study.Features[0].Perturb!.Count);
        Assert.Contains("perturb: {rotation_degrees: [-8, 8]", StudyLock.Text(study, _study.Folder), StringComparison.Ordinal);
        Assert.Contains("{stable: {icc_lower: 0.75, level: 0.95}}", StudyLock.Text(study, _study.Folder), StringComparison.Ordinal);
    }

    private RunOutcome Run(string folder, int jobs) =>
        new StudyRun(_study.Definition(), new RunSettings(Path.Combine(_study.Folder, folder), jobs, RunStage.Evaluate), new Progress<StageProgress>(), TimeProvider.System).Run(CancellationToken.None);

    private static TrainingSet Training(out CaseTable cases)
    {
        SeededRandom random = new SeededRandom(8).For("repeats");
        const int Count = 60;
        double[] quiet = [.. Enumerable.Range(0, Count).Select(_ => random.NextNormal())];
        double[] noisy = [.. Enumerable.Range(0, Count).Select(_ => random.NextNormal())];
        System.Collections.Immutable.ImmutableArray<string> names = [.. Enumerable.Range(0, Count).Select(i => SmallStudy.Id(i))];
        FeatureId[] columns = [new("rad.quiet"), new("rad.noisy")];
        cases = new CaseTable(
            "development",
            new FeatureTable(names, [.. columns, new FeatureId("clinical.age")], [quiet, noisy, quiet]),
            [.. Enumerable.Range(0, Count).Select(i => i % 2 == 0)],
            names,
            [.. names.Select(_ => string.Empty)],
            [.. Enumerable.Range(0, Count).Select(i => i % 2 == 0 ? "1" : "0")])
        {
            Repeats = [.. Enumerable.Range(0, 3).Select(_ => new RepeatedFeatures(RepeatSource.Perturbation, new FeatureTable(
                names, [.. columns], [Jitter(quiet, 0.1), Jitter(noisy, 1)])))],
        };
        return Split.Whole(cases);

        double[] Jitter(double[] values, double by) => [.. values.Select(value => value + (by * random.NextNormal()))];
    }

    public void Dispose() => _study.Dispose();
}
