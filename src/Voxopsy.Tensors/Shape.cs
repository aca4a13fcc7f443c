namespace Voxopsy.Tensors;

/// <summary>The sizes of a tensor along its axes, slowest first (batch, channel, depth, height, width).</summary>
/// <remarks>Immutable; compared by its sizes. At most <see cref="MaximumRank"/> axes. The shape without axes is a scalar and counts one element.</remarks>
public sealed class Shape : IEquatable<Shape>
{
    /// <summary>The most axes a tensor may have: batch, channel and three of space.</summary>
    public const int MaximumRank = 5;

    private readonly int[] _sizes;

    /// <summary>Makes a shape of the given sizes.</summary>
    /// <param name="sizes">Sizes, slowest axis first; each at least 0; at most five.</param>
    /// <exception cref="ArgumentException">A size is negative, there are more than five, or the product exceeds what one array can hold.</exception>
    public Shape(params ReadOnlySpan<int> sizes)
    {
        if (sizes.Length > MaximumRank)
        {
            throw new ArgumentException($"A tensor has at most {MaximumRank} axes; {sizes.Length} were given: {Text(sizes)}.", nameof(sizes));
        }

        long count = 1;
        foreach (int size in sizes)
        {
            if (size < 0)
            {
                throw new ArgumentException($"The size of an axis cannot be negative: {Text(sizes)}.", nameof(sizes));
            }

            count = size == 0 ? 0 : Math.Min(count * size, long.MaxValue / int.MaxValue);
        }

        if (count > Array.MaxLength)
        {
            throw new ArgumentException($"A tensor holds at most {Array.MaxLength} elements; {Text(sizes)} has more.", nameof(sizes));
        }

        _sizes = sizes.ToArray();
        Count = (int)count;
    }

    /// <summary>The number of axes, 0 to 5.</summary>
    public int Rank => _sizes.Length;

    /// <summary>The number of elements: the product of the sizes, 1 for a scalar.</summary>
    public int Count { get; }

    /// <summary>The sizes, slowest axis first.</summary>
    public ReadOnlySpan<int> Sizes => _sizes;

    /// <summary>The size along one axis.</summary>
    /// <param name="axis">From 0 (slowest) to <see cref="Rank"/> - 1.</param>
    public int this[int axis] => _sizes[axis];

    /// <summary>The size along one axis, counted from the end.</summary>
    /// <param name="axis">Such as <c>^1</c> for the fastest axis.</param>
    public int this[Index axis] => _sizes[axis];

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && _sizes.AsSpan().SequenceEqual(other._sizes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (int size in _sizes)
        {
            hash.Add(size);
        }

        return hash.ToHashCode();
    }

    /// <summary>The sizes as text, such as <c>[2, 64, 7, 7]</c>.</summary>
    public override string ToString() => Text(_sizes);

    private static string Text(ReadOnlySpan<int> sizes) => "[" + string.Join(", ", sizes.ToArray()) + "]";
}
