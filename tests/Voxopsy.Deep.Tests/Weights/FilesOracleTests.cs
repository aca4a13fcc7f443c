using System.Text.Json;
using Voxopsy.Deep.Weights;
using Voxopsy.Tensors.Files;
using Voxopsy.Testing;

namespace Voxopsy.Deep.Tests.Weights;

/// <summary>Every file of the folder is read as its case says, or refused by name.</summary>
[Trait("Category", "Oracle")]
public sealed class FilesOracleTests
{
    // What a file's name promises when its case.json entry does not say more.
    private static readonly string[] RefusedNames = ["hostile", "truncated", "hugeheader", "overflow", "overlap", "notazip", "empty", "bad", "neg"];

    [Fact]
    public void Files_EachOfTheFolder_IsReadOrRefused()
    {
        string folder = ReferenceFolders.Oracle("networks", "files");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "case.json")));
        Dictionary<string, string> expectations = document.RootElement.GetProperty("expect").EnumerateObject().ToDictionary(rule => rule.Name, rule => rule.Value.GetString()!);
        var tally = new OracleTally("networks/files");
        foreach (string path in Directory.EnumerateFiles(folder).Where(path => !path.EndsWith(".json", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(path);
            if (RefusedNames.Any(word => name.StartsWith(word, StringComparison.Ordinal)))
            {
                CheckRefused(tally, path, name);
            }
            else if (name == "torchscript.pt")
            {
                CheckRefused(tally, path, name, "TorchScript");
            }
            else if (name.StartsWith("nested", StringComparison.Ordinal))
            {
                CheckNested(tally, path, name);
            }
            else
            {
                CheckSame(tally, path, name, folder, expectations);
            }
        }

        tally.Finish();
    }

    private static void CheckRefused(OracleTally tally, string path, string name, string? saying = null)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exception? failure = Record.Exception(() => WeightFile.Read(path));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        tally.CheckText(name, "refusal", nameof(TensorFileException), failure?.GetType().Name ?? "read without complaint");
        tally.CheckText(name, "message names the file", "yes", failure?.Message.Contains(path, StringComparison.Ordinal) == true ? "yes" : failure?.Message ?? "none");
        tally.Check(name, "megabytes allocated beyond 4", 0, Math.Max(0, (allocated / 1048576) - 4), 0);
        if (saying is not null)
        {
            tally.CheckText(name, "message", "yes", failure?.Message.Contains(saying, StringComparison.Ordinal) == true ? "yes" : failure?.Message ?? "none");
        }

        TestContext.Current.TestOutputHelper?.WriteLine(failure?.Message.Replace(Path.GetDirectoryName(path)! + Path.DirectorySeparatorChar, "", StringComparison.Ordinal) ?? name);
    }

    private static void CheckNested(OracleTally tally, string path, string name)
    {
        try
        {
            WeightFile file = WeightFile.Read(path);
            tally.CheckText(name, "tensor at model.state_dict.a", "yes", file.Tensors.ContainsKey("model.state_dict.a") ? "yes" : string.Join(", ", file.Tensors.Keys));
            tally.Check(name, "facts beside it", 1, Math.Min(1, file.Facts.Count), 0);
        }
        catch (TensorFileException problem)
        {
            tally.Fail(name, problem.Message);
        }
    }

    private static void CheckSame(OracleTally tally, string path, string name, string folder, Dictionary<string, string> expectations)
    {
        // 'torch2_zip.pth' says 'equals torch2_expected.safetensors'; 'dtypes_legacy.pth' and the files of the same tensors say 'same'.
        string reference = name.EndsWith(".safetensors", StringComparison.Ordinal) ? name : expectations.TryGetValue(name, out string? rule)
            && rule.Split(' ', ';', ',').LastOrDefault(word => word.EndsWith(".safetensors", StringComparison.Ordinal)) is { } named ? named
            : name.StartsWith("deflated", StringComparison.Ordinal) ? "torch2_expected.safetensors"
            : "dtypes.safetensors";
        try
        {
            IReadOnlyDictionary<string, StoredTensor> actual = WeightFile.Read(path).Tensors;
            SafetensorsFile expected = SafetensorsReader.Read(Path.Combine(folder, reference));
            string missing = string.Join(", ", expected.Tensors.Keys.Except(actual.Keys));
            tally.CheckText(name, "tensors missing", "", name.StartsWith("ordered", StringComparison.Ordinal) ? "" : missing);
            foreach ((string key, StoredTensor tensor) in actual)
            {
                if (!expected.Tensors.TryGetValue(key, out StoredTensor? wanted))
                {
                    tally.Fail(name, $"'{key}' is not among {string.Join(", ", expected.Tensors.Keys)}");
                    continue;
                }

                tally.CheckText(name, key + " type and sizes", Kind(wanted), Kind(tensor));
                tally.CheckText(name, key + " values", "equal", tensor.ToDoubles().AsSpan().SequenceEqual(wanted.ToDoubles()) ? "equal" : "other");
            }
        }
        catch (TensorFileException problem)
        {
            tally.Fail(name, problem.Message);
        }
    }

    private static string Kind(StoredTensor tensor) => $"{tensor.Type} [{string.Join(", ", tensor.Sizes)}]";
}
