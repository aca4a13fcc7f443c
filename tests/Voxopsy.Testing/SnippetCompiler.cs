using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace Voxopsy.Testing;

/// <summary>Compiles a piece of C# with the compiler of the SDK that runs the tests: what must not compile is proven by trying.</summary>
public static partial class SnippetCompiler
{
    /// <summary>The errors that the compiler finds, such as <c>CS1503</c>; empty when it compiles.</summary>
    /// <param name="body">Statements inside a method.</param>
    /// <param name="namespaces">Namespaces to use.</param>
    /// <param name="folder">The folder whose assemblies may be used.</param>
    public static IReadOnlyList<string> ErrorsOf(string body, IEnumerable<string> namespaces, string folder)
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string root = Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."));
        string? compiler = Directory.Exists(Path.Combine(root, "sdk"))
            ? Directory.EnumerateDirectories(Path.Combine(root, "sdk")).Select(sdk => Path.Combine(sdk, "Roslyn", "bincore", "csc.dll")).Where(File.Exists).Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        if (compiler is null)
        {
            Assert.Skip("The tests run without an SDK beside their runtime, so there is no compiler to ask.");
        }

        string work = Directory.CreateTempSubdirectory("snippet").FullName;
        try
        {
            string source = Path.Combine(work, "Snippet.cs");
            File.WriteAllText(source, string.Concat(namespaces.Select(name => $"using {name};\n")) + $"public static class Snippet\n{{\n    public static void Run()\n    {{\n{body}\n    }}\n}}\n");
            string[] references = [.. Directory.EnumerateFiles(runtime, "System*.dll").Where(IsManaged), .. Directory.EnumerateFiles(folder, "Voxopsy.*.dll").Where(file => !file.EndsWith(".Tests.dll", StringComparison.Ordinal))];
            string response = Path.Combine(work, "Snippet.rsp");
            File.WriteAllLines(response, ["-nologo", "-nostdlib", "-target:library", "-langversion:latest", "-nullable:enable", $"-out:\"{Path.Combine(work, "Snippet.dll")}\"", .. references.Select(file => $"-r:\"{file}\""), $"\"{source}\""]);
            ProcessStartInfo start = new(Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet")) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.ArgumentList.Add("exec");
            start.ArgumentList.Add(compiler);
            start.ArgumentList.Add("@" + response);
            using Process process = Process.Start(start)!;
            string text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            string[] errors = [.. Error().Matches(text).Select(match => match.Groups[1].Value)];
            return process.ExitCode == 0 || errors.Length > 0 ? errors : throw new InvalidOperationException("The compiler could not be asked: " + text);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    // Native libraries of the runtime bear the same names on some systems.
    private static bool IsManaged(string file) => !Path.GetFileName(file).Contains(".Native", StringComparison.Ordinal);

    [GeneratedRegex("error (CS[0-9]+)")]
    private static partial Regex Error();
}
