using System.Text.Json;
using Voxopsy.Deep.Layers;
using Voxopsy.Deep.Networks;
using Voxopsy.Deep.Weights;
using Voxopsy.Tensors.Files;
using Voxopsy.Testing;

namespace Voxopsy.Deep.Tests.Oracles;

/// <summary>A small network with weight files as users have them: read, mapped, run, trained.</summary>
internal static class NetworkCase
{
    private static readonly string[] WeightEndings = [".pth", ".pt", ".ckpt", ".torch"];

    internal static void Run(OracleTally tally, IBackend backend, string name, string folder, JsonElement content, string network)
    {
        if (network.Contains("U-Net", StringComparison.Ordinal) && content.TryGetProperty("features", out _))
        {
            UNetCase.Run(tally, backend, name, folder, content);
            return;
        }

        string[] files = [.. Directory.EnumerateFiles(folder).Where(IsWeights).Order(StringComparer.Ordinal)];
        if (files.Length == 0)
        {
            tally.Fail(name, "no file of weights is in the folder");
            return;
        }

        if (network.Contains("Genesis", StringComparison.Ordinal))
        {
            RunGenesis(tally, backend, name, folder, content, files);
            return;
        }

        string evaluation = Path.Combine(folder, "eval.safetensors");
        if (File.Exists(evaluation))
        {
            foreach (string file in files)
            {
                RunFile(tally, backend, name, file);
            }
        }

        if (File.Exists(Path.Combine(folder, "grads_step1.safetensors")))
        {
            TrainingCase.Run(tally, backend, name, folder, content);
        }
    }

