using System.Globalization;

namespace Voxopsy.Imaging.Dicom;

/// <summary>The number of a DICOM data element: group and element.</summary>
/// <param name="Group">Group; odd groups are private.</param>
/// <param name="Element">Element within the group.</param>
public readonly record struct DicomTag(ushort Group, ushort Element) : IComparable<DicomTag>
{
    /// <summary>Gets whether a manufacturer, not the standard, says what the element means.</summary>
    public bool IsPrivate => (Group & 1) == 1;

    /// <summary>Gets both numbers in one, in the order of a data set.</summary>
    public uint Number => ((uint)Group << 16) | Element;

    /// <summary>A tag from its eight hexadecimal digits, such as 0x00100020.</summary>
    /// <param name="number">Group in the high half, element in the low half.</param>
    /// <returns>The tag.</returns>
    public static DicomTag Of(uint number) => new((ushort)(number >> 16), (ushort)number);

    /// <inheritdoc/>
    public int CompareTo(DicomTag other) => Number.CompareTo(other.Number);

    /// <summary>Whether one tag comes before another in a data set.</summary>
    /// <param name="left">One tag.</param>
    /// <param name="right">Another tag.</param>
    /// <returns>True for a smaller number.</returns>
    public static bool operator <(DicomTag left, DicomTag right) => left.Number < right.Number;

    /// <summary>Whether one tag comes after another in a data set.</summary>
    /// <param name="left">One tag.</param>
    /// <param name="right">Another tag.</param>
    /// <returns>True for a larger number.</returns>
    public static bool operator >(DicomTag left, DicomTag right) => left.Number > right.Number;

    /// <summary>Whether one tag is not after another in a data set.</summary>
    /// <param name="left">One tag.</param>
    /// <param name="right">Another tag.</param>
    /// <returns>True for a smaller or the same number.</returns>
    public static bool operator <=(DicomTag left, DicomTag right) => left.Number <= right.Number;

    /// <summary>Whether one tag is not before another in a data set.</summary>
    /// <param name="left">One tag.</param>
    /// <param name="right">Another tag.</param>
    /// <returns>True for a larger or the same number.</returns>
    public static bool operator >=(DicomTag left, DicomTag right) => left.Number >= right.Number;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({Group:X4},{Element:X4})");
}
