using System.Text;
using Xunit;

namespace Voxopsy.Testing;

/// <summary>Compares text that people read with the text that was looked at and committed.</summary>
/// <remarks>
/// Approved texts lie in <c>tests/PROJECT/Snapshots/</c>. With <c>VOXOPSY_ACCEPT=1</c> in the environment the present text is written there
/// instead: look at it, then commit it.
/// </remarks>
public static class Snapshot
{
    /// <summary>Fails unless the text is the approved one, and names the first line that differs.</summary>
    /// <param name="project">The test project, such as <c>Voxopsy.Reporting.Tests</c>.</param>
    /// <param name="name">The file's name with its extension.</param>
    /// <param name="actual">The present text.</param>
    public static void Matches(string project, string name, string actual)
    {
        string path = Path.Combine(ReferenceFolders.Checkout, "tests", project, "Snapshots", name);
        if (Environment.GetEnvironmentVariable("VOXOPSY_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            return;
        }

        Assert.True(File.Exists(path), $"No approved text '{name}' in tests/{project}/Snapshots; run once with VOXOPSY_ACCEPT=1, look at it and commit it.");
        string[] expected = File.ReadAllText(path, Encoding.UTF8).Split('\n');
        string[] found = actual.Split('\n');
        for (int i = 0; i < Math.Max(expected.Length, found.Length); i++)
        {
            string was = i < expected.Length ? expected[i] : "(no line)";
            string now = i < found.Length ? found[i] : "(no line)";
            Assert.True(was == now, $"{name}, line {i + 1}: approved\n  {was}\nbut found\n  {now}\nIf the change is wanted, run with VOXOPSY_ACCEPT=1, look at the file and commit it.");
        }
    }
}
