using System.Text.Json;
using System.Text.RegularExpressions;
using Voxopsy.Deep.Explain;
using Voxopsy.Deep.Networks;
using Voxopsy.Deep.Weights;
using Voxopsy.Tensors.Files;
using Voxopsy.Testing;

namespace Voxopsy.Deep.Tests.Oracles;

/// <summary>Grad-CAM of the 2D network of another case, and of a 3D network that lies in its own file.</summary>
internal static partial class GradCamCase
{
    internal static void Run(OracleTally tally, IBackend backend, string name, string folder, JsonElement content)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*.safetensors").Order(StringComparer.Ordinal))
        {
            string what = Path.GetFileNameWithoutExtension(path);
            SafetensorsFile expected = SafetensorsReader.Read(path);
            bool own = expected.Tensors.ContainsKey("input");
            string place = own ? content.GetProperty("case_3d").GetString()! : what;
            Match layer = Layer().Match(place);
            Match output = Class().Match(place);
            if (!layer.Success || !output.Success)
            {
                tally.Fail(name, $"'{what}' names neither a layer nor a class");
                continue;
            }

            string source = Path.Combine(Path.GetDirectoryName(folder)!, content.GetProperty("source").GetString()!);
            SafetensorsFile inputs = own ? expected : SafetensorsReader.Read(Path.Combine(source, "eval.safetensors"));
            using Network network = own ? Own(backend, expected) : Other(backend, source);
            GradCamVariant variant = what.EndsWith("plusplus", StringComparison.Ordinal) ? GradCamVariant.PlusPlus : GradCamVariant.GradCam;
            StoredTensor input = inputs["input"];
            GradCamMap map = GradCam.Explain(
                network, input.ToShape(), input.ToSingles(), layer.Value, int.Parse(output.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), variant);
            Check(tally, name, what, expected, map, content.GetProperty("tolerance").GetProperty("rel_to_max").GetDouble());
        }
    }

    private static void Check(OracleTally tally, string name, string what, SafetensorsFile expected, GradCamMap map, double tolerance)
    {
        Dictionary<string, float[]> actual = new()
        {
            ["logits"] = map.Logits,
            ["weights"] = map.Weights,
            ["raw"] = map.Raw,
            ["relu"] = map.Positive,
            ["upsampled"] = map.Enlarged,
            ["normalised"] = map.Normalized,
        };
        foreach (string key in expected.Tensors.Keys.Where(key => key != "input" && !key.StartsWith("w.", StringComparison.Ordinal)))
        {
            if (actual.TryGetValue(key, out float[]? values))
            {
                Deviation.ToMaximum(tally, name, $"{what} {key}", expected[key], values, tolerance);
            }
            else
            {
                tally.Fail(name, $"{what}: '{key}' is not known");
            }
        }
    }

    private static Network Own(IBackend backend, SafetensorsFile file)
    {
        Dictionary<string, StoredTensor> weights = file.Tensors.Where(pair => pair.Key.StartsWith("w.", StringComparison.Ordinal)).ToDictionary(pair => pair.Key[2..], pair => pair.Value);
        Network network = Architectures.ResNet(weights.ToDictionary(pair => pair.Key, pair => pair.Value.Sizes.ToArray())).BuildEmpty(backend);
        WeightMap.Load(new WeightFile("w.*", WeightContainer.Safetensors, [.. weights.Keys], weights, new Dictionary<string, string>()), WeightFamilies.Own, network.Parameters, WeightLoading.Strict);
        return network;
    }

    private static Network Other(IBackend backend, string folder)
    {
        using JsonDocument content = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "case.json")));
        WeightFile file = WeightFile.Read(Path.Combine(folder, "weights.safetensors"));
        Network network = NetworkCase.Settings(content.RootElement, file).BuildEmpty(backend);
        WeightMap.Load(file, NetworkCase.Family(file), network.Parameters, WeightLoading.Strict);
        return network;
    }

    [GeneratedRegex(@"layer[0-9]")]
    private static partial Regex Layer();

    [GeneratedRegex(@"class ?([0-9]+)(?!.*class ?[0-9])")]
    private static partial Regex Class();
}
