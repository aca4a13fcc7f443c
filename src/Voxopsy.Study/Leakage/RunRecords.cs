using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Voxopsy.Study.Checks;
using Voxopsy.Study.Tables;

namespace Voxopsy.Study.Leakage;

/// <summary>What a run folder says about itself.</summary>
internal sealed record RunRecords
{
    private static readonly string[] s_needed = ["plan.json", "predictions.csv", "evaluation.json", "provenance.json", "log.jsonl", "study.lock.yaml"];

    /// <summary>Gets held-out cases by fold.</summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<string>> HeldOut { get; init; }

    /// <summary>Gets the number of training cases by fold.</summary>
    public required ImmutableSortedDictionary<string, int> Training { get; init; }

    /// <summary>Gets the predictions: model, cohort, fold, case.</summary>
    public required ImmutableArray<(string Model, string Cohort, string Fold, string Case)> Predictions { get; init; }

    /// <summary>Gets cohort and patient of each case, by feature set.</summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<FeatureRow>> Features { get; init; }

    /// <summary>Gets where thresholds were learned, by model and cohort.</summary>
    public required ImmutableArray<(string Model, string Cohort, string LearnedOn)> Thresholds { get; init; }

    /// <summary>Gets openings of sealed cohorts: cohort, hash of the models, how often.</summary>
    public required ImmutableArray<(string Cohort, string Models, int Count)> Openings { get; init; }

    /// <summary>Gets the hash of the frozen models.</summary>
    public required string Frozen { get; init; }

    /// <summary>Gets the models that were tried, as evaluation and provenance tell it.</summary>
    public required (int Evaluation, int Provenance, int Listed) Tried { get; init; }

    /// <summary>Gets the events of the log with their models and cohorts, in order.</summary>
    public required ImmutableArray<(string Event, string Models, string Cohort)> Log { get; init; }

    /// <exception cref="StudyException">The folder is not that of a finished run.</exception>
    internal static RunRecords Read(string folder)
    {
        if (s_needed.FirstOrDefault(file => !File.Exists(Path.Combine(folder, file))) is { } absent)
        {
            throw new StudyException(StudyFault.MissingFile, new Problem
            {
                Severity = Severity.Error,
                Kind = ProblemKind.MissingFile,
                Summary = "the folder is not that of a finished run",
                Where = folder,
                Details = [$"found     no '{absent}'", "expected  " + string.Join(", ", s_needed)],
                Fix = "Name the folder that 'voxopsy run' wrote, and let the run finish first.",
            });
        }

        using JsonDocument plan = Json(folder, "plan.json");
        using JsonDocument evaluation = Json(folder, "evaluation.json");
        using JsonDocument provenance = Json(folder, "provenance.json");
        JsonElement[] folds = [.. plan.RootElement.GetProperty("folds").EnumerateArray()];
        CellTable predictions = TableReader.Read(Path.Combine(folder, "predictions.csv"));
        return new RunRecords
        {
            HeldOut = folds.ToImmutableSortedDictionary(Name, fold => (ImmutableArray<string>)[.. fold.GetProperty("held_out").EnumerateArray().Select(found => found.GetString()!)], StringComparer.Ordinal),
            Training = folds.ToImmutableSortedDictionary(Name, fold => fold.GetProperty("training").GetInt32(), StringComparer.Ordinal),
            Predictions = [.. Enumerable.Range(0, predictions.Rows.Length).Select(row => (predictions[row, "model"], predictions[row, "cohort"], predictions[row, "fold"], predictions[row, "patient"]))],
            Features = FeaturesOf(Path.Combine(folder, "features")),
            Thresholds = [.. evaluation.RootElement.GetProperty("models").EnumerateArray().SelectMany(model => model.GetProperty("cohorts").EnumerateArray()
                .Select(cohort => (Name(model), Name(cohort), cohort.GetProperty("threshold").GetProperty("learned_on").GetString()!)))],
            Openings = [.. provenance.RootElement.GetProperty("openings").EnumerateArray()
                .Select(opening => (opening.GetProperty("cohort").GetString()!, opening.GetProperty("models_sha256").GetString()!, opening.GetProperty("count").GetInt32()))],
            Frozen = provenance.RootElement.GetProperty("frozen_models_sha256").GetString()!,
            Tried = (
                evaluation.RootElement.GetProperty("tried").GetInt32(),
                provenance.RootElement.GetProperty("models_tried").GetInt32(),
                evaluation.RootElement.GetProperty("models").GetArrayLength()),
            Log = [.. File.ReadLines(Path.Combine(folder, "log.jsonl")).Where(line => line.Length > 0).Select(Entry)],
        };
    }

    private static string Name(JsonElement element) => element.GetProperty("name").GetString()!;

    private static JsonDocument Json(string folder, string file) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, file)));

    private static (string Event, string Models, string Cohort) Entry(string line)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        string Text(string name) => json.RootElement.TryGetProperty(name, out JsonElement value) ? value.ToString() : string.Empty;
        return (Text("event"), Text("models"), Text("cohort"));
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<FeatureRow>> FeaturesOf(string folder)
    {
        ImmutableSortedDictionary<string, ImmutableArray<FeatureRow>>.Builder sets = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<FeatureRow>>(StringComparer.Ordinal);
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.csv") : [];
        foreach (string path in files.Order(StringComparer.Ordinal))
        {
            CellTable table = TableReader.Read(path);
            if (!table.Has("cohort") || !table.Has("case") || !table.Has("patient"))
            {
                continue;
            }

            int[] values = [.. Enumerable.Range(0, table.Columns.Length).Where(i => table.Columns[i] is not ("cohort" or "case" or "patient"))];
            sets[Path.GetFileNameWithoutExtension(path)] = [.. table.Rows.Select((cells, row) => new FeatureRow(
                table[row, "cohort"], table[row, "case"], table[row, "patient"], [.. values.Select(i => Number(cells[i]))]))];
        }

        return sets.ToImmutable();
    }

    private static double Number(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN;
}
