using System.Globalization;
using Voxopsy.Deep.Weights.Pickle;
using Voxopsy.Tensors.Files;

namespace Voxopsy.Deep.Weights;

/// <summary>Turns what a pickle described into tensors over their storages, and flattens its dictionaries to dotted names.</summary>
/// <param name="file">For messages.</param>
/// <param name="fileBytes">The size of the file: nothing larger is made from it.</param>
/// <param name="storageOf">The little-endian bytes of a storage.</param>
internal sealed class StorageResolver(string file, long fileBytes, Func<PickleStorage, ReadOnlyMemory<byte>> storageOf)
{
    private const int MaximumDepth = 100;
    private const int MaximumFact = 4096;

    private readonly Dictionary<string, ReadOnlyMemory<byte>> _storages = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, StoredTensor> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _facts = new(StringComparer.Ordinal);
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private long _named;

    /// <summary>The tensors and facts below a value.</summary>
    internal WeightFile Resolve(object? root, WeightContainer container)
    {
        if (root is not (PickleDictionary or PickleTensor or PickleList or object?[] or PickleOpaque))
        {
            throw new TensorFileException(file, $"it holds {PickleConstructors.Kind(root)}, not a state dictionary.");
        }

        Visit("", root, 0);
        if (_tensors.Count == 0)
        {
            throw new TensorFileException(file, $"no tensor is in it; its keys are {string.Join(", ", TopLevel(root).Take(20))}.");
        }

        return new WeightFile(file, container, TopLevel(root), _tensors, _facts);
    }

    private static string[] TopLevel(object? root) => root is PickleDictionary dictionary
        ? [.. dictionary.Entries.Select(entry => PickleConstructors.Text(entry.Key)).Distinct()]
        : [];

    private void Visit(string path, object? value, int depth)
    {
        // Dictionaries inside dictionaries beyond any real checkpoint, or the same one reached twice, are left alone.
        if (depth > MaximumDepth || (value is PickleDictionary or PickleList or PickleOpaque or object?[] { Length: > 0 } && !_seen.Add(value)))
        {
            return;
        }

        switch (value)
        {
            case PickleTensor tensor:
                Add(path, View(path, tensor));
                break;
            case PickleNumpyArray { Tensor: { } array }:
                Add(path, array);
                break;
            case PickleDictionary dictionary:
                foreach (KeyValuePair<object?, object?> entry in dictionary.Entries)
                {
                    Visit(Join(path, PickleConstructors.Text(entry.Key)), entry.Value, depth + 1);
                }

                break;
            case PickleList list:
                VisitAll(path, list.Items, depth);
                break;
            case object?[] tuple:
                VisitAll(path, tuple, depth);
                break;
            case PickleOpaque opaque:
                Visit(path, opaque.State, depth + 1);
                break;
            case string or long or double or bool or null:
                string text = value is string { Length: > MaximumFact } longer ? longer[..MaximumFact] : PickleConstructors.Text(value);
                _facts[path] = text;
                break;
        }
    }

    private void VisitAll(string path, IReadOnlyList<object?> items, int depth)
    {
        for (int i = 0; i < items.Count; i++)
        {
            Visit(Join(path, i.ToString(CultureInfo.InvariantCulture)), items[i], depth + 1);
        }
    }

    private string Join(string path, string key)
    {
        string joined = path.Length == 0 ? key : path + "." + key;
        _named += joined.Length;
        if (_named > Math.Max(64 << 20, fileBytes))
        {
            throw new TensorFileException(file, "the names inside it are longer than the file itself could justify.");
        }

        return joined;
    }

    private void Add(string path, StoredTensor tensor)
    {
        if (!_tensors.TryAdd(path, tensor))
        {
            throw new TensorFileException(file, $"two tensors are named '{path}'.");
        }
    }

    private StoredTensor View(string path, PickleTensor tensor)
    {
        if (!_storages.TryGetValue(tensor.Storage.Key, out ReadOnlyMemory<byte> storage))
        {
            _storages[tensor.Storage.Key] = storage = storageOf(tensor.Storage);
        }

        long announced = tensor.Storage.Count;
        if ((Int128)announced * ElementTypes.BytesOf(tensor.Storage.Type) > storage.Length)
        {
            throw new TensorFileException(
                file, $"tensor '{path}' looks at storage '{tensor.Storage.Key}', which announces {announced} elements of {tensor.Storage.Type} and holds {storage.Length} bytes.");
        }

        Int128 bytes = ElementTypes.BytesOf(tensor.Type);
        foreach (long size in tensor.Sizes)
        {
            bytes = Int128.Min(bytes * Math.Max(0, size), long.MaxValue);
        }

        // A view may repeat its storage (stride 0), but not so often that a small file asks for a large array.
        if (bytes > Int128.Max(1 << 20, fileBytes))
        {
            throw new TensorFileException(
                file, $"tensor '{path}' of sizes [{string.Join(", ", tensor.Sizes)}] would be larger than the file of {fileBytes} bytes that holds it.");
        }

        try
        {
            return StoredTensor.View(tensor.Type, tensor.Sizes, tensor.Strides, tensor.Offset, storage);
        }
        catch (ArgumentException cause)
        {
            throw new TensorFileException(file, $"tensor '{path}': {cause.Message}", cause);
        }
    }
}
