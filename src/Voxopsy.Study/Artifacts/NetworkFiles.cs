using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voxopsy.Deep.Training;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Artifacts;

/// <summary>The networks of the frozen models: weights as safetensors, everything else as JSON, and their learning curves as a table.</summary>
internal static class NetworkFiles
{
    private static readonly JsonSerializerOptions Indented = new(ArtifactCache.Json) { WriteIndented = true };

    /// <summary><c>models/SET.networkN.safetensors</c> and <c>.json</c>, and <c>tables/learning_curves.csv</c>.</summary>
    internal static void Write(RunFolder folder, IReadOnlyDictionary<string, ImmutableArray<TrainedClassifier>> networks)
    {
        if (networks.Count == 0)
        {
            return;
        }

        CsvText curves = new(["set", "network", "epoch", "rate", "loss", "inner_loss", "inner_auc", "kept"]);
        foreach ((string set, ImmutableArray<TrainedClassifier> ofSet) in networks.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            for (int i = 0; i < ofSet.Length; i++)
            {
                string name = string.Create(CultureInfo.InvariantCulture, $"models/{FileName.Of(set)}.network{i + 1}");
                Directory.CreateDirectory(Path.GetDirectoryName(folder.Path(name))!);
                ofSet[i].Weights.Write(folder.Path(name + ".safetensors"));
                folder.Write(name + ".json", Describe(ofSet[i], ContentKey.HashOfFile(folder.Path(name + ".safetensors"))));
                foreach (EpochRecord epoch in ofSet[i].History.Epochs)
                {
                    curves.Row([set, (i + 1).ToString(CultureInfo.InvariantCulture), epoch.Epoch.ToString(CultureInfo.InvariantCulture), CsvText.Number(epoch.Rate), CsvText.Number(epoch.Loss), CsvText.Number(epoch.InnerLoss), CsvText.Number(epoch.InnerAuc), epoch.Epoch == ofSet[i].History.BestEpoch ? "1" : "0"]);
                }
            }
        }

        folder.Write("tables/learning_curves.csv", curves.ToString());
    }

    /// <summary>What a feature set of networks is.</summary>
    internal static JsonObject Describe(FeatureSetDefinition set, DeepDefinition deep, PreparedStudy prepared)
    {
        JsonObject description = new()
        {
            ["source"] = "deep",
            ["network"] = deep.Network,
            ["images"] = new JsonArray([.. set.Images.Select(image => (JsonNode)image)]),
            ["mask"] = set.Mask,
            ["crop"] = JsonNode.Parse(deep.Crop.ToJson()),
        };
        if (deep.Weights.Length > 0)
        {
            description["weights"] = Path.GetFileName(deep.Weights);
            description["weights_sha256"] = ContentKey.HashOfFile(deep.Weights);
            description["family"] = deep.Family;
        }

        if (deep.Training is { } plan)
        {
            description["training"] = JsonNode.Parse(plan.ToJson());
            description["score"] = "log odds, out of fold; trained inside the folds, so there is no table of it";
        }
        else
        {
            description["layer"] = deep.Layer;
            description["features"] = prepared.Tables[0].Features.Features.Count(feature => feature.Name.StartsWith(set.Name + ".", StringComparison.Ordinal));
        }

        return description;
    }

    private static string Describe(TrainedClassifier network, string hash) => JsonSerializer.Serialize(
        new
        {
            weights_sha256 = hash,
            classifier = network.Settings,
            plan = network.Plan,
            clinical_scale = network.Clinical,
            best_epoch = network.History.BestEpoch,
            seen_patients = network.SeenPatients.Order(StringComparer.Ordinal).ToArray(),
        },
        Indented).ReplaceLineEndings("\n") + "\n";
}
