using System.Text.Json;
using System.Text.Unicode;

namespace Voxopsy.Tensors.Files;

/// <summary>The header of a safetensors file: which tensor lies where. Proven free of overlaps, holes and lies about sizes.</summary>
/// <remarks>Source: the format's description in the safetensors project (an unsigned 64-bit length, a JSON object, then one buffer without holes).</remarks>
internal sealed record SafetensorsHeader(IReadOnlyList<SafetensorsHeader.Entry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>The longest header that is read, in bytes, as in the format's own reader.</summary>
    internal const int MaximumBytes = 100_000_000;

    private const string MetadataKey = "__metadata__";

    /// <summary>Reads and proves a header.</summary>
    /// <param name="json">The bytes of the header.</param>
    /// <param name="bufferBytes">How many bytes follow the header.</param>
    /// <param name="file">For messages.</param>
    /// <returns>The entries in the order of their bytes.</returns>
    internal static SafetensorsHeader Parse(ReadOnlySpan<byte> json, long bufferBytes, string file)
    {
        if (!Utf8.IsValid(json))
        {
            throw new TensorFileException(file, "its header is not UTF-8 text; the file is damaged or not safetensors.");
        }

        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 4 });
            SafetensorsHeader header = Read(ref reader, file);
            Prove(header.Entries, bufferBytes, file);
            return header;
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or FormatException)
        {
            throw new TensorFileException(file, $"its header is not the JSON object of a safetensors file ({cause.Message}); the file is damaged.", cause);
        }
    }

    private static SafetensorsHeader Read(ref Utf8JsonReader reader, string file)
    {
        List<Entry> entries = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = reader.GetString()!;
            if (!names.Add(name))
            {
                throw new TensorFileException(file, $"its header names '{name}' twice.");
            }

            Expect(ref reader, JsonTokenType.StartObject);
            if (name == MetadataKey)
            {
                ReadMetadata(ref reader, metadata, file);
            }
            else
            {
                entries.Add(ReadEntry(ref reader, name, file));
            }
        }

        if (reader.Read())
        {
            throw new JsonException("something follows the object");
        }

        return new SafetensorsHeader([.. entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End)], metadata);
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, Dictionary<string, string> metadata, string file)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string key = reader.GetString()!;
            Expect(ref reader, JsonTokenType.String);
            if (!metadata.TryAdd(key, reader.GetString()!))
            {
                throw new TensorFileException(file, $"its metadata name '{key}' twice.");
            }
        }
    }

    private static Entry ReadEntry(ref Utf8JsonReader reader, string name, string file)
    {
        string? type = null;
        List<long>? sizes = null;
        List<long>? offsets = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string property = reader.GetString()!;
            bool repeated = property switch { "dtype" => type is not null, "shape" => sizes is not null, "data_offsets" => offsets is not null, _ => false };
            if (repeated)
            {
                throw new TensorFileException(file, $"tensor '{name}' has '{property}' twice.");
            }

            switch (property)
            {
                case "dtype":
                    Expect(ref reader, JsonTokenType.String);
                    type = reader.GetString();
                    break;
                case "shape":
                    sizes = ReadNumbers(ref reader);
                    break;
                case "data_offsets":
                    offsets = ReadNumbers(ref reader);
                    break;
                default:
                    throw new TensorFileException(file, $"tensor '{name}' has an unknown entry '{property}'; dtype, shape and data_offsets are expected.");
            }
        }

        if (type is null || sizes is null || offsets is not [long begin, long end])
        {
            throw new TensorFileException(file, $"tensor '{name}' lacks one of dtype, shape and data_offsets (two numbers).");
        }

        ElementType element = ElementTypes.Parse(type)
            ?? throw new TensorFileException(file, $"tensor '{name}' has the unknown element type '{type}'; known are {ElementTypes.KnownNames}.");
        return new Entry(name, element, sizes, begin, end);
    }

    private static List<long> ReadNumbers(ref Utf8JsonReader reader)
    {
        List<long> numbers = [];
        Expect(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0)
            {
                throw new JsonException("a shape or an offset is not a whole number of at least 0");
            }

            numbers.Add(number);
        }

        return numbers;
    }

    private static void Prove(IReadOnlyList<Entry> entries, long bufferBytes, string file)
    {
        long position = 0;
        foreach (Entry entry in entries)
        {
            if (entry.End < entry.Begin || entry.End > bufferBytes)
            {
                throw new TensorFileException(
                    file, $"tensor '{entry.Name}' lies at bytes {entry.Begin} to {entry.End}, outside the {bufferBytes} bytes that the file holds; it is truncated or damaged.");
            }

            if (entry.Begin != position)
            {
                string what = entry.Begin < position ? "overlaps the tensor before it" : "leaves a hole before it";
                throw new TensorFileException(file, $"tensor '{entry.Name}' begins at byte {entry.Begin} where {position} was expected: it {what}.");
            }

            Int128 bytes = ElementTypes.BytesOf(entry.Type);
            foreach (long size in entry.Sizes)
            {
                bytes = Int128.Min(bytes * size, long.MaxValue);
            }

            if (bytes != entry.End - entry.Begin)
            {
                throw new TensorFileException(
                    file, $"tensor '{entry.Name}' of shape [{string.Join(", ", entry.Sizes)}] and type {entry.Type} does not match its {entry.End - entry.Begin} bytes.");
            }

            position = entry.End;
        }

        if (position != bufferBytes)
        {
            throw new TensorFileException(file, $"{bufferBytes - position} bytes at its end belong to no tensor; it is damaged or was appended to.");
        }
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType expected)
    {
        if (!reader.Read() || reader.TokenType != expected)
        {
            throw new JsonException($"{expected} was expected, {reader.TokenType} found");
        }
    }

    /// <summary>One tensor of the header.</summary>
    internal sealed record Entry(string Name, ElementType Type, IReadOnlyList<long> Sizes, long Begin, long End);
}
