using System.Text.Json;
using Voxopsy.Deep.Networks;
using Voxopsy.Tensors.Files;

namespace Voxopsy.Deep.Weights;

/// <summary>An unpacked MONAI bundle whose network is a residual or a dense one: which network, which weights. Nothing in it is executed.</summary>
/// <remarks>
/// Reads <c>configs/inference.json</c> (else <c>train.json</c>), follows references (<c>@name</c>) to plain values, and refuses expressions
/// (<c>$…</c>), which MONAI would run as Python. Defaults are those of <c>monai.networks.nets</c>: first stride 1, projections with bias.
/// </remarks>
/// <param name="Settings">The architecture that the bundle defines.</param>
/// <param name="WeightsPath">The file of its weights.</param>
/// <param name="DataFormat">What its metadata say about inputs and outputs, as JSON; empty when they say nothing.</param>
public sealed record MonaiBundle(NetworkSettings Settings, string WeightsPath, string DataFormat)
{
    /// <summary>Reads a bundle's folder.</summary>
    /// <param name="folder">It holds <c>configs</c> and <c>models</c>.</param>
    /// <exception cref="TensorFileException">A file is missing or damaged, or the network is of another kind.</exception>
    public static MonaiBundle Read(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (File.Exists(folder))
        {
            throw new TensorFileException(folder, "it is a file; unpack the bundle and name its folder.");
        }

        string file = new[] { "inference.json", "train.json" }.Select(name => Path.Combine(folder, "configs", name)).FirstOrDefault(File.Exists)
            ?? throw new TensorFileException(folder, "it has neither configs/inference.json nor configs/train.json; a MONAI bundle with a JSON configuration is expected.");
        string weights = new[] { "model.safetensors", "model.pt" }.Select(name => Path.Combine(folder, "models", name)).FirstOrDefault(File.Exists)
            ?? throw new TensorFileException(folder, "it has no models/model.pt; TorchScript (model.ts) is a program and is not read.");
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
            var definition = new Definition(document.RootElement, file);
            string metadata = Path.Combine(folder, "configs", "metadata.json");
            return new MonaiBundle(definition.Settings(), weights, File.Exists(metadata) ? FormatOf(metadata) : "");
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or FormatException)
        {
            throw new TensorFileException(file, $"its configuration cannot be understood ({cause.Message}).", cause);
        }
    }

    private static string FormatOf(string metadata)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(metadata));
        return document.RootElement.TryGetProperty("network_data_format", out JsonElement format) ? format.GetRawText() : "";
    }

    /// <summary>The definition of the network in a configuration.</summary>
    private sealed class Definition
    {
        private const int MostReferences = 16;

        private readonly JsonElement _root;
        private readonly JsonElement _network;
        private readonly string _file;

        internal Definition(JsonElement root, string file)
        {
            (_root, _file) = (root, file);
            if (!root.TryGetProperty("network_def", out _network) && !(root.TryGetProperty("network", out _network) && _network.ValueKind == JsonValueKind.Object))
            {
                throw new TensorFileException(file, "it has no network_def; only bundles that define their network by name and numbers are read.");
            }
        }

        internal NetworkSettings Settings()
        {
            string target = Text("_target_", "");
            string name = target[(target.LastIndexOf('.') + 1)..].ToLowerInvariant();
            if (name.StartsWith("resnet", StringComparison.Ordinal) && Depth(name["resnet".Length..]) is { } depth)
            {
                return ResNet(depth);
            }

            if (name.StartsWith("densenet", StringComparison.Ordinal) && Depth(name["densenet".Length..]) is { } layers)
            {
                return DenseNet(layers);
            }

            throw new TensorFileException(_file, $"its network is '{target}'; residual (resnet10 to resnet200) and dense networks (DenseNet121, 169, 201) are read.");
        }

        private static int? Depth(string text) =>
            int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int depth) ? depth : null;

        private static HeadSettings HeadOf(int outputs) => outputs == 1 ? HeadSettings.Binary : HeadSettings.MultiClass(outputs);

        private DenseNetSettings DenseNet(int depth)
        {
            return DenseNetSettings.OfDepth(depth) with
            {
                Dimensions = Number("spatial_dims", 3),
                InputChannels = Number("in_channels", 1),
                FirstWidth = Number("init_features", 64),
                Growth = Number("growth_rate", 32),
                Bottleneck = Number("bn_size", 4),
                Head = HeadOf(Number("out_channels", 1)),
            };
        }

        private ResNetSettings ResNet(int depth)
        {
            bool headless = Text("feed_forward", "True") == "False";
            return ResNetSettings.OfDepth(depth) with
            {
                Dimensions = Number("spatial_dims", 3),
                InputChannels = Number("n_input_channels", 3),
                BaseWidth = 64 * Number("widen_factor", 1),
                FirstStride = Number("conv1_t_stride", 1),
                ProjectionBias = Text("bias_downsample", "True") == "True",
                Shortcut = Text("shortcut_type", "B") == "A" ? Shortcut.Subsampled : Shortcut.Projection,
                Head = headless ? HeadSettings.None : HeadOf(Number("num_classes", 400)),
            };
        }

        private int Number(string name, int otherwise)
        {
            if (!_network.TryGetProperty(name, out JsonElement value))
            {
                return otherwise;
            }

            JsonElement plain = Follow(name, value);
            double number = plain.ValueKind == JsonValueKind.Number ? plain.GetDouble() : double.NaN;
            return number == Math.Floor(number) && Math.Abs(number) < int.MaxValue
                ? (int)number
                : throw new TensorFileException(_file, $"'{name}' of its network is {plain.GetRawText()}; a whole number was expected.");
        }

        private string Text(string name, string otherwise)
        {
            if (!_network.TryGetProperty(name, out JsonElement value))
            {
                return otherwise;
            }

            JsonElement plain = Follow(name, value);
            return plain.ValueKind switch
            {
                JsonValueKind.True => "True",
                JsonValueKind.False => "False",
                JsonValueKind.String => plain.GetString()!,
                _ => plain.GetRawText(),
            };
        }

        // '@name' stands for another value of the file, '$…' for Python.
        private JsonElement Follow(string name, JsonElement value)
        {
            for (int step = 0; step < MostReferences; step++)
            {
                if (value.ValueKind != JsonValueKind.String || value.GetString() is not { Length: > 1 } text || text[0] is not ('@' or '$'))
                {
                    return value;
                }

                if (text[0] == '$' || !_root.TryGetProperty(text[1..], out value))
                {
                    throw new TensorFileException(_file, $"'{name}' of its network is '{text}', which would have to be computed; write the number there.");
                }
            }

            throw new TensorFileException(_file, $"'{name}' of its network refers to itself.");
        }
    }
}
