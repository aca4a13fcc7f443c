using System.Collections.Immutable;
using System.Security.Cryptography;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Files;

namespace Voxopsy.Deep.Training;

/// <summary>The weights and running statistics of a network at one moment, apart from any backend.</summary>
/// <param name="Tensors">Numbers by name.</param>
public sealed record WeightSnapshot(ImmutableSortedDictionary<string, StoredTensor> Tensors)
{
    /// <summary>The weights of a network as they are now.</summary>
    public static WeightSnapshot Of(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return new WeightSnapshot(parameters.ToImmutableSortedDictionary(
            parameter => parameter.Name, parameter => StoredTensor.FromSingles(parameter.Shape.Sizes, parameter.Value.ToArray()), StringComparer.Ordinal));
    }

    /// <summary>SHA-256 of the safetensors bytes, lower-case hexadecimal: the identity of the weights.</summary>
    public string Hash()
    {
        using MemoryStream bytes = new();
        SafetensorsWriter.Write(bytes, Tensors);
        return Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));
    }

    /// <summary>Reads weights from a safetensors file.</summary>
    public static WeightSnapshot Read(string path) => new(SafetensorsReader.Read(path).Tensors.ToImmutableSortedDictionary(StringComparer.Ordinal));

    /// <summary>Writes the weights as a safetensors file; the same weights give the same bytes.</summary>
    public void Write(string path) => SafetensorsWriter.Write(path, Tensors);

    /// <summary>Puts the weights into a network of the same make.</summary>
    /// <exception cref="ArgumentException">A name or a shape differs.</exception>
    public void PutInto(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (Parameter parameter in parameters)
        {
            if (!Tensors.TryGetValue(parameter.Name, out StoredTensor? stored) || !stored.ToShape().Equals(parameter.Shape))
            {
                throw new ArgumentException($"The network has '{parameter.Name}' of shape {parameter.Shape}; the weights have {(stored is null ? "no such name" : $"shape {stored.ToShape()}")}.", nameof(parameters));
            }

            parameter.Set(stored.ToSingles());
        }
    }
}
