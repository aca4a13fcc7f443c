using System.Text.Json;
using System.Text.Json.Serialization;
using Voxopsy.Deep.Networks;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Files;

namespace Voxopsy.Deep.Weights;

/// <summary>Our own files: weights as safetensors, the architecture as JSON beside them.</summary>
public static class NetworkFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Writes a network as <c>PATH.safetensors</c> and <c>PATH.json</c>.</summary>
    /// <param name="path">Without ending.</param>
    /// <param name="network">The network.</param>
    /// <returns>The SHA-256 of the weights.</returns>
    /// <exception cref="IOException">The files cannot be written.</exception>
    public static string Write(string path, Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        string weights = path + ".safetensors";
        SafetensorsWriter.Write(weights, network.Parameters.Select(parameter => KeyValuePair.Create(parameter.Name, Stored(parameter))));
        string hash = WeightFile.HashOf(weights);
        File.WriteAllText(path + ".json", JsonSerializer.Serialize(new Description(network.Settings, hash), Options) + "\n");
        return hash;
    }

    /// <summary>Builds a network from its two files.</summary>
    /// <param name="path">Without ending.</param>
    /// <param name="backend">Where the weights live.</param>
    /// <exception cref="TensorFileException">A file is damaged, or the weights are not those that the description names.</exception>
    /// <exception cref="IOException">A file cannot be opened.</exception>
    public static Network Read(string path, IBackend backend)
    {
        string file = path + ".json";
        Description description;
        try
        {
            description = JsonSerializer.Deserialize<Description>(File.ReadAllText(file), Options) ?? throw new JsonException("it is empty");
        }
        catch (Exception cause) when (cause is JsonException or NotSupportedException)
        {
            throw new TensorFileException(file, $"it does not describe a network ({cause.Message}).", cause);
        }

        string weights = path + ".safetensors";
        string hash = WeightFile.HashOf(weights);
        if (hash != description.WeightsSha256)
        {
            throw new TensorFileException(weights, $"its SHA-256 is {hash}, but '{file}' was written for {description.WeightsSha256}; keep the two files of one network together.");
        }

        Network network = description.Architecture.BuildEmpty(backend);
        WeightMap.Load(weights, WeightFamilies.Own, network.Parameters, WeightLoading.Strict);
        return network;
    }

    private static StoredTensor Stored(Parameter parameter) => StoredTensor.FromSingles(parameter.Shape.Sizes, parameter.Value.ToArray());

    private sealed record Description(NetworkSettings Architecture, string WeightsSha256);
}
