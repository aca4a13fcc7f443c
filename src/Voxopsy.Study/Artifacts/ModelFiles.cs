using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voxopsy.Study.Models;

namespace Voxopsy.Study.Artifacts;

/// <summary><c>models/NAME.json</c>: everything a frozen model is; numbers only, no code.</summary>
internal static class ModelFiles
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static void Write(RunFolder folder, ImmutableArray<ModelFit> fits)
    {
        foreach (ModelFit fit in fits)
        {
            FrozenModel model = fit.Model;
            JsonObject json = new()
            {
                ["name"] = model.Name,
                ["kind"] = model.Kind.ToString(),
                ["takes_scores_of"] = new JsonArray([.. model.Scores.Select(name => (JsonNode)name)]),
                ["intercept"] = model.Linear.Intercept,
                ["columns"] = new JsonArray([.. model.Linear.Weights.Select(weight => (JsonNode)new JsonObject
                {
                    ["name"] = weight.Column,
                    ["coefficient"] = weight.Coefficient,
                    ["when_missing"] = weight.Fill,
                })]),
                ["threshold"] = model.Threshold,
            };
            if (!model.Steps.IsEmpty)
            {
                json["steps"] = JsonSerializer.SerializeToNode(model.Steps, ArtifactCache.Json);
            }

            if (model.Recalibration != Recalibration.None)
            {
                json["recalibration"] = new JsonObject { ["intercept"] = model.Recalibration.Intercept, ["slope"] = model.Recalibration.Slope };
            }

            folder.Write($"models/{FileName.Of(model.Name)}.json", json.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n");
        }
    }
}
