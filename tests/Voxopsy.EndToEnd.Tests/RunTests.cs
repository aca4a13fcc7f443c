using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Voxopsy.EndToEnd.Tests;

public sealed class RunTests(SimulatedCohort cohort) : IClassFixture<SimulatedCohort>
{
    [Fact]
    public async Task Run_TwoJobs_GivesTheSameBytes()
    {
        string folder = NewFolder();
        (int code, string _, string error) = await CommandLine.RunAsync("run", cohort.Study, "--out", folder, "--jobs", "2");

        Assert.True(code == 0, error);
        Assert.Equal(SimulatedCohort.Numbers(cohort.Run), SimulatedCohort.Numbers(folder));
    }

    [Fact]
    public async Task Run_Again_ComputesNothingAndWritesNothingAnew()
    {
        string folder = NewFolder();
        await CommandLine.RunAsync("run", cohort.Study, "--out", folder);
        Dictionary<string, DateTime> before = Times(folder);
        await CommandLine.RunAsync("run", cohort.Study, "--out", folder);

        Assert.Equal(before, Times(folder));
    }

    [Theory]
    [InlineData(0.15)]
    [InlineData(0.45)]
    [InlineData(0.8)]
    public async Task Run_Killed_GoesOnToTheSameBytes(double share)
    {
        string whole = NewFolder();
        Stopwatch watch = Stopwatch.StartNew();
        using (Process first = CommandLine.Start("run", cohort.Study, "--out", whole))
        {
            await first.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        TimeSpan time = watch.Elapsed;
        string folder = NewFolder();
        using (Process killed = CommandLine.Start("run", cohort.Study, "--out", folder))
        {
            await Task.Delay(time * share, TestContext.Current.CancellationToken);
            killed.Kill(entireProcessTree: true);
            await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        (int code, string _, string error) = await CommandLine.RunAsync("run", cohort.Study, "--out", folder);

        Assert.True(code == 0, error);
        Assert.Equal(SimulatedCohort.Numbers(cohort.Run), SimulatedCohort.Numbers(folder));
    }

    [Fact]
    public async Task AuditLeakage_HonestRun_FindsNoLeakAndShowsWhatLeaksWouldClaim()
    {
        (int code, string output, string error) = await CommandLine.RunAsync("audit", "leakage", cohort.Run, "--permutations", "2", "--splits", "2", "--json");

        Assert.True(code == 0, error);
        using JsonDocument json = JsonDocument.Parse(output);
        JsonElement[] tables = [.. json.RootElement.GetProperty("tables").EnumerateArray()];
        Assert.All(tables[0].GetProperty("rows").EnumerateArray(), rule => Assert.Equal("kept", rule.GetProperty("verdict").GetString()));
        Assert.Equal(5, tables[1].GetProperty("rows").GetArrayLength());
        Assert.Equal(["L1", "L2", "L3", "L4", "L5", "L6"], tables[2].GetProperty("rows").EnumerateArray().Select(claim => claim.GetProperty("practice").GetString()));
    }

    [Fact]
    public async Task AuditLeakage_PredictionOfAFoldThatTaughtTheCase_IsRefused()
    {
        string folder = NewFolder();
        foreach (string file in new[] { "plan.json", "evaluation.json", "provenance.json", "log.jsonl", "study.lock.yaml", "features/tumour.csv" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            File.Copy(Path.Combine(cohort.Run, file), Path.Combine(folder, file));
        }

        string[] lines = File.ReadAllLines(Path.Combine(cohort.Run, "predictions.csv"));
        int row = Array.FindIndex(lines, line => line.Contains(",development,r01f1,", StringComparison.Ordinal));
        lines[row] = lines[row].Replace("r01f1", "r01f2", StringComparison.Ordinal);
        File.WriteAllLines(Path.Combine(folder, "predictions.csv"), lines);
        (int code, string output, string _) = await CommandLine.RunAsync("audit", "leakage", folder, "--permutations", "0", "--splits", "0");

        Assert.Equal(4, code);
        Assert.Contains(lines[row].Split(',')[3] + " in fold r01f2", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluation_HasTheFixedShape()
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(cohort.Run, "evaluation.json")));
        JsonElement models = json.RootElement.GetProperty("models");

        Assert.Equal(["size", "clinical", "tumour", "kidney", "combined"], models.EnumerateArray().Select(model => model.GetProperty("name").GetString()));
        Assert.Equal(5, json.RootElement.GetProperty("tried").GetInt32());
        foreach (JsonElement cohortJson in models.EnumerateArray().SelectMany(model => model.GetProperty("cohorts").EnumerateArray()))
        {
            JsonElement auc = cohortJson.GetProperty("auc");
            Assert.InRange(auc.GetProperty("value").GetDouble(), auc.GetProperty("lower").GetDouble(), auc.GetProperty("upper").GetDouble());
            Assert.Equal("development", cohortJson.GetProperty("threshold").GetProperty("learned_on").GetString());
            Assert.Contains(cohortJson.GetProperty("evaluation").GetString(), new[] { "out-of-fold", "external" });
            Assert.True(cohortJson.GetProperty("calibration").TryGetProperty("slope", out _));
        }
    }

    [Fact]
    public void Predictions_DevelopmentRows_AreOutOfFoldOnceARepeat()
    {
        string[][] rows = [.. File.ReadLines(Path.Combine(cohort.Run, "predictions.csv")).Skip(1).Select(line => line.Split(','))];
        foreach (IGrouping<(string, string), string[]> patient in rows.Where(row => row[1] == "development").GroupBy(row => (row[0], row[3])))
        {
            Assert.Equal(4, patient.Count());
            Assert.Equal(4, patient.Select(row => row[2][..3]).Distinct().Count());
        }
    }

    [Fact]
    public async Task Run_SealedCohort_IsOpenedOnceForTheSameFrozenModels()
    {
        string folder = NewFolder();
        await CommandLine.RunAsync("run", cohort.Study, "--out", folder, "--until", "models");
        Assert.False(File.Exists(Path.Combine(folder, "openings.json")));

        await CommandLine.RunAsync("run", cohort.Study, "--out", folder);
        await CommandLine.RunAsync("run", cohort.Study, "--out", folder);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "provenance.json")));
        JsonElement opening = Assert.Single(json.RootElement.GetProperty("openings").EnumerateArray());
        Assert.Equal("external-c", opening.GetProperty("cohort").GetString());
        Assert.Equal(1, opening.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Run_BrokenCases_AreListedAndTheOthersDone()
    {
        string copy = CopyCohort();
        string[] masks = [.. Directory.EnumerateFiles(Path.Combine(copy, "masks")).Order(StringComparer.Ordinal)];
        File.Delete(masks[3]);
        File.WriteAllBytes(masks[5], [1, 2, 3]);
        string folder = NewFolder();
        (int code, string output, string error) = await CommandLine.RunAsync("run", Path.Combine(copy, "study.yaml"), "--out", folder);

        Assert.Equal(7, code);
        Assert.Contains("2 cases were set aside", output, StringComparison.Ordinal);
        Assert.Contains("missing image: the mask is not there   patient S00004", error, StringComparison.Ordinal);
        Assert.Contains("unreadable file: a file cannot be read   patient S00006", error, StringComparison.Ordinal);
        Assert.Contains("S00004", File.ReadAllText(Path.Combine(folder, "report", "index.html")), StringComparison.Ordinal);
        (int check, string _, string _) = await CommandLine.RunAsync("check", Path.Combine(copy, "study.yaml"));
        Assert.Equal(3, check);
    }

    [Fact]
    public async Task Report_BothLanguages_AreWrittenAndSelfContained()
    {
        foreach (string language in new[] { "zh", "en" })
        {
            (int code, string output, string error) = await CommandLine.RunAsync("report", cohort.Run, "--language", language);
            Assert.True(code == 0, error);
            string html = File.ReadAllText(output.Trim());
            Assert.Contains("<svg", html, StringComparison.Ordinal);
            Assert.DoesNotMatch("(src|href|url)[=(] *[\"']?(https?:)?//", html);
        }
    }

    [Fact]
    public async Task Verify_FinishedRun_FindsNoDifference()
    {
        (int code, string output, string error) = await CommandLine.RunAsync("verify", cohort.Run);
        Assert.True(code == 0, error + output);
        Assert.EndsWith("none differs\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_FolderThatIsNoRun_IsLeftAlone()
    {
        string folder = NewFolder();
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "thesis.txt"), "mine");
        (int code, string _, string error) = await CommandLine.RunAsync("run", cohort.Study, "--out", folder);

        Assert.Equal(1, code);
        Assert.StartsWith("error study file: the run folder holds something that is not a run", error, StringComparison.Ordinal);
        Assert.Equal(["thesis.txt"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("holdout, test_fraction: 0.3", "held-out")]
    [InlineData("leave-one-center-out, center: center", "out-of-fold")]
    [InlineData("external, folds: 4", "out-of-fold")]
    [InlineData("kfold, folds: 4", "out-of-fold")]
    public async Task Run_EveryScheme_EndsWithItsKindOfEvaluation(string scheme, string kind)
    {
        string copy = CopyCohort();
        string study = Path.Combine(copy, "study.yaml");
        string text = File.ReadAllText(study);
        int start = text.IndexOf("validation:", StringComparison.Ordinal);
        File.WriteAllText(study, string.Concat(text.AsSpan(0, start), $"validation: {{scheme: {scheme}, stratify: [outcome]}}", text.AsSpan(text.IndexOf('\n', start))));
        string folder = NewFolder();
        (int code, string _, string error) = await CommandLine.RunAsync("run", study, "--out", folder);

        Assert.True(code == 0, error);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "evaluation.json")));
        Assert.Equal(kind, json.RootElement.GetProperty("models")[0].GetProperty("cohorts")[0].GetProperty("evaluation").GetString());
    }

    private string CopyCohort()
    {
        string copy = NewFolder();
        foreach (string file in Directory.EnumerateFiles(Path.Combine(cohort.Folder, "cohort"), "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(copy, Path.GetRelativePath(Path.Combine(cohort.Folder, "cohort"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    private string NewFolder() => Path.Combine(cohort.Folder, string.Create(CultureInfo.InvariantCulture, $"t{Interlocked.Increment(ref s_folders)}"));

    private static int s_folders;

    private static Dictionary<string, DateTime> Times(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(file) != "log.jsonl" && !file.Contains("report", StringComparison.Ordinal) && !file.Contains("figures", StringComparison.Ordinal))
        .ToDictionary(file => file, File.GetLastWriteTimeUtc);
}
