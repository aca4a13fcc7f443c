using System.Buffers.Binary;
using System.Numerics;
using Voxopsy.Deep.Weights.Pickle;
using Voxopsy.Tensors.Files;

namespace Voxopsy.Deep.Weights;

/// <summary>Reads the container that PyTorch wrote before 1.6, such as the published MedicalNet files.</summary>
/// <remarks>
/// In a row: the magic number 0x1950a86a20f9469cfc6c, the protocol 1001 and facts about the system (each a pickle), the object, the list of
/// storage keys, then for each key the number of its elements (64 bits) and their bytes.
/// </remarks>
internal static class TorchLegacyReader
{
    private static readonly BigInteger Magic = BigInteger.Parse("119547037146038801333356", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Whether the first bytes are a pickled magic number.</summary>
    internal static bool Begins(ReadOnlySpan<byte> head) =>
        head.Length >= 14 && head[0] == 0x80 && head[2] == 0x8a && head[3] == 10 && new BigInteger(head.Slice(4, 10)) == Magic;

    internal static WeightFile Read(FileStream stream, string file)
    {
        if (stream.Length > Array.MaxLength)
        {
            throw new TensorFileException(file, $"it has {stream.Length} bytes in the old container, of which at most {Array.MaxLength} are read; save it again as safetensors.");
        }

        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        try
        {
            return Read(bytes, file);
        }
        catch (PickleException problem)
        {
            throw new TensorFileException(file, problem.Message + ".", problem);
        }
    }

    private static WeightFile Read(byte[] bytes, string file)
    {
        var machine = new PickleMachine(bytes);
        machine.Read(0);
        if (machine.Read(machine.Position) is not 1001L)
        {
            throw new TensorFileException(file, "its container has another protocol than 1001.");
        }

        if (machine.Read(machine.Position) is PickleDictionary system && system["little_endian"] is false)
        {
            throw new TensorFileException(file, "its numbers are big-endian; save it again on a little-endian machine or as safetensors.");
        }

        object? root = machine.Read(machine.Position);
        object? keys = machine.Read(machine.Position);
        if (keys is not PickleList list)
        {
            throw new TensorFileException(file, "the list of its storages is missing; it is damaged.");
        }

        // How wide the elements of a storage are is only known from the object, so storages are found as far as they can be.
        Dictionary<string, PickleStorage> storages = Storages(root);
        Dictionary<string, ReadOnlyMemory<byte>> contents = new(StringComparer.Ordinal);
        int position = machine.Position;
        foreach (object? item in list.Items)
        {
            string key = PickleConstructors.Text(item);
            if (!storages.TryGetValue(key, out PickleStorage? storage))
            {
                throw new TensorFileException(file, $"it holds a storage '{key}' that no tensor looks at; it is damaged.");
            }

            long left = bytes.Length - position - 8L;
            long count = left < 0 ? -1 : BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(position));
            int width = ElementTypes.BytesOf(storage.Type);
            if (count < 0 || count > left / width || count != storage.Count)
            {
                throw new TensorFileException(file, $"storage '{key}' announces {count} elements of {storage.Type} where {storage.Count} belong and {Math.Max(0, left)} bytes are left; it is truncated or damaged.");
            }

            int length = (int)(count * width);
            if (!contents.TryAdd(key, bytes.AsMemory(position + 8, length)))
            {
                throw new TensorFileException(file, $"it holds storage '{key}' twice.");
            }

            position += 8 + length;
        }

        var resolver = new StorageResolver(file, bytes.Length, storage => contents.TryGetValue(storage.Key, out ReadOnlyMemory<byte> content)
            ? content
            : throw new TensorFileException(file, $"storage '{storage.Key}' is not in the file."));
        return resolver.Resolve(root, WeightContainer.TorchLegacy);
    }

    private static Dictionary<string, PickleStorage> Storages(object? root)
    {
        Dictionary<string, PickleStorage> found = new(StringComparer.Ordinal);
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        Stack<object?> open = new([root]);
        while (open.TryPop(out object? value))
        {
            if (value is null || (value is not PickleTensor && !seen.Add(value)))
            {
                continue;
            }

            IEnumerable<object?> inner = value switch
            {
                PickleDictionary dictionary => dictionary.Entries.Select(entry => entry.Value),
                PickleList list => list.Items,
                object?[] tuple => tuple,
                PickleOpaque opaque => [.. opaque.Arguments, opaque.State],
                PickleTensor tensor => [tensor.Storage],
                _ => [],
            };
            if (value is PickleStorage storage)
            {
                found.TryAdd(storage.Key, storage);
            }

            foreach (object? item in inner)
            {
                open.Push(item);
            }
        }

        return found;
    }
}
