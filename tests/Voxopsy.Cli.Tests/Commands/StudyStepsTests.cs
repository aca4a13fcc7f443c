using System.Globalization;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Cli.Tests.Commands;

/// <summary>Studies of every kind of step and model, over a table with gaps and sites: run, run with two jobs, verified; and leaks refused.</summary>
public sealed class StudyStepsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voxopsy-test-").FullName;

    public StudyStepsTests()
    {
        const int Features = 10;
        SeededRandom random = new SeededRandom(8).For("steps");
        List<string> lines = [$"patient_id,grade,center,age,{string.Join(',', Enumerable.Range(0, Features).Select(j => $"f{j}"))}"];
        for (int i = 0; i < 100; i++)
        {
            double latent = random.NextNormal();
            int site = i % 2;
            IEnumerable<string> values = Enumerable.Range(0, Features).Select(j =>
                random.NextDouble() < 0.04 ? "NA" : ((j < 4 ? 0.8 * latent : 0) + random.NextNormal() + (site * 0.7 * (j % 3))).ToString("0.0000", CultureInfo.InvariantCulture));
            lines.Add(FormattableString.Invariant(
                $"P{i:000},{(random.NextDouble() < 1 / (1 + Math.Exp(-1.5 * latent)) ? 1 : 0)},{"AB"[site]},{(i % 17 == 0 ? "NA" : (60 + (8 * random.NextNormal())).ToString("0", CultureInfo.InvariantCulture))},{string.Join(',', values)}"));
        }

        File.WriteAllLines(Path.Combine(_folder, "table.csv"), lines);
    }

    [Theory]
    [InlineData("knn", "[variance, {harmonize: {by: center, covariates: [age]}}, {mrmr: {count: 4}}]", "classifier: lda", "recalibrate: logistic")]
    [InlineData("chained", "[{harmonize: {by: center, prior: non-parametric, reference: A, unseen: reference}}, {scale: yeo-johnson}, {pca: {components: 3}}]", "signature: true", "recalibrate: intercept")]
    [InlineData("median", "[{scale: robust}, {relieff: {count: 5, neighbors: 5}}]", "classifier: svm", "recalibrate: logistic")]
    [InlineData("knn", "[{univariable: {p: 0.5}}]", "classifier: random-forest, tune: {trees: 20}", "recalibrate: intercept")]
    [InlineData("median", "[{correlation: {spearman: 0.9}}]", "classifier: gradient-boosting, tune: {trees: 10}", "recalibrate: none")]
    public async Task Study_NewerSteps_SameBytesWithTwoJobsAndVerified(string impute, string select, string model, string recalibrate)
    {
        string study = Study($"select: {select}", $"from: [rad], {model}, {recalibrate}", impute);
        string one = Path.Combine(_folder, "one");
        string two = Path.Combine(_folder, "two");
        await Expect(ExitCode.Done, "run", study, "--out", one, "--jobs", "1");
        await Expect(ExitCode.Done, "run", study, "--out", two, "--jobs", "2");

        Assert.Equal(Numbers(one), Numbers(two));
        await Expect(ExitCode.Done, "verify", one);
    }

    [Theory]
    [InlineData("features:\n  rad: {kind: table, path: table.csv, id: patient_id, columns: [f0, f1, f2], select: [{univariable: {p: 0.05}}]}")]
    [InlineData("features:\n  rad: {kind: table, path: table.csv, id: patient_id, columns: [f0, f1, f2], harmonize: {by: center}}")]
    [InlineData("features:\n  rad: {kind: table, path: table.csv, id: patient_id, columns: [f0, f1, f2], impute: knn}")]
    public async Task Study_StepBeforeTheDivision_IsRefusedAsALeak(string features)
    {
        string study = Study("select: [variance]", "from: [rad], signature: true", "median", features);

        Assert.Contains("would learn from every row before the patients are divided", await Expect(ExitCode.LeakageRuleBroken, "run", study, "--out", Path.Combine(_folder, "run")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Study_SamePatientsTeachAndJudge_IsRefusedAsALeak()
    {
        string study = Study("select: [variance]", "from: [rad], signature: true", "median");
        File.WriteAllText(study, File.ReadAllText(study)
            .Replace("scheme: kfold, folds: 3", "scheme: external", StringComparison.Ordinal)
            .Replace("{table: table.csv}", "{table: table.csv}\n  test: {table: table.csv, where: \"center == B\"}", StringComparison.Ordinal));

        Assert.Contains("in both cohort", await Expect(ExitCode.LeakageRuleBroken, "run", study, "--out", Path.Combine(_folder, "run")), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Study(string select, string model, string impute, string? features = null)
    {
        string file = Path.Combine(_folder, "study.yaml");
        File.WriteAllText(file, $$"""
            voxopsy: 1
            study: {title: "Steps", seed: 3}
            cohorts:
              development: {table: table.csv}
            patient: patient_id
            outcome: {column: grade, positive: [1]}
            clinical:
              age: {type: number, unit: year}
            missing: {impute: {{impute}}, max_fraction: 0.3}
            validation: {scheme: kfold, folds: 3, stratify: [outcome]}
            {{features ?? "features:\n  rad: {kind: table, path: table.csv, id: patient_id, columns: [f0, f1, f2, f3, f4, f5, f6, f7, f8, f9]}"}}
            {{select}}
            models:
              clinical: {from: [clinical.age]}
              tested: { {{model}} }
            evaluate: {bootstrap: 50, compare: all-pairs}
            report: {formats: [html], figures: [svg]}
            """);
        return file;
    }

    /// <summary>What a run must give again byte by byte.</summary>
    private static string[] Numbers(string run) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(run, "tables"), "*.csv").Append(Path.Combine(run, "evaluation.json")).Append(Path.Combine(run, "predictions.csv"))
            .Order(StringComparer.Ordinal).Select(file => Path.GetFileName(file) + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))),
    ];

    private static async Task<string> Expect(int expected, params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int exit = await VoxopsyCommandLine.RunAsync(arguments, new Terminal(output, error, IsLive: false, TimeProvider.System));
        Assert.True(exit == expected, $"exit {exit}: {error}{output}");
        return error.ToString() + output;
    }
}
