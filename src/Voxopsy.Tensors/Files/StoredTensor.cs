using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Voxopsy.Tensors.Files;

/// <summary>A tensor as a file holds it: a view of some storage, of any element type, converted when it is asked for.</summary>
/// <remarks>
/// Several stored tensors may look at one storage (tied weights, aliases), so the storage is held once. Immutable: the storage must not be
/// written to. The view was proven to lie inside its storage when it was made.
/// </remarks>
public sealed class StoredTensor
{
    private readonly ImmutableArray<long> _strides;
    private readonly long _offset;

    private StoredTensor(ElementType type, ImmutableArray<int> sizes, ImmutableArray<long> strides, long offset, ReadOnlyMemory<byte> storage, int count)
    {
        (Type, Sizes, _strides, _offset, Storage, Count) = (type, sizes, strides, offset, storage, count);
    }

    /// <summary>How the elements are written.</summary>
    public ElementType Type { get; }

    /// <summary>Sizes, slowest axis first; empty for a scalar.</summary>
    public ImmutableArray<int> Sizes { get; }

    /// <summary>The number of elements.</summary>
    public int Count { get; }

    /// <summary>The bytes that this view looks at; shared between the views of one storage.</summary>
    public ReadOnlyMemory<byte> Storage { get; }

    /// <summary>Whether the elements follow one another in row-major order.</summary>
    public bool IsContiguous
    {
        get
        {
            long expected = 1;
            for (int axis = Sizes.Length - 1; axis >= 0; axis--)
            {
                if (Sizes[axis] != 1 && _strides[axis] != expected)
                {
                    return Count == 0;
                }

                expected *= Sizes[axis];
            }

            return true;
        }
    }

    /// <summary>A view of storage.</summary>
    /// <param name="type">How the elements are written.</param>
    /// <param name="sizes">Sizes, slowest axis first, each at least 0.</param>
    /// <param name="strides">Elements between neighbors along each axis, each at least 0.</param>
    /// <param name="offset">The first element, counted in elements from the start of the storage.</param>
    /// <param name="storage">Little-endian bytes.</param>
    /// <exception cref="ArgumentException">The view reaches outside its storage, has a negative size, stride or offset, or too many elements for an array.</exception>
    public static StoredTensor View(
        ElementType type, ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides, long offset, ReadOnlyMemory<byte> storage)
    {
        if (sizes.Length != strides.Length)
        {
            throw new ArgumentException($"a view of {sizes.Length} sizes has {strides.Length} strides", nameof(strides));
        }

        if (offset < 0)
        {
            throw new ArgumentException(Text($"a view begins at element {offset}, before its storage"), nameof(offset));
        }

        Int128 count = 1;
        Int128 last = offset;
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            if (sizes[axis] < 0 || strides[axis] < 0)
            {
                throw new ArgumentException(Text($"a view has size {sizes[axis]} and stride {strides[axis]} along axis {axis}; neither may be negative"), nameof(sizes));
            }

            count = Cap(count * sizes[axis]);
            last = Cap(last + ((Int128)Math.Max(0, sizes[axis] - 1) * strides[axis]));
        }

        long held = storage.Length / ElementTypes.BytesOf(type);
        if (count > 0 && last >= held)
        {
            throw new ArgumentException(
                Text($"a view of sizes [{Join(sizes)}], strides [{Join(strides)}] and offset {offset} reaches outside its storage of {held} elements"), nameof(sizes));
        }

        if (count > Array.MaxLength || sizes.ContainsAnyExceptInRange(0L, int.MaxValue))
        {
            throw new ArgumentException(Text($"a tensor of sizes [{Join(sizes)}] has more elements than an array can hold"), nameof(sizes));
        }

