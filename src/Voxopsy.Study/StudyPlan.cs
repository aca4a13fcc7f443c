using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voxopsy.Study.Splits;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study;

/// <summary><c>plan.json</c>: what will be fitted, from which columns, in which folds; made before anything is.</summary>
internal static class StudyPlan
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Json(StudyDefinition study, PreparedStudy prepared, ImmutableArray<Fold> folds)
    {
        JsonObject plan = new()
        {
            ["study"] = study.Title,
            ["seed"] = study.Seed,
            ["tried"] = study.Models.Length,
            ["models"] = new JsonArray([.. study.Models.Select(model => (JsonNode)new JsonObject
            {
                ["name"] = model.Name,
                ["kind"] = model.Kind.ToString(),
                ["columns"] = new JsonArray([.. prepared.Catalog.TermsOf(model).SelectMany(term => term.Columns).Select(column => (JsonNode)column.Name)]),
            })]),
            ["folds"] = new JsonArray([.. folds.Select(fold => (JsonNode)new JsonObject
            {
                ["name"] = fold.Name,
                ["training"] = fold.Training.Outcomes.Length,
                ["training_events"] = fold.Training.Events,
                ["held_out"] = new JsonArray([.. fold.HeldOut.Features.Subjects.Select(subject => (JsonNode)subject)]),
            })]),
        };
        return plan.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
    }
}
