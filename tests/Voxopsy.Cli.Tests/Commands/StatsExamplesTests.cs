using System.Text.Json;
using System.Text.RegularExpressions;
using Voxopsy.Cli.Commands;
using Voxopsy.Testing;

namespace Voxopsy.Cli.Tests.Commands;

/// <summary>Every example of the help of stats, compare, audit and plan runs as it stands, as text and as JSON.</summary>
public sealed partial class StatsExamplesTests
{
    public static TheoryData<string> Examples() =>
    [
        .. StatsCommand.Methods.SelectMany(method => method.Further.Prepend(method.Example)),
        .. Described("compare", "--help"),
        .. Described("audit", "reported", "--help"),
        .. Described("plan", "samplesize", "--help"),
    ];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Example_AsItStands_PrintsATable(string example)
    {
        (int exit, string output, string error) = await RunAsync(Arguments(example));

        Assert.True(exit == ExitCode.Done, error);
        Assert.True(output.Split('\n').Length > 3, output);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Example_WithJson_PrintsOneDocument(string example)
    {
        (int exit, string output, string error) = await RunAsync([.. Arguments(example), "--json"]);

        Assert.True(exit == ExitCode.Done, error);
        using JsonDocument document = JsonDocument.Parse(output);
        Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
    }

    [Fact]
    public async Task Stats_UnknownColumn_NamesTheColumnsThereAre()
    {
        (int exit, _, string error) = await RunAsync(Arguments("voxopsy stats auc samples/tables/predictions.csv --outcome High_grade --scores combined"));

        Assert.Equal(ExitCode.WrongUse, exit);
        Assert.Contains("did you mean 'high_grade'?", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stats_OptionLeftOut_NamesIt()
    {
        (int exit, _, string error) = await RunAsync(Arguments("voxopsy stats auc samples/tables/predictions.csv --outcome high_grade"));

        Assert.Equal(ExitCode.WrongUse, exit);
        Assert.Contains("--scores is needed", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stats_TextInAColumnOfNumbers_NamesTheLine()
    {
        (int exit, _, string error) = await RunAsync(Arguments("voxopsy stats describe samples/tables/patients.csv --columns sex"));

        Assert.Equal(ExitCode.DataCheckFailed, exit);
        Assert.Contains("line 2", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stats_MissingFile_HasItsExitCode()
    {
        (int exit, _, _) = await RunAsync("stats", "describe", "no-such-table.csv", "--columns", "x");

        Assert.Equal(ExitCode.NeededFileMissing, exit);
    }

    [Fact]
    public async Task Stats_FewerEventsThanParameters_WarnsAndPointsToPlanning()
    {
        string table = Path.Combine(Path.GetTempPath(), $"voxopsy-few-{Environment.ProcessId}.csv");
        try
        {
            await File.WriteAllLinesAsync(
                table, ["y,a,b,c", .. Enumerable.Range(0, 40).Select(i => $"{(i is 7 or 30 ? 1 : 0)},{i * 7 % 11},{i * 5 % 13},{i * 3 % 7}")], TestContext.Current.CancellationToken);
            (int exit, _, string error) = await RunAsync("stats", "logistic", table, "--outcome", "y", "--model", "a+b+c");

            Assert.True(exit == ExitCode.Done, error);
            Assert.Contains("2 of the rarer outcome for 3 parameters is few", error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(table);
        }
    }

    [Theory]
    [InlineData(false, ExitCode.Done)]
    [InlineData(true, ExitCode.DataCheckFailed)]
    public async Task Audit_ImpossibleNumbers_FailOnlyWhenStrict(bool strict, int expected)
    {
        string[] arguments = Arguments("voxopsy audit reported samples/tables/reported.yaml");
        (int exit, string output, _) = await RunAsync(strict ? [.. arguments, "--strict"] : arguments);

        Assert.Equal(expected, exit);
        Assert.Contains("impossible  no table of 90 patients", output, StringComparison.Ordinal);
        Assert.Contains("fit 85, 92, 99 patients", output, StringComparison.Ordinal);
        Assert.Contains("1.9 times too wide", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_WithOut_WritesDocumentTablesAndFigures()
    {
        string folder = Path.Combine(Path.GetTempPath(), "voxopsy-compare-" + Environment.ProcessId);
        try
        {
            (int exit, _, string error) = await RunAsync(
                [.. Arguments("voxopsy compare samples/tables/predictions.csv --outcome high_grade --models clinical,combined --resamples 50"), "--out", folder]);

            Assert.True(exit == ExitCode.Done, error);
            using JsonDocument document = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "comparison.json"), TestContext.Current.CancellationToken));
            Assert.Equal(2, document.RootElement.GetProperty("models").GetArrayLength());
            Assert.True(document.RootElement.GetProperty("comparisons")[0].TryGetProperty("p_adjusted", out _));
            Assert.All(["roc", "calibration", "decision-curve"], name => Assert.True(File.Exists(Path.Combine(folder, "figures", name + ".svg"))));
            Assert.True(File.Exists(Path.Combine(folder, "tables", "models.csv")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string[] Described(params string[] arguments)
    {
        (_, string output, _) = RunAsync(arguments).GetAwaiter().GetResult();
        return [.. ExampleLine().Matches(output).Select(match => match.Value.Trim()).Where(line => !line.Contains(" --out ", StringComparison.Ordinal) && !line.Contains('<', StringComparison.Ordinal))];
    }

    /// <summary>The words of an example, paths into the samples made whole, so that a test needs no working folder.</summary>
    private static string[] Arguments(string example) => [.. example.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1)
        .Select(word => word.StartsWith("samples/", StringComparison.Ordinal) ? Path.Combine(ReferenceFolders.Checkout, word) : word.Trim('\''))];

    private static async Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int exit = await VoxopsyCommandLine.RunAsync(arguments, new Terminal(output, error, IsLive: false, TimeProvider.System));
        return (exit, output.ToString(), error.ToString());
    }

    [GeneratedRegex(@"^ +voxopsy .*$", RegexOptions.Multiline)]
    private static partial Regex ExampleLine();
}
