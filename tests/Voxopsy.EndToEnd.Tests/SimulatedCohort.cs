namespace Voxopsy.EndToEnd.Tests;

/// <summary>A simulated cohort and one finished run of its study, made once for all tests.</summary>
public sealed class SimulatedCohort : IAsyncLifetime
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("voxopsy-test-").FullName;

    public string Study => Path.Combine(Folder, "cohort", "study.yaml");

    /// <summary>The finished run, with one job.</summary>
    public string Run => Path.Combine(Folder, "run");

    public async ValueTask InitializeAsync()
    {
        (int simulated, string _, string error) = await CommandLine.RunAsync("simulate", "ccrcc-grade", "--patients", "100", "--seed", "7", "--grid", "32", "--out", Path.Combine(Folder, "cohort"));
        Assert.True(simulated == 0, error);
        File.WriteAllText(Study, File.ReadAllText(Study).Replace("bootstrap: 1000", "bootstrap: 50", StringComparison.Ordinal));
        (int run, string _, string runError) = await CommandLine.RunAsync("run", Study, "--out", Run, "--jobs", "1");
        Assert.True(run == 0, runError);
    }

    /// <summary>The bytes that must not depend on jobs, time or interruption.</summary>
    internal static string Numbers(string run) => string.Join('\n', new[] { "evaluation.json", "predictions.csv" }
        .Concat(Directory.EnumerateFiles(Path.Combine(run, "tables")).Select(file => Path.Combine("tables", Path.GetFileName(file))).Order(StringComparer.Ordinal))
        .Select(file => file + "\n" + Convert.ToHexString(File.ReadAllBytes(Path.Combine(run, file)))));

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
