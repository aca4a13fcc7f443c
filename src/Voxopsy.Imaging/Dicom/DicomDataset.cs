using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Voxopsy.Imaging.Dicom;

/// <summary>Data elements in ascending order of their tags, with the byte order and character set they were written in.</summary>
public sealed class DicomDataset
{
    private readonly List<DicomElement> _elements;
    private readonly Lazy<CharacterSet> _characters;

    /// <summary>Creates a data set of elements in memory, little endian.</summary>
    /// <param name="elements">Elements in any order, each tag once.</param>
    /// <exception cref="ArgumentException">A tag occurs twice.</exception>
    public DicomDataset(IEnumerable<DicomElement> elements)
        : this([.. elements], ByteOrder.LittleEndian, null) =>
        _ = FirstRepeated is { } tag ? throw new ArgumentException($"The element {tag} occurs twice.", nameof(elements)) : 0;

    internal DicomDataset(List<DicomElement> elements, ByteOrder order, DicomDataset? parent)
    {
        for (int i = 1; i < elements.Count; i++)
        {
            if (elements[i].Tag <= elements[i - 1].Tag)
            {
                elements.Sort((a, b) => a.Tag.CompareTo(b.Tag));
                FirstRepeated = Repeated(elements);
                break;
            }
        }

        (_elements, Order) = (elements, order);
        _characters = new Lazy<CharacterSet>(() => Find(DicomTags.SpecificCharacterSet) is { Value.Length: > 0 } declared
            ? Imaging.Dicom.CharacterSet.Parse(Encoding.Latin1.GetString(declared.Value.Span).TrimEnd('\0', ' ').Split('\\'))
            : parent?.CharacterSet ?? CharacterSet.Default);
    }

    /// <summary>Gets the elements, by ascending tag.</summary>
    public IReadOnlyList<DicomElement> Elements => _elements;

    /// <summary>Gets the byte order of numbers.</summary>
    internal ByteOrder Order { get; }

    internal CharacterSet CharacterSet => _characters.Value;

    /// <summary>Gets the first tag that occurs more than once, if any does.</summary>
    internal DicomTag? FirstRepeated { get; }

    /// <summary>One element.</summary>
    /// <param name="tag">Its number.</param>
    /// <returns>The element, or null when it is absent.</returns>
    public DicomElement? Find(DicomTag tag)
    {
        int low = 0;
        int high = _elements.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = _elements[middle].Tag.CompareTo(tag);
            if (order == 0)
            {
                return _elements[middle];
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    /// <summary>The first value of a text element.</summary>
    /// <param name="tag">Its number.</param>
    /// <returns>The text without padding; empty when the element is absent or empty.</returns>
    public string Text(DicomTag tag) => Texts(tag) is { Count: > 0 } values ? values[0] : string.Empty;

    /// <summary>All values of a text element.</summary>
    /// <param name="tag">Its number.</param>
    /// <returns>Texts without padding; empty when the element is absent or empty.</returns>
    public IReadOnlyList<string> Texts(DicomTag tag)
    {
        if (Find(tag) is not { Value.Length: > 0 } element)
        {
            return [];
        }

        DicomVr vr = element.Vr == DicomVr.UN ? DataDictionary.VrOf(tag) : element.Vr;
        string text = DicomVrRules.UsesCharacterSet(vr)
            ? CharacterSet.Decode(element.Value.Span)
            : Encoding.Latin1.GetString(element.Value.Span);
        if (!DicomVrRules.IsMultiValued(vr))
        {
            return [text.TrimEnd('\0', ' ')];
        }

        string[] values = text.Split('\\');
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = vr is DicomVr.PN or DicomVr.UC ? values[i].TrimEnd('\0', ' ') : values[i].Trim('\0', ' ');
        }

        return values;
    }

    /// <summary>The items of a sequence.</summary>
    /// <param name="tag">Its number.</param>
    /// <returns>The items; empty when the sequence is absent or empty.</returns>
    public IReadOnlyList<DicomDataset> Items(DicomTag tag) => Find(tag)?.Items ?? [];

    /// <summary>The first item of a sequence.</summary>
    /// <param name="tag">Its number.</param>
    /// <returns>The item, or null when the sequence is absent or empty.</returns>
    public DicomDataset? Item(DicomTag tag) => Items(tag) is { Count: > 0 } items ? items[0] : null;

    /// <summary>All values of a numeric element, decimal or binary.</summary>
    /// <param name="tag">Its number.</param>
    /// <returns>Numbers; NaN for a text that is not a number; empty when the element is absent or empty.</returns>
    public double[] Numbers(DicomTag tag)
    {
        if (Find(tag) is not { Value.Length: > 0 } element)
        {
            return [];
        }

        DicomVr vr = element.Vr == DicomVr.UN ? DataDictionary.VrOf(tag) : element.Vr;
        if (DicomVrRules.IsText(vr))
        {
            return [.. Texts(tag).Select(ParseNumber)];
        }

        ReadOnlySpan<byte> bytes = element.Value.Span;
        int size = DicomVrRules.UnitSize(vr);
        double[] numbers = new double[bytes.Length / size];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = BinaryNumber(bytes.Slice(i * size, size), vr);
        }

        return numbers;
    }

    /// <summary>The first value of a numeric element.</summary>
    /// <param name="tag">Its number.</param>
    /// <returns>The number; null when it is absent, empty or not a number.</returns>
    public double? Number(DicomTag tag) => Numbers(tag) is { Length: > 0 } numbers && double.IsFinite(numbers[0]) ? numbers[0] : null;

    /// <summary>The first value of an element of whole numbers.</summary>
    /// <param name="tag">Its number.</param>
    /// <returns>The number; null when it is absent, empty, not whole or beyond 32 bits.</returns>
    public int? Integer(DicomTag tag) =>
        Number(tag) is { } number && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue ? (int)number : null;

    internal static double ParseNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN;

    internal ushort ReadUInt16(ReadOnlySpan<byte> bytes) =>
        Order == ByteOrder.BigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static DicomTag? Repeated(List<DicomElement> sorted)
    {
        for (int i = 1; i < sorted.Count; i++)
        {
            if (sorted[i].Tag == sorted[i - 1].Tag)
            {
                return sorted[i].Tag;
            }
        }

        return null;
    }

    private double BinaryNumber(ReadOnlySpan<byte> bytes, DicomVr vr)
    {
        Span<byte> little = stackalloc byte[bytes.Length];
        bytes.CopyTo(little);
        if (Order == ByteOrder.BigEndian)
        {
            little.Reverse();
        }

        return vr switch
        {
            DicomVr.US or DicomVr.OW or DicomVr.AT => BinaryPrimitives.ReadUInt16LittleEndian(little),
            DicomVr.SS => BinaryPrimitives.ReadInt16LittleEndian(little),
            DicomVr.UL or DicomVr.OL => BinaryPrimitives.ReadUInt32LittleEndian(little),
            DicomVr.SL => BinaryPrimitives.ReadInt32LittleEndian(little),
            DicomVr.FL or DicomVr.OF => BinaryPrimitives.ReadSingleLittleEndian(little),
            DicomVr.FD or DicomVr.OD => BinaryPrimitives.ReadDoubleLittleEndian(little),
            DicomVr.SV => BinaryPrimitives.ReadInt64LittleEndian(little),
            DicomVr.UV or DicomVr.OV => BinaryPrimitives.ReadUInt64LittleEndian(little),
            _ => little[0],
        };
    }
}

/// <summary>Which byte of a number comes first.</summary>
internal enum ByteOrder
{
    LittleEndian,
    BigEndian,
}
