using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Voxopsy.Study.Tables;
using Voxopsy.Testing;

namespace Voxopsy.EndToEnd.Tests;

/// <summary>The samples on public data give what a plain analysis of the same data gives (tests/reference/samples).</summary>
[Trait("Category", "Oracle")]
public sealed class SampleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voxopsy-test-").FullName;

    public static TheoryData<string> Samples() => [.. Enumerable.Range(0, Reference.Rows.Length).Select(row => Reference[row, "sample"]).Distinct()];

    private static CellTable Reference { get; } = TableReader.Read(Path.Combine(ReferenceFolders.Checkout, "tests", "reference", "samples", "areas.csv"));

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Sample_OnItsData_GivesTheAreaOfThePlainAnalysis(string sample)
    {
        int[] rows = [.. Enumerable.Range(0, Reference.Rows.Length).Where(row => Reference[row, "sample"] == sample)];
        string table = ReferenceFolders.Data(Reference[rows[0], "table"].Split('/'));
        string error = await Run(sample, expected: 0);

        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, "run", "evaluation.json")));
        bool known = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(table))) == Reference[rows[0], "sha256"];
        foreach (int row in rows)
        {
            JsonElement auc = json.RootElement.GetProperty("models").EnumerateArray().Single(model => model.GetProperty("name").GetString() == Reference[row, "model"])
                .GetProperty("cohorts").EnumerateArray().Single(cohort => cohort.GetProperty("name").GetString() == Reference[row, "cohort"]).GetProperty("auc");
            double low = known ? double.Parse(Reference[row, "low"], CultureInfo.InvariantCulture) : auc.GetProperty("lower").GetDouble();
            double high = known ? double.Parse(Reference[row, "high"], CultureInfo.InvariantCulture) : auc.GetProperty("upper").GetDouble();
            Assert.InRange(auc.GetProperty("value").GetDouble(), low, high);
        }

        if (sample.StartsWith("fae-prostate", StringComparison.Ordinal) && known)
        {
            Assert.Contains("rad.T2_original_shape_Sphericity = rad.ADC_original_shape_Sphericity", error, StringComparison.Ordinal);
        }

        if (sample == "kits-isup/study.yaml" && known)
        {
            Assert.Contains("shape adds little to size", File.ReadAllText(Path.Combine(_folder, "run", "report", "index.html")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task CanineLymphNodes_FoldsByRow_AreRefused()
    {
        _ = ReferenceFolders.Data("tables", "canine-lymph-nodes");
        Assert.Contains("folds by row would put cases of one patient on both sides", await Run("canine-lymph-nodes/ungrouped.yaml", expected: 4), StringComparison.Ordinal);
    }

    /// <summary>Runs a sample and gives what it said on standard error.</summary>
    private async Task<string> Run(string sample, int expected)
    {
        (int code, string _, string error) = await CommandLine.RunAsync("run", Path.Combine(ReferenceFolders.Checkout, "samples", sample), "--out", Path.Combine(_folder, "run"));
        Assert.True(code == expected, error);
        return error;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
