using System.Text.Json;

namespace Voxopsy.EndToEnd.Tests;

/// <summary>Each demonstration runs from nothing to its report in its smallest size.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voxopsy-test-").FullName;

    [Theory]
    [InlineData("ccrcc-grade", "combined")]
    [InlineData("weak-strong", "cmp")]
    [InlineData("cvt-hematoma", "radiomics")]
    [InlineData("hcc-p53", "radiomics")]
    [InlineData("rectal-slm", "images")]
    public async Task Demo_Smoke_EndsWithItsReport(string study, string model)
    {
        (int code, string output, string error) = await CommandLine.RunAsync("demo", study, "--size", "smoke", "--out", _folder);

        Assert.True(code == 0, error);
        Assert.True(File.Exists(output.TrimEnd().Split('\n')[^1]), output);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, "run", "evaluation.json")));
        JsonElement auc = json.RootElement.GetProperty("models").EnumerateArray().Single(found => found.GetProperty("name").GetString() == model)
            .GetProperty("cohorts")[0].GetProperty("auc");
        Assert.InRange(auc.GetProperty("value").GetDouble(), auc.GetProperty("lower").GetDouble(), auc.GetProperty("upper").GetDouble());
        Assert.True(File.Exists(Path.Combine(_folder, "cohort", "truth.json")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
