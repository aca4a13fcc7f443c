using System.Text.Json;
using Voxopsy.Testing;

namespace Voxopsy.EndToEnd.Tests;

/// <summary>The samples on public data give what a plain analysis of the same data gives.</summary>
[Trait("Category", "Oracle")]
public sealed class SampleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voxopsy-test-").FullName;

    [Fact]
    public async Task KitsIsup_RepeatedFolds_MatchesThePlainAnalysis()
    {
        _ = ReferenceFolders.Data("kits");
        Dictionary<string, double> areas = await Areas("kits-isup/study.yaml");

        // From the README of the data: ten times repeated five-fold cross-validation, ± 0.03.
        Assert.InRange(areas["size"], 0.70, 0.76);
        Assert.InRange(areas["clinical+size"], 0.75, 0.81);
        Assert.InRange(areas["shape+clinical"], 0.73, 0.79);
        Assert.Contains("shape adds little to size", Report(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task KitsIsup_LaterBatchAsExternal_KeepsItsArea()
    {
        _ = ReferenceFolders.Data("kits");
        Dictionary<string, double> areas = await Areas("kits-isup/external.yaml", cohort: 1);
        Assert.True(areas["combined"] >= 0.70, $"the area is {areas["combined"]}");
        Assert.True(areas["clinical+size"] >= 0.70, $"the area is {areas["clinical+size"]}");
    }

    [Fact]
    public async Task FaeProstate_EasyTable_GivesItsAreaAndNamesTheCopies()
    {
        _ = ReferenceFolders.Data("tables", "fae-prostate");
        Dictionary<string, double> areas = await Areas("fae-prostate/study.yaml");
        Assert.InRange(areas["radiomics"], 0.93, 0.97);
        Assert.Contains("rad.T2_original_shape_Sphericity = rad.ADC_original_shape_Sphericity", _error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CanineLymphNodes_GroupedByDog_IsHonest()
    {
        _ = ReferenceFolders.Data("tables", "canine-lymph-nodes");
        Dictionary<string, double> areas = await Areas("canine-lymph-nodes/study.yaml");
        Assert.InRange(areas["radiomics"], 0.3, 0.75);
    }

    [Fact]
    public async Task CanineLymphNodes_FoldsByRow_AreRefused()
    {
        _ = ReferenceFolders.Data("tables", "canine-lymph-nodes");
        (int code, string _, string error) = await CommandLine.RunAsync("run", Sample("canine-lymph-nodes/ungrouped.yaml"), "--out", Path.Combine(_folder, "run"));
        Assert.Equal(4, code);
        Assert.Contains("folds by row would put cases of one patient on both sides", error, StringComparison.Ordinal);
    }

    private string _error = string.Empty;

    private async Task<Dictionary<string, double>> Areas(string sample, int cohort = 0)
    {
        (int code, string _, _error) = await CommandLine.RunAsync("run", Sample(sample), "--out", Path.Combine(_folder, "run"));
        Assert.True(code == 0, _error);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, "run", "evaluation.json")));
        return json.RootElement.GetProperty("models").EnumerateArray().ToDictionary(
            model => model.GetProperty("name").GetString()!,
            model => model.GetProperty("cohorts")[cohort].GetProperty("auc").GetProperty("value").GetDouble());
    }

    private string Report() => File.ReadAllText(Path.Combine(_folder, "run", "report", "index.html"));

    private static string Sample(string name) => Path.Combine(ReferenceFolders.Checkout, "samples", name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
