using System.Globalization;
using Voxopsy.Tensors.Files;

namespace Voxopsy.Deep.Weights.Pickle;

/// <summary>A name that a pickle refers to and that is on the list of known ones; it is never looked up as code.</summary>
internal sealed record PickleGlobal(string Module, string Name)
{
    internal string FullName => Module + "." + Name;
}

/// <summary>A dictionary, in the order of its entries; keys are compared by nobody until they are asked for by text.</summary>
internal sealed class PickleDictionary
{
    internal List<KeyValuePair<object?, object?>> Entries { get; } = [];

    /// <summary>The value of a text key, the last one written, or null.</summary>
    internal object? this[string key] => Entries.FindLast(entry => entry.Key is string text && text == key).Value;
}

/// <summary>A list or a set.</summary>
internal sealed class PickleList
{
    internal List<object?> Items { get; } = [];
}

/// <summary>An object of a known, harmless kind that is carried along and not understood further.</summary>
internal sealed class PickleOpaque(string kind, object?[] arguments)
{
    internal string Kind { get; } = kind;

    internal object?[] Arguments { get; } = arguments;

    internal object? State { get; set; }
}

/// <summary>The type of the elements of a numpy array or scalar.</summary>
internal sealed class PickleNumpyType(string code)
{
    /// <summary>Such as <c>f4</c>, without the byte order.</summary>
    internal string Code { get; } = code;

    internal bool IsBigEndian { get; set; }

    /// <summary>The element type, or null for texts, objects and records.</summary>
    internal ElementType? Element => Code switch
    {
        "b1" => ElementType.Boolean,
        "i1" => ElementType.Int8,
        "u1" => ElementType.UInt8,
        "i2" => ElementType.Int16,
        "u2" => ElementType.UInt16,
        "i4" => ElementType.Int32,
        "u4" => ElementType.UInt32,
        "i8" => ElementType.Int64,
        "u8" => ElementType.UInt64,
        "f2" => ElementType.Float16,
        "f4" => ElementType.Float32,
        "f8" => ElementType.Float64,
        _ => null,
    };
}

/// <summary>A numpy array before and after its state is set.</summary>
internal sealed class PickleNumpyArray
{
    internal StoredTensor? Tensor { get; set; }
}

/// <summary>The storage that a tensor looks at, by its key in the container.</summary>
internal sealed record PickleStorage(string Key, ElementType Type, long Count);

/// <summary>A tensor: a view of a storage that is read later.</summary>
internal sealed record PickleTensor(PickleStorage Storage, ElementType Type, long Offset, long[] Sizes, long[] Strides);

/// <summary>A pickle that is not allowed or not well-formed.</summary>
internal sealed class PickleException(string message) : Exception(message)
{
    internal static PickleException At(long position, string problem) =>
        new(string.Create(CultureInfo.InvariantCulture, $"at byte {position} of its pickle {problem}"));
}
