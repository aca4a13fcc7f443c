namespace Voxopsy.Tensors.Files;

/// <summary>What a safetensors file holds.</summary>
/// <param name="Tensors">Tensors by name, in the order of their bytes.</param>
/// <param name="Metadata">The free texts of the header, such as where the weights come from; empty when there are none.</param>
public sealed record SafetensorsFile(IReadOnlyDictionary<string, StoredTensor> Tensors, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>A tensor by name.</summary>
    /// <param name="name">As written in the file.</param>
    /// <exception cref="KeyNotFoundException">No tensor has this name.</exception>
    public StoredTensor this[string name] => Tensors.TryGetValue(name, out StoredTensor? tensor)
        ? tensor
        : throw new KeyNotFoundException($"No tensor is named '{name}'; there are {Tensors.Count}: {string.Join(", ", Tensors.Keys.Take(20))}.");
}
