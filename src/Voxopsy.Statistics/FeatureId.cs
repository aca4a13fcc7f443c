using System.Text.Json.Serialization;

namespace Voxopsy.Statistics;

/// <summary>The name of a column of a <see cref="FeatureTable"/>.</summary>
/// <remarks>Names are compared exactly: case, spaces and punctuation count.</remarks>
[JsonConverter(typeof(FeatureIdJsonConverter))]
public readonly record struct FeatureId : IComparable<FeatureId>
{
    /// <summary>Names a feature.</summary>
    /// <param name="name">A name that is not empty, such as <c>tumour.shape_sphericity</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public FeatureId(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Orders by name, ordinal.</summary>
    public int CompareTo(FeatureId other) => string.CompareOrdinal(Name, other.Name);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Whether the left name sorts before the right one.</summary>
    public static bool operator <(FeatureId left, FeatureId right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left name sorts after the right one.</summary>
    public static bool operator >(FeatureId left, FeatureId right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left name does not sort after the right one.</summary>
    public static bool operator <=(FeatureId left, FeatureId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left name does not sort before the right one.</summary>
    public static bool operator >=(FeatureId left, FeatureId right) => left.CompareTo(right) >= 0;
}
