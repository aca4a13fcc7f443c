using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Voxopsy.Study.Results;
using Voxopsy.Study.StudyFiles;
using Voxopsy.Testing;

namespace Voxopsy.Study.Tests.Models;

/// <summary>A real analysis in the honest order gives the reference's selection; its leaky order cannot be carried out by a study.</summary>
[Trait("Category", "Oracle")]
public sealed class PipelineOrderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voxopsy-test-").FullName;

    [Fact]
    public void Pipeline_EveryCase_IsCarriedOutHonestly_OrRefused()
    {
        string folder = ReferenceFolders.Oracle("statistics", "pipeline");
        OracleTally tally = new("statistics/pipeline as a study");
        string[][] expected = [.. File.ReadLines(Path.Combine(folder, "expected.csv")).Skip(1).Select(line => line.Split(','))];
        using JsonDocument cases = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "cases.json")));
        foreach (JsonElement entry in cases.RootElement.EnumerateArray())
        {
            string id = entry.GetProperty("id").GetString()!;
            File.Copy(Path.Combine(folder, entry.GetProperty("input").GetString()!), Path.Combine(_folder, "table.csv"), overwrite: true);
            JsonElement settings = entry.GetProperty("settings");
            string clinical = settings.GetProperty("clinical_stand_in").GetString()!;
            string rows = settings.GetProperty("fitting_rows").GetString()!;
            if (rows.StartsWith("ALL", StringComparison.Ordinal))
            {
                // Steps that see the judged rows need those rows among the teaching ones; a patient that teaches cannot judge.
                StudyException refused = Assert.Throws<StudyException>(() => Run("development: {table: table.csv}", clinical));
                tally.CheckText(id, "refused as", StudyFault.Leakage.ToString(), refused.Fault.ToString());
                Assert.Contains("in both cohort 'development' and cohort 'test'", refused.Problems[0].Summary, StringComparison.Ordinal);
            }
            else if (rows.StartsWith("training", StringComparison.Ordinal))
            {
                ImmutableArray<SelectionStepResult> steps = Run("development: {table: table.csv, where: \"part == train\"}", clinical).Models[0].Selection;
                foreach ((string quantity, int place) in new[] { ("features_after_zero_variance", 0), ("kept_by_p", 1), ("kept_by_correlation", 2) })
                {
                    double wanted = double.Parse(expected.Single(row => row[0] == id && row[1] == quantity)[4], CultureInfo.InvariantCulture);
                    tally.Check(id, quantity, wanted, steps[place].After, 0, OracleTally.Measure.Absolute);
                }
            }
            else
            {
                tally.Fail(id, $"fitting rows of an unknown kind: {rows}");
            }
        }

        tally.Finish(1.0);
    }

    private StudyResult Run(string development, string clinical)
    {
        string run = Path.Combine(_folder, "run" + Directory.EnumerateDirectories(_folder).Count().ToString(CultureInfo.InvariantCulture));
        File.WriteAllText(Path.Combine(_folder, "study.yaml"), $$$"""
            voxopsy: 1
            study: {title: "Given analysis", seed: 1}
            cohorts:
              {{{development}}}
              test: {table: table.csv, where: "part == test"}
            patient: ID
            outcome: {column: label, positive: [1]}
            validation: {scheme: external, folds: 3}
            features:
              rad: {kind: table, path: table.csv, id: ID, exclude: [part, foldid, {{{clinical}}}]}
            select: [variance, {univariable: {p: 0.05, test: mann-whitney}}, {correlation: {spearman: 0.9}}, {lasso: {folds: 10, rule: min}}]
            models:
              radiomics: {from: [rad], signature: true}
            evaluate: {bootstrap: 0}
            """);
        return new StudyRun(StudyFileReader.Read(Path.Combine(_folder, "study.yaml")), new RunSettings(run, 1, RunStage.Evaluate), new Progress<StageProgress>(), TimeProvider.System)
            .Run(CancellationToken.None).Result!;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
