using System.Buffers.Binary;
using System.Security.Cryptography;
using Voxopsy.Tensors.Files;

namespace Voxopsy.Deep.Weights;

/// <summary>What a file of weights holds, whatever its kind; reading it never executes anything.</summary>
/// <param name="Path">The file.</param>
/// <param name="Container">How it is packed.</param>
/// <param name="TopLevelKeys">The keys of the outermost dictionary, such as <c>state_dict</c> and <c>optimizer</c>.</param>
/// <param name="Tensors">Every tensor, by the keys that lead to it, joined by dots: <c>state_dict.module.conv1.weight</c>.</param>
/// <param name="Facts">Texts, numbers and truth values beside the tensors, by the same kind of path: <c>current_epoch</c>, <c>init_args.fold</c>.</param>
public sealed record WeightFile(
    string Path,
    WeightContainer Container,
    IReadOnlyList<string> TopLevelKeys,
    IReadOnlyDictionary<string, StoredTensor> Tensors,
    IReadOnlyDictionary<string, string> Facts)
{
    /// <summary>Reads safetensors and PyTorch files, told apart by their content; memory stays below twice the file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its tensors; several may share a storage.</returns>
    /// <exception cref="TensorFileException">The file is damaged, refers to code, or is of another kind.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static WeightFile Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[16];
        int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        ReadOnlySpan<byte> head = start[..length];
        if (head.StartsWith("PK\u0003\u0004"u8))
        {
            return TorchZipReader.Read(stream, path);
        }

        if (TorchLegacyReader.Begins(head))
        {
            return TorchLegacyReader.Read(stream, path);
        }

        bool header = length > 8 && head[8] == (byte)'{' && BinaryPrimitives.ReadUInt64LittleEndian(head) < int.MaxValue;
        if (header || path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase))
        {
            SafetensorsFile file = SafetensorsReader.Read(stream, path);
            return new WeightFile(path, WeightContainer.Safetensors, [.. file.Tensors.Keys], file.Tensors, file.Metadata);
        }

        throw new TensorFileException(path, Describe(head, stream.Length));
    }

    /// <summary>The SHA-256 of a file, in lower-case hexadecimal digits: what provenance calls the weights' hash.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static string HashOf(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static string Describe(ReadOnlySpan<byte> head, long length)
    {
        const string Expected = "A safetensors file or a PyTorch file written by torch.save is expected.";
        return head switch
        {
            [] => "it is empty. " + Expected,
            [0x80, _, ..] => "it is a bare pickle without PyTorch's container; it was not read. " + Expected,
            [0x1F, 0x8B, ..] => "it is compressed with gzip; unpack it first. " + Expected,
            [0x89, (byte)'H', (byte)'D', (byte)'F', ..] => "it is an HDF5 file, as Keras writes; convert it to safetensors first. " + Expected,
            [(byte)'P', (byte)'K', ..] => "it is an empty or split zip archive. " + Expected,
            [(byte)'<', ..] => "it begins like a web page; the download failed. " + Expected,
            _ => $"its {length} bytes are of no known kind. " + Expected,
        };
    }
}
