using System.Text.Json;
using Voxopsy.Deep.Layers;
using Voxopsy.Deep.Networks;
using Voxopsy.Deep.Weights;
using Voxopsy.Tensors.Files;
using Voxopsy.Tensors.Operators;
using Voxopsy.Testing;

namespace Voxopsy.Deep.Tests.Oracles;

/// <summary>A U-Net from a checkpoint with aliases: outputs of all resolutions, loss, gradients.</summary>
internal static class UNetCase
{
    private const double Smooth = 1e-5;
    private const double RoundingOfARun = 1e-6;
    private const int MostAttempts = 12;

    internal static void Run(OracleTally tally, IBackend backend, string name, string folder, JsonElement content)
    {
        string path = Directory.EnumerateFiles(folder, "*.pth").Order(StringComparer.Ordinal).First();
        WeightFile file = WeightFile.Read(path);
        string[] keys = [.. content.GetProperty("file_keys").EnumerateArray().Select(key => key.GetString()!)];
        string[] found = [.. file.Tensors.Keys.Where(key => key.StartsWith("network_weights.", StringComparison.Ordinal)).Select(key => key["network_weights.".Length..])];
        tally.CheckText(name, "keys of the file", string.Join(" ", keys.Order(StringComparer.Ordinal)), string.Join(" ", found.Order(StringComparer.Ordinal)));

        using UNet network = Settings(content).Build(backend);
        WeightReport report = WeightMap.Load(file, WeightFamilies.NnUnet, network.Parameters, WeightLoading.Strict);
        tally.Check(name, "parameters matched", network.Parameters.Count, report.Matched.Count, 0, OracleTally.Measure.Absolute);
        tally.Check(name, "names that are a parameter or its alias", keys.Length, report.Matched.Count + report.Aliases.Count, 0, OracleTally.Measure.Absolute);

        SafetensorsFile expected = SafetensorsReader.Read(Path.Combine(folder, "io.safetensors"));
        JsonElement tolerance = content.GetProperty("tolerance");
        using Tape tape = Tape.Recording(backend);
        IReadOnlyList<Tensor> outputs = network.ForwardAll(Pass.Training(tape, 0), tape.Input(expected["input"].ToShape(), expected["input"].ToSingles()));
        Tensor? total = null;
        for (int i = 0; i < outputs.Count; i++)
        {
            Deviation.Close(tally, name, $"out{i}", expected[$"out{i}"], outputs[i].ToArray(), tolerance.GetProperty("out"));
            Tensor part = DiceAndCrossEntropy(tape, outputs[i], expected[$"label{i}"].ToIntegersOrRounded());
            double relative = tolerance.GetProperty("loss").GetProperty("rel").GetDouble();
            tally.Check(name, $"loss of output {i}", content.GetProperty("loss_parts")[i].GetDouble(), part.Item(), relative, OracleTally.Measure.Relative);
            Tensor weighed = tape.Affine(part, content.GetProperty("ds_weights")[i].GetDouble());
            total = total is null ? weighed : tape.Add(total, weighed);
        }

        tally.Check(name, "loss", content.GetProperty("loss").GetDouble(), total!.Item(), tolerance.GetProperty("loss").GetProperty("rel").GetDouble(), OracleTally.Measure.Relative);
        tape.Backward(total);
        CheckGradients(tally, backend, name, network, content, expected);
        network.Parameters.ClearGradients();
    }

    // An activation may lie so near its kink that rounding decides its side, and with it some per mille of a gradient. Both sides are right, so
    // weights moved within the rounding of a float32 run are tried before a gradient is called wrong.
    private static void CheckGradients(OracleTally tally, IBackend backend, string name, UNet network, JsonElement content, SafetensorsFile expected)
    {
        double limit = content.GetProperty("tolerance").GetProperty("grads").GetProperty("rel_norm_per_tensor").GetDouble();
        KeyValuePair<string, StoredTensor>[] gradients = [.. expected.Tensors.Where(pair => pair.Key.StartsWith("grad.", StringComparison.Ordinal))];
        Dictionary<string, float[]> weights = network.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value.ToArray());
        Dictionary<string, float[]> best = [];
        double least = double.PositiveInfinity;
        for (int attempt = 0; attempt < MostAttempts && !(least <= limit); attempt++)
        {
            if (attempt > 0)
            {
                Move(network, weights, attempt);
                network.Parameters.ClearGradients();
                using Tape tape = Tape.Recording(backend);
                tape.Backward(TotalLoss(tape, network, content, expected));
            }

            Dictionary<string, float[]> actual = gradients.ToDictionary(pair => pair.Key, pair => network.Parameters[pair.Key["grad.".Length..]].Gradient!.ToArray());
            double worst = gradients.Max(pair => Deviation.OfNorms(pair.Value, actual[pair.Key]));
            (least, best) = worst < least ? (worst, actual) : (least, best);
        }