        return new StoredTensor(type, [.. sizes.ToArray().Select(size => (int)size)], [.. strides], offset, storage, (int)count);
    }

    /// <summary>A row-major tensor over its own bytes.</summary>
    /// <param name="type">How the elements are written.</param>
    /// <param name="sizes">Sizes, slowest axis first.</param>
    /// <param name="storage">Little-endian bytes, as many as the sizes ask for.</param>
    /// <exception cref="ArgumentException">The bytes do not match the sizes.</exception>
    public static StoredTensor Contiguous(ElementType type, ReadOnlySpan<long> sizes, ReadOnlyMemory<byte> storage)
    {
        long[] strides = new long[sizes.Length];
        Int128 stride = 1;
        for (int axis = sizes.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = (long)stride;
            stride = Cap(stride * Math.Max(0, sizes[axis]));
        }

        if (stride * ElementTypes.BytesOf(type) != storage.Length)
        {
            throw new ArgumentException(Text($"sizes [{Join(sizes)}] of {type} do not match {storage.Length} bytes"), nameof(storage));
        }

        return View(type, sizes, strides, 0, storage);
    }

    /// <summary>A row-major tensor of singles.</summary>
    /// <param name="sizes">Sizes, slowest axis first.</param>
    /// <param name="values">As many values as the sizes ask for; copied.</param>
    /// <exception cref="ArgumentException">The values do not match the sizes.</exception>
    public static StoredTensor FromSingles(ReadOnlySpan<int> sizes, ReadOnlySpan<float> values) =>
        Contiguous(ElementType.Float32, Widened(sizes), MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>A row-major tensor of 64-bit integers.</summary>
    /// <param name="sizes">Sizes, slowest axis first.</param>
    /// <param name="values">As many values as the sizes ask for; copied.</param>
    /// <exception cref="ArgumentException">The values do not match the sizes.</exception>
    public static StoredTensor FromIntegers(ReadOnlySpan<int> sizes, ReadOnlySpan<long> values) =>
        Contiguous(ElementType.Int64, Widened(sizes), MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>The sizes as a tensor's shape.</summary>
    /// <exception cref="ArgumentException">The tensor has more than five axes.</exception>
    public Shape ToShape() => new(Sizes.AsSpan());

    /// <summary>The elements in row-major order, rounded to single precision.</summary>
    public float[] ToSingles()
    {
        float[] values = new float[Count];
        CopyTo(values);
        return values;
    }

    /// <summary>Writes the elements in row-major order, rounded to single precision.</summary>
    /// <param name="destination">Room for <see cref="Count"/> values.</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    public void CopyTo(Span<float> destination)
    {
        if (destination.Length != Count)
        {
            throw new ArgumentException($"{Count} elements do not go into {destination.Length} places.", nameof(destination));
        }

        if (Type == ElementType.Float32 && IsContiguous && Count > 0)
        {
            MemoryMarshal.Cast<byte, float>(Storage.Span).Slice((int)_offset, Count).CopyTo(destination);
            return;
        }

        int width = ElementTypes.BytesOf(Type);
        var walk = new Walk(this);
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = (float)ElementTypes.Decode(Type, Storage.Span.Slice((int)(walk.Next() * width), width));
        }
    }

    /// <summary>The elements in row-major order as doubles.</summary>
    public double[] ToDoubles()
    {
        double[] values = new double[Count];
        int width = ElementTypes.BytesOf(Type);
        var walk = new Walk(this);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = ElementTypes.Decode(Type, Storage.Span.Slice((int)(walk.Next() * width), width));
        }

        return values;
    }

    /// <summary>The elements in row-major order as integers.</summary>
    /// <exception cref="InvalidOperationException">The elements are not of a whole-number type.</exception>
    /// <exception cref="OverflowException">An unsigned element exceeds 2⁶³ − 1.</exception>
    public long[] ToIntegers()
    {
        if (!ElementTypes.IsWhole(Type))
        {
            throw new InvalidOperationException($"A tensor of {Type} cannot be read as integers; ask for singles or doubles.");
        }

        long[] values = new long[Count];
        int width = ElementTypes.BytesOf(Type);
        var walk = new Walk(this);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = ElementTypes.DecodeWhole(Type, Storage.Span.Slice((int)(walk.Next() * width), width));
        }

        return values;
    }

    /// <summary>The bytes of the elements in row-major order; the storage itself where it already lies so.</summary>
    internal ReadOnlyMemory<byte> ToBytes()
    {
        int width = ElementTypes.BytesOf(Type);
        if (IsContiguous)
        {
            return Storage.Slice(Count == 0 ? 0 : checked((int)(_offset * width)), Count * width);
        }

        byte[] bytes = new byte[checked(Count * width)];
        var walk = new Walk(this);
        for (int i = 0; i < Count; i++)
        {
            Storage.Span.Slice((int)(walk.Next() * width), width).CopyTo(bytes.AsSpan(i * width));
        }

        return bytes;
    }

    private static long[] Widened(ReadOnlySpan<int> sizes) => [.. sizes.ToArray().Select(size => (long)size)];

    private static Int128 Cap(Int128 value) => Int128.Min(value, long.MaxValue);

    private static string Join(ReadOnlySpan<long> values) => string.Join(", ", values.ToArray());

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Goes through the places of a view in row-major order.</summary>
    private struct Walk(StoredTensor tensor)
    {
        private readonly int[] _at = new int[tensor.Sizes.Length];
        private long _place = tensor._offset;

        internal long Next()
        {
            long here = _place;
            for (int axis = _at.Length - 1; axis >= 0; axis--)
            {
                _place += tensor._strides[axis];
                if (++_at[axis] < tensor.Sizes[axis])
                {
                    break;
                }

                _place -= tensor._strides[axis] * tensor.Sizes[axis];
                _at[axis] = 0;
            }

            return here;
        }
    }
}
