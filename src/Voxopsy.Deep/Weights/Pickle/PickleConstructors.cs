using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;
using System.Text;
using Voxopsy.Tensors.Files;

namespace Voxopsy.Deep.Weights.Pickle;

/// <summary>The short list of names that state dictionaries need, each with a constructor of our own.</summary>
/// <remarks>A name that is not here is refused. No name is ever resolved to code: the constructors below only arrange values.</remarks>
internal static class PickleConstructors
{
    private const int MaximumText = 4096;
    private const int MaximumAxes = 64;
    private const string Tensor2 = "torch._utils._rebuild_tensor_v2";

    private static readonly FrozenDictionary<string, ElementType> Storages = new Dictionary<string, ElementType>
    {
        ["FloatStorage"] = ElementType.Float32,
        ["DoubleStorage"] = ElementType.Float64,
        ["HalfStorage"] = ElementType.Float16,
        ["BFloat16Storage"] = ElementType.BFloat16,
        ["LongStorage"] = ElementType.Int64,
        ["IntStorage"] = ElementType.Int32,
        ["ShortStorage"] = ElementType.Int16,
        ["CharStorage"] = ElementType.Int8,
        ["ByteStorage"] = ElementType.UInt8,
        ["BoolStorage"] = ElementType.Boolean,
        ["UntypedStorage"] = ElementType.UInt8,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, ElementType> Types = new Dictionary<string, ElementType>
    {
        ["torch.float32"] = ElementType.Float32,
        ["torch.float64"] = ElementType.Float64,
        ["torch.float16"] = ElementType.Float16,
        ["torch.bfloat16"] = ElementType.BFloat16,
        ["torch.int64"] = ElementType.Int64,
        ["torch.int32"] = ElementType.Int32,
        ["torch.int16"] = ElementType.Int16,
        ["torch.int8"] = ElementType.Int8,
        ["torch.uint8"] = ElementType.UInt8,
        ["torch.uint16"] = ElementType.UInt16,
        ["torch.uint32"] = ElementType.UInt32,
        ["torch.uint64"] = ElementType.UInt64,
        ["torch.bool"] = ElementType.Boolean,
        ["torch.float8_e4m3fn"] = ElementType.Float8E4M3,
        ["torch.float8_e5m2"] = ElementType.Float8E5M2,
    }.ToFrozenDictionary();

    /// <summary>Every callable name and what it makes of its arguments.</summary>
    private static readonly FrozenDictionary<string, Func<object?[], object?>> Callables = new Dictionary<string, Func<object?[], object?>>
    {
        [Tensor2] = RebuildTensor,
        ["torch._utils._rebuild_tensor"] = RebuildTensor,
        ["torch._utils._rebuild_tensor_v3"] = RebuildTensorOfType,
        ["torch._utils._rebuild_parameter"] = arguments => TensorOf(arguments, 0),
        ["torch._utils._rebuild_parameter_with_state"] = arguments => TensorOf(arguments, 0),
        ["torch._tensor._rebuild_from_type_v2"] = RebuildFromType,
        ["collections.OrderedDict"] = DictionaryOf,
        ["collections.defaultdict"] = arguments => DictionaryOf(arguments.Length > 1 ? arguments[1..] : []),
        ["builtins.dict"] = DictionaryOf,
        ["pytorch_lightning.utilities.parsing.AttributeDict"] = DictionaryOf,
        ["lightning_fabric.utilities.data.AttributeDict"] = DictionaryOf,
        ["lightning.fabric.utilities.data.AttributeDict"] = DictionaryOf,
        ["torch.Size"] = arguments => arguments.Length == 1 ? TupleOf(arguments[0]) : [],
        ["torch.device"] = arguments => "device " + string.Join(":", arguments.Take(2).Select(Text)),
        ["torch.serialization._get_layout"] = arguments => Text(arguments.ElementAtOrDefault(0)),
        ["builtins.set"] = ListOf,
        ["__builtin__.set"] = ListOf,
        ["builtins.frozenset"] = ListOf,
        ["builtins.list"] = ListOf,
        ["builtins.bytearray"] = BytesOf,
        ["builtins.complex"] = arguments => new PickleOpaque("complex", arguments),
        ["builtins.slice"] = arguments => new PickleOpaque("slice", arguments),
        ["_codecs.encode"] = BytesOf,
        ["argparse.Namespace"] = arguments => new PickleOpaque("argparse.Namespace", arguments),
        ["types.SimpleNamespace"] = arguments => new PickleOpaque("types.SimpleNamespace", arguments),
        ["pathlib.Path"] = PathOf,
        ["pathlib.PosixPath"] = PathOf,
        ["pathlib.WindowsPath"] = PathOf,
        ["pathlib.PurePosixPath"] = PathOf,
        ["pathlib._local.PosixPath"] = PathOf,
        ["datetime.datetime"] = arguments => new PickleOpaque("datetime.datetime", arguments),
        ["datetime.timedelta"] = arguments => new PickleOpaque("datetime.timedelta", arguments),
        ["numpy.dtype"] = arguments => new PickleNumpyType(Text(arguments.ElementAtOrDefault(0)).TrimStart('<', '|', '=')),
        ["numpy.core.multiarray.scalar"] = NumpyScalar,
        ["numpy._core.multiarray.scalar"] = NumpyScalar,
        ["numpy.core.multiarray._reconstruct"] = _ => new PickleNumpyArray(),
        ["numpy._core.multiarray._reconstruct"] = _ => new PickleNumpyArray(),
        ["numpy.core.numeric._frombuffer"] = NumpyFromBuffer,
        ["numpy._core.numeric._frombuffer"] = NumpyFromBuffer,
    }.ToFrozenDictionary();

    /// <summary>Names that may be mentioned but not called.</summary>
    private static readonly FrozenSet<string> Mentioned = FrozenSet.ToFrozenSet(
    [
        "numpy.ndarray", "torch.Tensor", "torch.nn.parameter.Parameter", "torch.strided", "torch.contiguous_format",
        "builtins.int", "builtins.float", "builtins.str", "builtins.bool", "builtins.tuple", "builtins.bytes", "builtins.object",
        "__builtin__.int", "__builtin__.float", "__builtin__.str", "__builtin__.bool", "__builtin__.list", "__builtin__.dict", "__builtin__.object",
    ]);

    /// <summary>The known global of a name, or null.</summary>
    internal static object? Find(string module, string name)
    {
        var global = new PickleGlobal(module, name);
        bool known = Callables.ContainsKey(global.FullName) || Mentioned.Contains(global.FullName) || Types.ContainsKey(global.FullName) || StorageType(global) is not null;
        return known ? global : null;
    }

    /// <summary>What a known name makes of its arguments.</summary>
    internal static object? Call(object? callee, object? arguments)
    {
        if (callee is not PickleGlobal global)
        {
            throw new PickleException($"calls {Kind(callee)}, which is not a name");
        }

        if (arguments is not object?[] tuple)
        {
            throw new PickleException($"calls '{global.FullName}' with {Kind(arguments)} instead of a tuple");
        }

        return Callables.TryGetValue(global.FullName, out Func<object?[], object?>? constructor)
            ? constructor(tuple)
            : throw new PickleException($"calls '{global.FullName}', which state dictionaries only mention; it was not called");
    }

    /// <summary>Sets the state of an object just made.</summary>
    internal static void Build(object? target, object? state)
    {
        switch (target)
        {
            case PickleOpaque opaque:
                opaque.State = state;
                break;
            case PickleNumpyType type when state is object?[] { Length: >= 2 } parts:
                type.IsBigEndian = parts[1] is ">";
                break;
            case PickleNumpyArray array when state is object?[] { Length: 5 } parts:
                array.Tensor = NumpyTensor(parts[2], parts[1], parts[4], Text(parts[3]));
                break;
            case PickleDictionary or PickleTensor or PickleList when state is PickleDictionary or object?[] or null:
                // Attributes such as the '_metadata' of a state dictionary: not needed.
                break;
            default:
                throw new PickleException($"sets a state on {Kind(target)}, which has none");
        }
    }

    /// <summary>A storage from its persistent identity.</summary>
    internal static PickleStorage Storage(object? identity)
    {
        if (identity is not object?[] { Length: >= 5 } parts || Text(parts[0]) != "storage" || parts[1] is not PickleGlobal global
            || StorageType(global) is not { } type || parts[2] is not (string or long) || parts[4] is not long count || count < 0)
        {
            throw new PickleException("names a storage in an unknown way; ('storage', type, key, location, count) was expected");
        }

        if (parts.Length > 5 && parts[5] is not null)
        {
            throw new PickleException("holds a view of a storage in the way of torch 0.1, which is not read; save it again with a newer torch");
        }

        return new PickleStorage(Text(parts[2]), type, count);
    }

    internal static string Kind(object? value) => value switch
    {
        null => "None",
        string => "a text",
        long or BigInteger => "a whole number",
        double => "a number",
        bool => "a truth value",
        byte[] => "bytes",
        object?[] => "a tuple",
        PickleList => "a list",
        PickleDictionary => "a dictionary",
        PickleGlobal global => $"the name '{global.FullName}'",
        PickleOpaque opaque => $"an object of kind '{opaque.Kind}'",
        PickleTensor => "a tensor",
        PickleStorage => "a storage",
        PickleNumpyType => "a numpy type",
        _ => "a numpy array",
    };

    /// <summary>A short text of a value; long ones are refused, since a pickle could ask for them again and again.</summary>
    internal static string Text(object? value) => value switch
    {
        string { Length: > MaximumText } or byte[] { Length: > MaximumText } => throw new PickleException("uses a text of unreasonable length as a name"),
        string text => text,
        byte[] bytes => Encoding.Latin1.GetString(bytes),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        bool truth => truth ? "True" : "False",
        null => "None",
        PickleGlobal global => global.FullName,
        _ => Kind(value),
    };

    private static ElementType? StorageType(PickleGlobal global) =>
        global.Module is "torch" or "torch.storage" or "torch.cuda" && Storages.TryGetValue(global.Name, out ElementType type) ? type : null;

    private static PickleTensor RebuildTensor(object?[] arguments) => arguments is [PickleStorage storage, long offset, var sizes, var strides, ..]
        ? new PickleTensor(storage, storage.Type, offset, Numbers(sizes), Numbers(strides))
        : throw new PickleException("rebuilds a tensor from something else than storage, offset, sizes and strides");

    // Version 3 carries the element type beside an untyped storage.
    private static PickleTensor RebuildTensorOfType(object?[] arguments)
    {
        PickleTensor tensor = RebuildTensor(arguments);
        if (arguments.Length < 7 || arguments[6] is not PickleGlobal type || !Types.TryGetValue(type.FullName, out ElementType element))
        {
            throw new PickleException("rebuilds a tensor of an unknown element type");
        }

        return tensor with { Type = element };
    }

    private static object? RebuildFromType(object?[] arguments) => arguments is [PickleGlobal function, _, object?[] inner, ..]
        && function.FullName.StartsWith("torch._utils._rebuild_", StringComparison.Ordinal)
        ? Call(function, inner)
        : throw new PickleException("rebuilds a tensor through a name that is not torch's own");

    private static PickleTensor TensorOf(object?[] arguments, int index) => arguments.ElementAtOrDefault(index) is PickleTensor tensor
        ? tensor
        : throw new PickleException("rebuilds a parameter from something that is not a tensor");

    private static PickleDictionary DictionaryOf(object?[] arguments)
    {
        var made = new PickleDictionary();
        switch (arguments.ElementAtOrDefault(0))
        {
            case null:
                break;
            case PickleDictionary other:
                made.Entries.AddRange(other.Entries);
                break;
            case PickleList pairs:
                foreach (object? pair in pairs.Items)
                {
                    (object? key, object? value) = pair switch
                    {
                        object?[] { Length: 2 } tuple => (tuple[0], tuple[1]),
                        PickleList { Items.Count: 2 } list => (list.Items[0], list.Items[1]),
                        _ => throw new PickleException("makes a dictionary from something that is not pairs"),
                    };
                    made.Entries.Add(new(key, value));
                }

                break;
            default:
                throw new PickleException("makes a dictionary from " + Kind(arguments[0]));
        }

        return made;
    }

    private static PickleList ListOf(object?[] arguments)
    {
        var made = new PickleList();
        made.Items.AddRange(arguments.Length == 0 ? [] : TupleOf(arguments[0]));
        return made;
    }

    private static object?[] TupleOf(object? value) => value switch
    {
        object?[] tuple => tuple,
        PickleList list => [.. list.Items],
        _ => throw new PickleException("makes a sequence from " + Kind(value)),
    };

    private static string PathOf(object?[] arguments) => string.Join("/", arguments.Take(MaximumAxes).Select(Text));

    private static byte[] BytesOf(object?[] arguments) => arguments switch
    {
        [] => [],
        [byte[] bytes, ..] => bytes,
        [string text, string encoding] when encoding is "latin1" or "latin-1" => Encoding.Latin1.GetBytes(text),
        _ => throw new PickleException("makes bytes from something that is not text in latin1"),
    };

    private static long[] Numbers(object? value)
    {
        if (value is object?[] { Length: > MaximumAxes } or PickleList { Items.Count: > MaximumAxes })
        {
            throw new PickleException($"has a tensor of more than {MaximumAxes} axes");
        }

        return [.. TupleOf(value).Select(item => item is long number ? number : throw new PickleException("has a size or stride that is not a whole number"))];
    }

    private static object? NumpyScalar(object?[] arguments)
    {
        if (arguments is not [PickleNumpyType { Element: { } element } type, byte[] bytes])
        {
            return new PickleOpaque("numpy scalar", arguments);
        }

        StoredTensor scalar = NumpyTensor(type, Array.Empty<object?>(), bytes, "False") ?? throw new PickleException("holds a numpy scalar of a wrong size");
        return element == ElementType.Boolean ? scalar.ToIntegers()[0] != 0
            : element <= ElementType.Int64 ? scalar.ToIntegers()[0]
            : scalar.ToDoubles()[0];
    }

    private static PickleNumpyArray NumpyFromBuffer(object?[] arguments) => arguments is [byte[] bytes, var type, var sizes, string order, ..]
        ? new PickleNumpyArray { Tensor = NumpyTensor(type, sizes, bytes, order == "F" ? "True" : "False") }
        : throw new PickleException("makes a numpy array from something else than bytes, type, sizes and order");

    private static StoredTensor? NumpyTensor(object? type, object? sizes, object? content, string columnMajor)
    {
        if (type is not PickleNumpyType { Element: { } element, IsBigEndian: false } || content is not byte[] bytes || columnMajor != "False")
        {
            return null;
        }

        try
        {
            return StoredTensor.Contiguous(element, Numbers(sizes), bytes);
        }
        catch (ArgumentException cause)
        {
            throw new PickleException("holds a numpy array whose " + cause.Message);
        }
    }
}
