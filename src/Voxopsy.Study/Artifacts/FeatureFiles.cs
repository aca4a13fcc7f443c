using System.Text.Json;
using System.Text.Json.Nodes;
using Voxopsy.Statistics;
using Voxopsy.Study.Extraction;
using Voxopsy.Study.Splits;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Artifacts;

/// <summary><c>features/NAME.csv</c> and <c>.json</c>: the values of every feature set and what they are.</summary>
internal static class FeatureFiles
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static void Write(RunFolder folder, StudyDefinition study, PreparedStudy prepared)
    {
        if (!study.Clinical.IsEmpty)
        {
            Write(folder, prepared, "clinical", new JsonObject
            {
                ["source"] = "cohort tables",
                ["variables"] = new JsonArray([.. study.Clinical.Select(variable => (JsonNode)new JsonObject
                {
                    ["name"] = variable.Name,
                    ["unit"] = variable.Unit,
                    ["levels"] = variable.Category ? new JsonArray([.. prepared.Clinical.LevelsOf(variable).Select(level => (JsonNode)level)]) : null,
                })]),
            });
        }

        foreach (FeatureSetDefinition set in study.Features)
        {
            Write(folder, prepared, set.Name, set.Source == FeatureSource.Table
                ? new JsonObject { ["source"] = "table", ["table"] = Path.GetFileName(set.Path) }
                : set.Deep is { } deep ? NetworkFiles.Describe(set, deep, prepared)
                : new JsonObject
                {
                    ["source"] = "radiomics",
                    ["mask"] = set.Mask,
                    ["images"] = new JsonArray([.. set.Images.Select(image => (JsonNode)image)]),
                    ["profile"] = set.Radiomics.Profile.ToString().ToLowerInvariant(),
                    ["settings"] = RadiomicsText.Of(set.Radiomics, Path.GetFileName(set.Radiomics.ParameterFile)).TrimStart(',', ' '),
                    ["families"] = new JsonArray([.. set.Families.Select(family => (JsonNode)family)]),
                    ["features"] = new JsonArray([.. ProfileCatalog.Of(set).Select(column => (JsonNode)new JsonObject
                    {
                        ["name"] = column.Column,
                        ["feature"] = column.Value.Feature.Name,
                        ["image_type"] = column.Value.ImageType,
                        ["family"] = column.Value.Feature.Family,
                        ["ibsi"] = column.Value.Feature.Ibsi,
                        ["aggregation"] = column.Value.Aggregation,
                        ["unit"] = column.Value.Feature.Unit,
                    })]),
                });
        }
    }

    private static void Write(RunFolder folder, PreparedStudy prepared, string set, JsonObject description)
    {
        FeatureId[] columns = [.. prepared.Tables[0].Features.Features.Where(feature => feature.Name.StartsWith(set + ".", StringComparison.Ordinal))];
        CsvText csv = new(["cohort", "case", "patient", .. columns.Select(column => column.Name[(set.Length + 1)..])]);
        foreach (CaseTable table in prepared.Tables)
        {
            for (int row = 0; row < table.Features.RowCount; row++)
            {
                int current = row;
                csv.Row([table.Cohort, table.Features.Subjects[row], table.Patients[row], .. columns.Select(column => CsvText.Number(table.Features[column][current]))]);
            }
        }

        folder.Write($"features/{set}.csv", csv.ToString());
        folder.Write($"features/{set}.json", description.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n");
    }
}