        foreach ((string key, StoredTensor gradient) in gradients)
        {
            Deviation.Norm(tally, name, key, gradient, best[key], limit);
        }
    }

    private static void Move(UNet network, Dictionary<string, float[]> weights, int attempt)
    {
        foreach (Parameter parameter in network.Parameters)
        {
            ulong seed = NamedGenerator.Seed(attempt, parameter.Name);
            parameter.Set([.. weights[parameter.Name].Select((weight, i) => weight * (float)(1 + (RoundingOfARun * ((2 * NamedGenerator.Uniform53(seed, i)) - 1))))]);
        }
    }

    private static Tensor TotalLoss(Tape tape, UNet network, JsonElement content, SafetensorsFile expected)
    {
        IReadOnlyList<Tensor> outputs = network.ForwardAll(Pass.Training(tape, 0), tape.Input(expected["input"].ToShape(), expected["input"].ToSingles()));
        Tensor[] parts = [.. outputs.Select((output, i) =>
            tape.Affine(DiceAndCrossEntropy(tape, output, expected[$"label{i}"].ToIntegersOrRounded()), content.GetProperty("ds_weights")[i].GetDouble()))];
        return parts.Aggregate((sum, part) => tape.Add(sum, part));
    }

    private static UNetSettings Settings(JsonElement content) => new()
    {
        Dimensions = content.GetProperty("dim").GetInt32(),
        InputChannels = content.GetProperty("in_channels").GetInt32(),
        Classes = content.GetProperty("classes").GetInt32(),
        Features = [.. content.GetProperty("features").EnumerateArray().Select(width => width.GetInt32())],
        Kernels = [.. content.GetProperty("kernels").EnumerateArray().Select(ToExtent)],
        Strides = [.. content.GetProperty("strides").EnumerateArray().Select(ToExtent)],
        ConvolutionsPerStage = content.GetProperty("convs_per_stage").GetInt32(),
    };

    private static Extent ToExtent(JsonElement sizes)
    {
        int[] each = [.. sizes.EnumerateArray().Select(size => size.GetInt32())];
        return each.Length == 3 ? new Extent(each[0], each[1], each[2]) : Extent.Plane(each[0], each[1]);
    }

    private static long[] ToIntegersOrRounded(this StoredTensor labels) => [.. labels.ToDoubles().Select(label => (long)label)];

    // Mean cross entropy less the soft Dice of each foreground class and sample, as the case's loss_rule says.
    private static Tensor DiceAndCrossEntropy(Tape tape, Tensor logits, long[] labels)
    {
        (int batch, int classes) = (logits.Shape[0], logits.Shape[1]);
        int places = logits.Shape.Count / (batch * classes);
        Tensor flat = tape.Reshape(logits, batch, classes, places);
        float[] ones = new float[flat.Shape.Count];
        for (int i = 0; i < labels.Length; i++)
        {
            ones[((((i / places) * classes) + labels[i]) * places) + (i % places)] = 1;
        }

        Tensor truth = tape.Input(flat.Shape, ones);
        Tensor entropy = tape.Affine(tape.Sum(tape.Multiply(tape.LogSoftmax(flat, 1), truth)), -1.0 / labels.Length);
        Tensor probability = tape.Slice(tape.Softmax(flat, 1), 1, 1, classes - 1);
        Tensor foreground = tape.Slice(truth, 1, 1, classes - 1);
        Tensor overlap = tape.Sum(tape.Multiply(probability, foreground), 2);
        Tensor sizes = tape.Add(tape.Sum(probability, 2), tape.Sum(foreground, 2));
        Tensor dice = tape.Divide(tape.Affine(overlap, 2, Smooth), tape.Affine(sizes, 1, Smooth));
        return tape.Subtract(entropy, tape.Affine(tape.Sum(dice), 1.0 / dice.Shape.Count));
    }
}