    /// <summary>One file of weights against the activations beside it.</summary>
    internal static void RunFile(OracleTally tally, IBackend backend, string name, string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "case.json")));
        JsonElement content = document.RootElement;
        SafetensorsFile expected = SafetensorsReader.Read(Path.Combine(folder, "eval.safetensors"));
        WeightFile file = WeightFile.Read(path);
        string what = Path.GetFileName(path);
        if (content.TryGetProperty("top_level_keys", out JsonElement keys))
        {
            tally.CheckText(name, what + " top-level keys", string.Join(" ", keys.EnumerateArray().Select(key => key.GetString())), string.Join(" ", file.TopLevelKeys));
        }

        NetworkSettings settings = Settings(content, file);
        CheckEvaluation(tally, backend, name, what, content, expected, file, settings, "");
        if (expected.Tensors.Keys.Any(key => key.StartsWith("other_", StringComparison.Ordinal)) && settings is ResNetSettings residual)
        {
            StageScheme other = residual.Scheme == StageScheme.Dilated ? StageScheme.Strided : StageScheme.Dilated;
            CheckEvaluation(tally, backend, name, what, content, expected, file, residual with { Scheme = other }, "other_");
        }
    }

    /// <summary>The network of a case: what its description says, and the rest from the names and sizes of the weights.</summary>
    internal static NetworkSettings Settings(JsonElement content, WeightFile file)
    {
        WeightFamily family = Family(file);
        Dictionary<string, int[]> sizes = Renamed(file, family);
        if (sizes.ContainsKey("features.conv0.weight"))
        {
            return Architectures.DenseNet(sizes);
        }

        bool dilated = content.TryGetProperty("dilated", out JsonElement scheme) && scheme.GetBoolean();
        int stride = content.TryGetProperty("conv1_stride", out JsonElement first) ? first.GetInt32() : 2;
        return Architectures.ResNet(sizes) with { Scheme = dilated ? StageScheme.Dilated : StageScheme.Strided, FirstStride = stride };
    }

    /// <summary>The family that a file's names belong to.</summary>
    internal static WeightFamily Family(WeightFile file)
    {
        bool Any(string part) => file.Tensors.Keys.Any(key => key.Contains(part, StringComparison.Ordinal));
        return Any("trunk_state_dict.") ? WeightFamilies.Fmcib
            : Any("model.trunk.") ? WeightFamilies.MonaiResNet
            : Any("backbone.") ? WeightFamilies.RadImageNet
            : Any("module.down_tr") || Any("down_tr64") ? WeightFamilies.ModelsGenesis
            : Any("network_weights.") ? WeightFamilies.NnUnet
            : Any("denselayer") ? WeightFamilies.TorchvisionDenseNet
            : Any("conv_seg.") || Any("module.") ? WeightFamilies.MedicalNet
            : WeightFamilies.TorchvisionResNet;
    }

    internal static Dictionary<string, int[]> Renamed(WeightFile file, WeightFamily family)
    {
        Dictionary<string, int[]> sizes = new(StringComparer.Ordinal);
        string container = family.Containers.FirstOrDefault(file.TopLevelKeys.Contains) is { } found ? found + "." : "";
        foreach ((string key, StoredTensor tensor) in file.Tensors.Where(pair => pair.Key.StartsWith(container, StringComparison.Ordinal)))
        {
            if (family.Rename(key[container.Length..]) is { } renamed)
            {
                sizes[renamed] = [.. tensor.Sizes];
            }
        }

        return sizes;
    }

    internal static JsonElement Tolerance(JsonElement content, string part) =>
        content.GetProperty("tolerance") is var tolerance && tolerance.TryGetProperty(part, out JsonElement own) ? own : tolerance;

    private static bool IsWeights(string path)
    {
        string file = Path.GetFileName(path);
        return WeightEndings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)) || file.StartsWith("weights", StringComparison.Ordinal);
    }

    private static void CheckEvaluation(
        OracleTally tally, IBackend backend, string name, string what, JsonElement content, SafetensorsFile expected, WeightFile file, NetworkSettings settings, string prefix)
    {
        using Network network = settings.BuildEmpty(backend);
        WeightReport report = WeightMap.Load(file, Family(file), network.Parameters, WeightLoading.Strict);
        int parameters = network.Parameters.Count(parameter => !parameter.Name.EndsWith("num_batches_tracked", StringComparison.Ordinal));
        int matched = report.Matched.Count(parameter => !parameter.EndsWith("num_batches_tracked", StringComparison.Ordinal));
        tally.Check(name, $"{what} {prefix}parameters matched", parameters, matched, 0, OracleTally.Measure.Absolute);

        using Tape tape = Tape.Inference(backend);
        Pass pass = Pass.Evaluation(tape);
        string[] asked = [.. expected.Tensors.Keys
            .Where(key => prefix.Length == 0 ? !key.StartsWith("other_", StringComparison.Ordinal) && key != "input" : key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(key => key[prefix.Length..]).Where(key => key != "logits" || settings.Head.Kind != HeadKind.None)];
        pass.Ask(network, asked);
        network.Forward(pass, tape.Input(expected["input"].ToShape(), expected["input"].ToSingles()));
        foreach (string layer in asked)
        {
            Deviation.Close(tally, name, $"{what} {prefix}{layer}", expected[prefix + layer], pass.OutputOf(layer).ToArray(), Tolerance(content, "eval"));
        }
    }

    private static void RunGenesis(OracleTally tally, IBackend backend, string name, string folder, JsonElement content, string[] files)
    {
        SafetensorsFile expected = SafetensorsReader.Read(Path.Combine(folder, "eval.safetensors"));
        foreach (string path in files)
        {
            using GenesisNet network = new GenesisSettings { BaseWidth = content.GetProperty("base").GetInt32() }.Build(backend);
            WeightMap.Load(path, WeightFamilies.ModelsGenesis, network.Parameters, WeightLoading.Strict);
            using Tape tape = Tape.Inference(backend);
            Pass pass = Pass.Evaluation(tape);
            Tensor input = tape.Input(expected["input"].ToShape(), expected["input"].ToSingles());
            Tensor bottleneck = network.Bottleneck(pass, input);
            JsonElement tolerance = content.GetProperty("tolerance");
            string what = Path.GetFileName(path);
            Deviation.Close(tally, name, what + " out512", expected["out512"], bottleneck.ToArray(), tolerance);
            Deviation.Close(tally, name, what + " pooled", expected["pooled"], network.Features(pass, input).ToArray(), tolerance);
            Deviation.Close(tally, name, what + " recon", expected["recon"], network.Forward(pass, input).ToArray(), tolerance);
        }
    }
}
