using System.Text.Json;
using Voxopsy.Testing;

namespace Voxopsy.Deep.Tests.Oracles;

/// <summary>Every case of the folder's index that is about networks; what a case is, its own content says.</summary>
[Trait("Category", "Oracle")]
public sealed class NetworksOracleTests
{
    [Fact]
    public void Networks_EachCaseOfTheIndex_IsWithinItsTolerance()
    {
        string folder = ReferenceFolders.Oracle("networks");
        using JsonDocument index = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "index.json")));
        var tally = new OracleTally("networks");
        using IBackend backend = Backends.Managed();
        foreach (string name in index.RootElement.EnumerateArray().Select(entry => entry.GetProperty("case").GetString()!))
        {
            try
            {
                Run(tally, backend, folder, name);
            }
            catch (Exception problem) when (problem is not OutOfMemoryException)
            {
                tally.Fail(name, problem.ToString());
            }
        }

        tally.Finish();
    }

    private static void Run(OracleTally tally, IBackend backend, string folder, string name)
    {
        string path = Path.Combine(folder, name);
        if (File.Exists(path + ".json"))
        {
            ProceduralCase.Run(tally, backend, name, path + ".json");
            return;
        }

        if (File.Exists(path))
        {
            // A further file of a case: the same network under other names.
            NetworkCase.RunFile(tally, backend, name, path);
            return;
        }

        string description = Path.Combine(path, "case.json");
        if (!File.Exists(description))
        {
            // Such as 'files (more)': a remark on a case that stands for itself.
            if (!Directory.Exists(path.Split(" (")[0]))
            {
                tally.Fail(name, "neither a file nor a folder of this name is there");
            }

            return;
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(description));
        JsonElement content = document.RootElement;
        if (content.TryGetProperty("network", out JsonElement network))
        {
            NetworkCase.Run(tally, backend, name, path, content, network.GetString()!);
        }
        else if (content.TryGetProperty("source", out _))
        {
            GradCamCase.Run(tally, backend, name, path, content);
        }
        else if (!IsAskedElsewhere(content))
        {
            tally.Fail(name, "the kind of this case is not known");
        }
    }

    // Single operators, losses, optimizers and rules: asked by the tests of the rooms that hold them; files: by FilesOracleTests.
    private static bool IsAskedElsewhere(JsonElement content) =>
        new[] { "expect", "rule", "rules", "ops", "optimisers", "sliding" }.Any(name => content.TryGetProperty(name, out _));
}
