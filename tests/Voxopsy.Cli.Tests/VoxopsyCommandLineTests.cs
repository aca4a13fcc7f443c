namespace Voxopsy.Cli.Tests;

public sealed class VoxopsyCommandLineTests
{
    [Theory]
    [InlineData("run")]
    [InlineData("nonsense")]
    [InlineData("demo", "no-such-study")]
    [InlineData("run", "study.yaml", "--jobs", "0")]
    [InlineData("run", "study.yaml", "--until", "tomorrow")]
    [InlineData("simulate", "ccrcc-grade", "--patients", "0", "--out", "x")]
    [InlineData("simulate", "anchor90", "--grid", "300", "--out", "x")]
    [InlineData("simulate", "no-such-preset", "--out", "x")]
    [InlineData("audit", "leakage", "x", "--splits", "-1")]
    public async Task Run_WrongUse_SaysWhatAndWhereHelpIs(params string[] arguments)
    {
        (int code, string _, string error) = await RunAsync(arguments);

        Assert.Equal(ExitCode.WrongUse, code);
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Contains("help:  voxopsy", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Usage:", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check", "no-such-folder/study.yaml")]
    [InlineData("report", "no-such-run")]
    [InlineData("audit", "leakage", "no-such-run")]
    [InlineData("simulate", "kits", "--masks", "no-such-folder", "--out", "x")]
    public async Task Run_MissingFile_HasItsExitCode(params string[] arguments)
    {
        (int code, string _, string error) = await RunAsync(arguments);

        Assert.Equal(ExitCode.NeededFileMissing, code);
        Assert.StartsWith("error", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_EveryCommand_HasAnExampleThatNamesIt()
    {
        (int _, string overview, string _) = await RunAsync("--help");
        string[] commands = [.. overview.Split('\n').SkipWhile(line => !line.StartsWith("Commands:", StringComparison.Ordinal)).Skip(1)
            .Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line.Length > 2 && char.IsLetter(line[2]))
            .Select(line => line.Trim().Split(' ')[0])];

        Assert.Contains("run", commands);
        foreach (string command in commands)
        {
            (int code, string help, string _) = await RunAsync(command, "--help");
            Assert.Equal(ExitCode.Done, code);
            Assert.True(help.Contains($"  voxopsy {command}", StringComparison.Ordinal) || help.Contains("\nCommands:", StringComparison.Ordinal), $"'{command} --help' shows no example");
        }
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        StringWriter output = new() { NewLine = "\n" };
        StringWriter error = new() { NewLine = "\n" };
        int code = await VoxopsyCommandLine.RunAsync(arguments, new Terminal(output, error, IsLive: false, TimeProvider.System));
        return (code, output.ToString(), error.ToString());
    }
}
