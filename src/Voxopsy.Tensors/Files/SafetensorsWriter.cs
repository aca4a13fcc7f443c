using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Voxopsy.Tensors.Files;

/// <summary>Writes safetensors files; the same tensors and metadata give the same bytes, in whatever order they come.</summary>
public static class SafetensorsWriter
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a file; an existing one is replaced only when all has been written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">Tensors by name.</param>
    /// <param name="metadata">Free texts for the header, or null.</param>
    /// <exception cref="ArgumentException">Two tensors share a name, or one is named as the metadata are.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(
        string path, IEnumerable<KeyValuePair<string, StoredTensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        string partial = path + ".part";
        using (FileStream stream = File.Create(partial))
        {
            Write(stream, tensors, metadata);
        }

        File.Move(partial, path, overwrite: true);
    }

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="tensors">Tensors by name.</param>
    /// <param name="metadata">Free texts for the header, or null.</param>
    /// <exception cref="ArgumentException">Two tensors share a name, or one is named as the metadata are.</exception>
    public static void Write(
        Stream stream, IEnumerable<KeyValuePair<string, StoredTensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);

        // Larger elements first keeps every tensor aligned; the format's own writer does so too.
        KeyValuePair<string, StoredTensor>[] ordered =
            [.. tensors.OrderByDescending(pair => ElementTypes.BytesOf(pair.Value.Type)).ThenBy(pair => pair.Key, StringComparer.Ordinal)];
        HashSet<string> names = new(StringComparer.Ordinal) { "__metadata__" };
        foreach (KeyValuePair<string, StoredTensor> pair in ordered)
        {
            if (!names.Add(pair.Key))
            {
                throw new ArgumentException($"The name '{pair.Key}' is used twice or reserved; every tensor needs its own.", nameof(tensors));
            }
        }

        byte[] header = Header(ordered, metadata);
        Span<byte> prefix = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, header.Length);
        stream.Write(prefix);
        stream.Write(header);
        foreach (KeyValuePair<string, StoredTensor> pair in ordered)
        {
            stream.Write(pair.Value.ToBytes().Span);
        }
    }

    private static byte[] Header(KeyValuePair<string, StoredTensor>[] tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject("__metadata__");
                foreach (KeyValuePair<string, string> pair in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    json.WriteString(pair.Key, pair.Value);
                }

                json.WriteEndObject();
            }

            long position = 0;
            foreach ((string name, StoredTensor tensor) in tensors)
            {
                long end = position + ((long)tensor.Count * ElementTypes.BytesOf(tensor.Type));
                json.WriteStartObject(name);
                json.WriteString("dtype", ElementTypes.NameOf(tensor.Type));
                WriteNumbers(json, "shape", tensor.Sizes.Select(size => (long)size));
                WriteNumbers(json, "data_offsets", [position, end]);
                json.WriteEndObject();
                position = end;
            }

            json.WriteEndObject();
        }

        while (buffer.Length % 8 != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
