using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Voxopsy.Deep.Layers;
using Voxopsy.Deep.MultipleInstance;
using Voxopsy.Deep.Tests.Oracles;
using Voxopsy.Tensors.Files;
using Voxopsy.Tensors.Losses;
using Voxopsy.Tensors.Operators;
using Voxopsy.Testing;

namespace Voxopsy.Deep.Tests.MultipleInstance;

/// <summary>Joining the images of a case, against the reference cases that hold such numbers.</summary>
[Trait("Category", "Oracle")]
public sealed partial class PoolingOracleTests
{
    [Fact]
    public void Poolings_EachCaseOfTheIndex_IsWithinItsTolerance()
    {
        string folder = ReferenceFolders.Oracle("networks");
        var tally = new OracleTally("networks, joining images");
        using IBackend backend = Backends.Managed();
        foreach (string path in Directory.EnumerateFiles(folder, "*.safetensors", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string description = Path.Combine(Path.GetDirectoryName(path)!, "case.json");
            if (!File.Exists(description) || Path.GetFileNameWithoutExtension(path) != "mil")
            {
                continue;
            }

            using JsonDocument content = JsonDocument.Parse(File.ReadAllText(description));
            Run(tally, backend, Path.GetFileName(Path.GetDirectoryName(path))!, SafetensorsReader.Read(path), content.RootElement.GetProperty("tolerance"));
        }

        tally.Finish();
    }

    private static void Run(OracleTally tally, IBackend backend, string name, SafetensorsFile file, JsonElement tolerance)
    {
        foreach (InstancePoolingKind kind in new[] { InstancePoolingKind.Attention, InstancePoolingKind.GatedAttention })
        {
            Attention(tally, backend, name, file, kind, kind == InstancePoolingKind.Attention ? "plain" : "gated", tolerance);
        }

        using Tape tape = Tape.Inference(backend);
        Tensor instances = tape.Input(file["instances"].ToShape(), file["instances"].ToSingles());
        Tensor logits = tape.Linear(instances, tape.Input(file["C.weight"].ToShape(), file["C.weight"].ToSingles()), tape.Input(file["C.bias"].ToShape(), file["C.bias"].ToSingles()));
        Tensor positive = tape.Reshape(tape.Slice(logits, 1, 1, 1), 1, instances.Shape[0]);
        foreach ((string key, StoredTensor expected) in file.Tensors.Where(pair => pair.Value.Count == 1 && pair.Value.Sizes.IsEmpty && !pair.Key.Contains('.', StringComparison.Ordinal)))
        {
            InstancePooling? pooling = PoolingOf(key);
            if (pooling is null)
            {
                tally.Fail(name, $"the pooling '{key}' is not known");
                continue;
            }

            float logit = ScorePooling.Join(tape, positive, pooling).ToArray()[0];
            Deviation.Close(tally, name, key, expected, [(float)(1 / (1 + Math.Exp(-(double)logit)))], tolerance);
        }
    }

    private static void Attention(OracleTally tally, IBackend backend, string name, SafetensorsFile file, InstancePoolingKind kind, string prefix, JsonElement tolerance)
    {
        int features = file["instances"].Sizes[1];
        using ParameterSet parameters = new(backend);
        LayerScope scope = new(parameters, 2, null);
        AttentionPooling attention = new(scope, features, new InstancePooling { Kind = kind, AttentionWidth = file["V.weight"].Sizes[0] });
        LinearLayer head = new(scope["C"], features, file["C.weight"].Sizes[0]);
        foreach (Parameter parameter in parameters)
        {
            parameter.Set(file[parameter.Name].ToSingles());
        }

        using Tape tape = Tape.Recording(backend);
        Tensor instances = tape.Watch(tape.Input(file["instances"].ToShape(), file["instances"].ToSingles()));
        Pass pass = Pass.Evaluation(tape);
        (Tensor bags, Tensor weights) = attention.Forward(pass, instances, instances.Shape[0]);
        Tensor logits = head.Forward(pass, bags);
        Tensor loss = new CrossEntropy().Of(tape, logits, new ClassTargets([1]));
        Dictionary<string, float[]> actual = new()
        {
            ["attention"] = weights.ToArray(),
            ["bag"] = bags.ToArray(),
            ["logits"] = logits.ToArray(),
            ["loss"] = loss.ToArray(),
        };
        tape.Backward(loss);
        actual["grad_instances"] = tape.Gradient(instances)!.ToArray();
        foreach (Parameter parameter in parameters.Where(parameter => parameter.Name.EndsWith(".weight", StringComparison.Ordinal)))
        {
            actual["grad_" + parameter.Name[..^".weight".Length]] = parameter.Gradient!.ToArray();
        }

        // Scores before the softmax are known up to a constant; attention says the rest.
        foreach (string key in file.Tensors.Keys.Where(key => key.StartsWith(prefix + ".", StringComparison.Ordinal) && !key.EndsWith(".scores", StringComparison.Ordinal)))
        {
            if (actual.TryGetValue(key[(prefix.Length + 1)..], out float[]? values))
            {
                Deviation.Close(tally, name, key, file[key], values, tolerance);
            }
            else
            {
                tally.Fail(name, $"'{key}' is not known");
            }
        }
    }

    private static InstancePooling? PoolingOf(string key)
    {
        double number = Number().Match(key) is { Success: true } match ? double.Parse(match.Value, CultureInfo.InvariantCulture) : double.NaN;
        return key.Split('_')[0].TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') switch
        {
            "noisy" => new InstancePooling { Kind = InstancePoolingKind.NoisyOr },
            "max" => new InstancePooling { Kind = InstancePoolingKind.Maximum },
            "mean" => new InstancePooling { Kind = InstancePoolingKind.Mean },
            "topk" => new InstancePooling { Kind = InstancePoolingKind.TopK, Largest = (int)number },
            "lse" => new InstancePooling { Kind = InstancePoolingKind.LogSumExp, Sharpness = number },
            _ => null,
        };
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
