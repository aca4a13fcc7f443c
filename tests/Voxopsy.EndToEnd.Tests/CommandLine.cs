using System.Diagnostics;
using Voxopsy.Cli;

namespace Voxopsy.EndToEnd.Tests;

/// <summary>Runs commands as a user would: in this process, or in one of their own that can be killed.</summary>
internal static class CommandLine
{
    internal static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        StringWriter output = new() { NewLine = "\n" };
        StringWriter error = new() { NewLine = "\n" };
        int code = await VoxopsyCommandLine.RunAsync(arguments, new Terminal(output, error, IsLive: false, TimeProvider.System));
        return (code, output.ToString(), error.ToString());
    }

    internal static Process Start(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "voxopsy.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
