using System.Buffers.Binary;

namespace Voxopsy.Tensors.Files;

/// <summary>Reads safetensors files: a JSON header and raw tensors, nothing that could be executed.</summary>
public static class SafetensorsReader
{
    /// <summary>Reads a whole file; memory stays below twice the file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its tensors and metadata.</returns>
    /// <exception cref="TensorFileException">The file is damaged, truncated, or not safetensors.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static SafetensorsFile Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads from a stream that knows its length.</summary>
    /// <param name="stream">Positioned at the start of the file.</param>
    /// <param name="name">How messages name it.</param>
    /// <returns>Its tensors and metadata.</returns>
    /// <exception cref="TensorFileException">The content is damaged, truncated, or not safetensors.</exception>
    public static SafetensorsFile Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        long length = stream.Length - stream.Position;
        if (length < 8)
        {
            throw new TensorFileException(name, $"it has {length} bytes, too few for a safetensors file.");
        }

        Span<byte> prefix = stackalloc byte[8];
        Fill(stream, prefix, name);
        ulong headerBytes = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerBytes > (ulong)(length - 8) || headerBytes > SafetensorsHeader.MaximumBytes)
        {
            throw new TensorFileException(
                name, $"it announces a header of {headerBytes} bytes in a file of {length} (at most {SafetensorsHeader.MaximumBytes} are read); it is not safetensors, or truncated.");
        }

        byte[] json = new byte[headerBytes];
        Fill(stream, json, name);
        SafetensorsHeader header = SafetensorsHeader.Parse(json, length - 8 - json.Length, name);
        var tensors = new OrderedDictionary<string, StoredTensor>(header.Entries.Count, StringComparer.Ordinal);
        foreach (SafetensorsHeader.Entry entry in header.Entries)
        {
            long bytes = entry.End - entry.Begin;
            if (bytes > Array.MaxLength)
            {
                throw new TensorFileException(name, $"tensor '{entry.Name}' has {bytes} bytes; at most {Array.MaxLength} can be read as one tensor.");
            }

            byte[] storage = new byte[bytes];
            Fill(stream, storage, name);
            tensors.Add(entry.Name, Make(entry, storage, name));
        }

        return new SafetensorsFile(tensors, header.Metadata);
    }

    private static StoredTensor Make(SafetensorsHeader.Entry entry, byte[] storage, string file)
    {
        try
        {
            return StoredTensor.Contiguous(entry.Type, [.. entry.Sizes], storage);
        }
        catch (ArgumentException cause)
        {
            throw new TensorFileException(file, $"tensor '{entry.Name}': {cause.Message}", cause);
        }
    }

    private static void Fill(Stream stream, Span<byte> destination, string file)
    {
        try
        {
            stream.ReadExactly(destination);
        }
        catch (EndOfStreamException cause)
        {
            throw new TensorFileException(file, "it ends before its last tensor; it is truncated.", cause);
        }
    }
}
