using System.Diagnostics;

namespace Voxopsy.Study.Tests.Splits;

/// <summary>A program that learns from held-out rows is handed to the compiler, which refuses it; its honest twin compiles.</summary>
public sealed class LeakageDoesNotCompileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voxopsy-test-").FullName;

    [Theory]
    [InlineData("step.Fit(fold.Training)", "")]
    [InlineData("step.Fit(fold.HeldOut)", "CS1503")]
    [InlineData("step.Fit((TrainingSet)fold.HeldOut)", "CS0030")]
    [InlineData("step.Fit(fold.HeldOut as TrainingSet)", "CS0039")]
    [InlineData("step.Fit(new TrainingSet(fold.HeldOut.Features))", "CS1729")]
    [InlineData("step.Fit(fold.Training with { Features = fold.HeldOut.Features })", "CS8858")]
    public async Task Program_LearningFromRows_CompilesOnlyFromTraining(string expression, string expected)
    {
        string output = await Compile($$"""
            using Voxopsy.Study.Splits;
            using Voxopsy.Study.Steps;

            public static class Program
            {
                public static IFittedStep Learn(IStep step, Fold fold) => {{expression}};
            }
            """);

        Assert.True(expected.Length == 0 ? output.Length == 0 : output.Contains("error " + expected, StringComparison.Ordinal), output);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>What the SDK's compiler says; nothing when it is content.</summary>
    private async Task<string> Compile(string program)
    {
        string source = Path.Combine(_folder, "Program.cs");
        await File.WriteAllTextAsync(source, program, TestContext.Current.CancellationToken);
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string root = Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."));
        string compiler = Directory.EnumerateFiles(Path.Combine(root, "sdk"), "csc.dll", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last();
        IEnumerable<string> references = Directory.EnumerateFiles(runtime, "*.dll")
            .Where(file => Path.GetFileName(file) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll") && !name.Contains("Native", StringComparison.Ordinal))
            .Concat(Directory.EnumerateFiles(AppContext.BaseDirectory, "Voxopsy.*.dll").Where(file => !Path.GetFileName(file).Contains("Test", StringComparison.Ordinal)));
        using Process process = Process.Start(new ProcessStartInfo(Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"))
        {
            ArgumentList = { compiler, "-noconfig", "-nostdlib", "-nologo", "-nullable", "-target:library", "-out:" + Path.Combine(_folder, "program.dll"), source },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }.With(references))!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }
}

file static class StartInformation
{
    internal static ProcessStartInfo With(this ProcessStartInfo start, IEnumerable<string> references)
    {
        foreach (string reference in references)
        {
            start.ArgumentList.Add("-reference:" + reference);
        }

        return start;
    }
}
