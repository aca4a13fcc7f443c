using System.Collections.Immutable;
using System.Text.Json;
using Voxopsy.Study.Evaluations;
using Voxopsy.Study.Results;

namespace Voxopsy.Study.Artifacts;

/// <summary>The numbers of a run as files: <c>predictions.csv</c>, <c>evaluation.json</c>, <c>tables/</c>, and <c>result.json</c> from which a report can be drawn again.</summary>
public static class ResultFiles
{
    private static readonly JsonSerializerOptions Readable = new(ArtifactCache.Json) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static void Write(RunFolder folder, StudyResult result, ImmutableArray<CohortPredictions> predictions)
    {
        folder.Write("predictions.csv", Predictions(predictions));
        folder.Write("evaluation.json", EvaluationJson.Text(result));
        foreach ((string name, CsvText table) in ResultTables.Of(result))
        {
            folder.Write($"tables/{name}.csv", table.ToString());
            folder.Write($"tables/{name}.xlsx", WorkbookBytes.Of(name, table.Rows));
        }

        folder.Write("result.json", JsonSerializer.Serialize(result, Readable).ReplaceLineEndings("\n") + "\n");
    }

    /// <summary>Reads every number of a finished run.</summary>
    /// <param name="folder">The run folder.</param>
    /// <exception cref="FileNotFoundException">The run has not come to its end.</exception>
    /// <exception cref="InvalidDataException">The file was changed or comes from another version.</exception>
    public static StudyResult Read(string folder)
    {
        string path = Path.Combine(folder, "result.json");
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"'{folder}' holds no finished run (no result.json). Run the study to its end first: voxopsy run STUDY --out {folder}");
        }

        try
        {
            return JsonSerializer.Deserialize<StudyResult>(File.ReadAllBytes(path), Readable)!;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{path}' cannot be read ({exception.Message}). Delete it and run the study again; the cache makes that quick.");
        }
    }

    private static string Predictions(ImmutableArray<CohortPredictions> predictions)
    {
        CsvText csv = new("model", "cohort", "fold", "patient", "outcome", "probability");
        foreach (CohortPredictions entry in predictions)
        {
            foreach (RepeatPredictions repeat in entry.Repeats)
            {
                for (int i = 0; i < entry.Cases.Length; i++)
                {
                    csv.Row(entry.Model, entry.Cohort, repeat.Folds[i], entry.Cases[i], entry.Outcomes[i] ? "1" : "0", CsvText.Number(repeat.Probabilities[i]));
                }
            }
        }

        return csv.ToString();
    }
}
