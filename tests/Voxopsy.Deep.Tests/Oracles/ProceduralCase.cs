using System.Text.Json;
using Voxopsy.Deep.Layers;
using Voxopsy.Deep.Networks;
using Voxopsy.Testing;

namespace Voxopsy.Deep.Tests.Oracles;

/// <summary>A full-size network with weights from the formula: its keys, its size, and samples of its activations.</summary>
internal static class ProceduralCase
{
    internal static void Run(OracleTally tally, IBackend backend, string name, string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement content = document.RootElement;
        string network = content.GetProperty("network").GetString()!;
        Dictionary<string, int[]> keys = content.GetProperty("keys").EnumerateObject()
            .ToDictionary(key => key.Name, key => key.Value.EnumerateArray().Select(size => size.GetInt32()).ToArray());
        int[] input = [.. content.GetProperty("input_shape").EnumerateArray().Select(size => size.GetInt32())];
        JsonElement outputs = content.GetProperty("outputs");
        using Network built = Build(backend, keys, outputs, input);

        tally.CheckText(name, "keys", string.Join(" ", keys.Select(key => $"{key.Key}[{string.Join(", ", key.Value)}]")), string.Join(" ", built.Parameters.Select(parameter => parameter.Name + parameter.Shape)));
        tally.Check(name, "parameters", content.GetProperty("parameters").GetInt64(), built.Parameters.WeightCount, 0, OracleTally.Measure.Absolute);
        foreach (Parameter parameter in built.Parameters)
        {
            parameter.Set(ProceduralWeights.Weights(network, parameter.Name, parameter.Shape.Sizes.ToArray()));
        }

        var shape = new Shape(input);
        using Tape tape = Tape.Inference(backend);
        Pass pass = Pass.Evaluation(tape);
        string[] asked = [.. outputs.EnumerateObject().Select(output => output.Name)];
        pass.Ask(built, asked);
        built.Forward(pass, tape.Input(shape, ProceduralWeights.Input(network, shape.Count)));
        foreach (JsonProperty output in outputs.EnumerateObject())
        {
            Check(tally, name, output, pass.OutputOf(output.Name));
        }

        if (content.TryGetProperty("logits", out JsonElement logits) && logits.ValueKind == JsonValueKind.Array)
        {
            (double rule, float[] actual) = (Tolerance(outputs.GetProperty("logits")), pass.OutputOf("logits").ToArray());
            double[] expected = [.. logits.EnumerateArray().Select(value => value.GetDouble())];
            double worst = expected.Zip(actual, (b, a) => Math.Abs(a - b)).Max();
            tally.Check(name, "all logits", 0, expected.Length == actual.Length ? worst : double.NaN, rule, OracleTally.Measure.Absolute);
        }
    }

    private static Network Build(IBackend backend, Dictionary<string, int[]> keys, JsonElement outputs, int[] input)
    {
        if (keys.ContainsKey("features.conv0.weight"))
        {
            return Architectures.DenseNet(keys).BuildEmpty(backend);
        }

        // Whether the last stages stride or dilate shows in the sizes of their maps.
        int[] SizesOf(string layer) => [.. outputs.GetProperty(layer).GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
        bool dilated = SizesOf("layer2").Skip(2).SequenceEqual(SizesOf("layer4").Skip(2)) && SizesOf("layer2").Skip(2).Any(size => size > 1);
        ResNetSettings settings = Architectures.ResNet(keys) with
        {
            Scheme = dilated ? StageScheme.Dilated : StageScheme.Strided,
            FirstStride = SizesOf("stem")[2] == input[2] ? 1 : 2,
        };
        return settings.BuildEmpty(backend);
    }

    private static double Tolerance(JsonElement output) =>
        (2e-4 * output.GetProperty("std").GetDouble()) + (2e-5 * output.GetProperty("abs_max").GetDouble());

    private static void Check(OracleTally tally, string name, JsonProperty output, Tensor tensor)
    {
        float[] actual = tensor.ToArray();
        string sizes = string.Join(", ", output.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()));
        tally.CheckText(name, output.Name + " shape", $"[{sizes}]", tensor.Shape.ToString());
        double tolerance = Tolerance(output.Value);
        double mean = actual.Average(value => (double)value);
        // Pooled values and logits are few: their deviation is the sample's, that of maps the population's; both agree within the tolerance for maps.
        double squares = actual.Sum(value => (value - mean) * (value - mean));
        double expectedDeviation = output.Value.GetProperty("std").GetDouble();
        double[] deviations = [Math.Sqrt(squares / actual.Length), Math.Sqrt(squares / Math.Max(1, actual.Length - 1))];
        tally.Check(name, output.Name + " mean", output.Value.GetProperty("mean").GetDouble(), mean, tolerance, OracleTally.Measure.Absolute);
        tally.Check(name, output.Name + " std", expectedDeviation, deviations.MinBy(value => Math.Abs(value - expectedDeviation)), tolerance, OracleTally.Measure.Absolute);
        tally.Check(name, output.Name + " largest", output.Value.GetProperty("abs_max").GetDouble(), actual.Max(Math.Abs), tolerance, OracleTally.Measure.Absolute);
        int[] places = [.. output.Value.GetProperty("idx").EnumerateArray().Select(place => place.GetInt32())];
        double[] expected = [.. output.Value.GetProperty("values").EnumerateArray().Select(value => value.GetDouble())];
        for (int i = 0; i < places.Length; i++)
        {
            tally.Check(name, $"{output.Name}[{places[i]}]", expected[i], actual[places[i]], tolerance, OracleTally.Measure.Absolute);
        }
    }
}
