using System.Text.Json;
using Voxopsy.Deep.Fusion;
using Voxopsy.Deep.Inputs;
using Voxopsy.Deep.Layers;
using Voxopsy.Deep.Networks;
using Voxopsy.Deep.Tests.Oracles;
using Voxopsy.Tensors.Files;
using Voxopsy.Testing;

namespace Voxopsy.Deep.Tests.Fusion;

/// <summary>Phases and clinical variables joined in every way, against the reference cases that hold such numbers.</summary>
[Trait("Category", "Oracle")]
public sealed class FusionOracleTests
{
    [Fact]
    public void Fusions_EachCaseOfTheIndex_IsWithinItsTolerance()
    {
        string folder = ReferenceFolders.Oracle("networks");
        var tally = new OracleTally("networks, fusion");
        using IBackend backend = Backends.Managed();
        foreach (string description in Directory.EnumerateFiles(folder, "case.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using JsonDocument content = JsonDocument.Parse(File.ReadAllText(description));
            string path = Path.Combine(Path.GetDirectoryName(description)!, "fusion.safetensors");
            if (content.RootElement.TryGetProperty("phases", out _) && File.Exists(path))
            {
                Run(tally, backend, Path.GetFileName(Path.GetDirectoryName(description))!, SafetensorsReader.Read(path), content.RootElement.GetProperty("tolerance"));
            }
        }

        tally.Finish();
    }

    private static void Run(OracleTally tally, IBackend backend, string name, SafetensorsFile file, JsonElement tolerance)
    {
        Dictionary<string, float[]> actual = [];
        float[] all = [.. Enumerable.Repeat(1f, file["phases"].Sizes[0] * file["phases"].Sizes[1])];
        (actual["early_logits"], actual["early_pooled"]) = Answer(backend, file, PhaseFusion.Channels, ClinicalFusion.Concatenated, all);
        (actual["feature_fusion_logits"], float[] side) = Answer(backend, file, PhaseFusion.Features, ClinicalFusion.Concatenated, all);
        (actual["film_logits"], _) = Answer(backend, file, PhaseFusion.Channels, ClinicalFusion.Modulating, all);
        (_, actual["masked_mean"]) = Answer(backend, file, PhaseFusion.FeatureMean, ClinicalFusion.None, file["phase_mask"].ToSingles());
        int phases = file["phases"].Sizes[1];
        int width = file["phase0_pooled"].Sizes[1];
        for (int phase = 0; phase < phases; phase++)
        {
            int first = phase * width;
            actual[$"phase{phase}_pooled"] = [.. side.Chunk(phases * width).SelectMany(row => row.AsSpan(first, width).ToArray())];
        }

        foreach (string key in file.Tensors.Keys.Where(key => key.EndsWith("_logits", StringComparison.Ordinal) || key.EndsWith("_pooled", StringComparison.Ordinal) || key == "masked_mean"))
        {
            if (actual.TryGetValue(key, out float[]? values))
            {
                Deviation.Close(tally, name, key, file[key], values, tolerance);
            }
            else
            {
                tally.Fail(name, $"'{key}' is not known");
            }
        }
    }

    private static (float[] Logits, float[] Features) Answer(IBackend backend, SafetensorsFile file, PhaseFusion fusion, ClinicalFusion clinical, float[] present)
    {
        StoredTensor phases = file["phases"];
        Dictionary<string, int[]> encoder = file.Tensors.Where(pair => pair.Key.StartsWith("early.", StringComparison.Ordinal)).ToDictionary(pair => pair.Key["early.".Length..], pair => pair.Value.Sizes.ToArray());
        ClassifierSettings settings = new()
        {
            Network = Architectures.ResNet(encoder) with { Head = HeadSettings.MultiClass(file["he.bias"].Count) },
            Input = new CropSize(1, phases.Sizes[1], 1, phases.Sizes[2], phases.Sizes[3], phases.Sizes[4]),
            Fusion = fusion,
            Clinical = clinical,
            ClinicalVariables = clinical == ClinicalFusion.None ? 0 : file["clinical"].Sizes[1],
            ClinicalWidth = file["m1.bias"].Count,
        };
        using LesionClassifier classifier = LesionClassifier.Build(settings, backend, 1);
        foreach (Parameter parameter in classifier.Parameters)
        {
            string key = parameter.Name
                .Replace("encoder.", "early.", StringComparison.Ordinal)
                .Replace("clinical.", "", StringComparison.Ordinal)
                .Replace("phase", "enc", StringComparison.Ordinal)
                .Replace("head.", fusion == PhaseFusion.Features ? "hf." : "he.", StringComparison.Ordinal);
            if (file.Tensors.TryGetValue(key, out StoredTensor? stored) && stored.Count == parameter.Shape.Count)
            {
                parameter.Set(stored.ToSingles());
            }
            else if (fusion != PhaseFusion.FeatureMean || !key.StartsWith("he.", StringComparison.Ordinal))
            {
                // The mean of features has no head among the reference weights; everything else does.
                throw new KeyNotFoundException($"'{key}' for '{parameter.Name}' {parameter.Shape}");
            }
        }

        InputBatch batch = new(
            phases.Sizes[0], phases.ToShape(), phases.ToSingles(), present, clinical == ClinicalFusion.None ? [] : file["clinical"].ToSingles(), []);
        using Tape tape = Tape.Inference(backend);
        return (classifier.Forward(Pass.Evaluation(tape), batch).Logits.ToArray(), classifier.Features(Pass.Evaluation(tape), batch).ToArray());
    }
}
