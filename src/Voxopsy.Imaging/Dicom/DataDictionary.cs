using System.Collections.Frozen;
using System.Globalization;

namespace Voxopsy.Imaging.Dicom;

/// <summary>What the standard says of its data elements: value representation and keyword.</summary>
/// <remarks>Source: DICOM PS3.6, the registry of data elements, kept in <c>elements.txt</c>.</remarks>
internal static class DataDictionary
{
    private static readonly Lazy<FrozenDictionary<uint, (DicomVr Vr, string Keyword)>> Elements = new(Load);

    /// <summary>The value representation of an element when the file does not say it; <see cref="DicomVr.UN"/> when nobody does.</summary>
    internal static DicomVr VrOf(DicomTag tag)
    {
        if (tag.IsPrivate)
        {
            return tag.Element is >= 0x10 and <= 0xFF ? DicomVr.LO : DicomVr.UN;
        }

        return tag.Element == 0 ? DicomVr.UL : Elements.Value.TryGetValue(Key(tag), out (DicomVr Vr, string) found) ? found.Vr : DicomVr.UN;
    }

    /// <summary>The keyword of an element, or its number when it has none.</summary>
    internal static string NameOf(DicomTag tag) =>
        Elements.Value.TryGetValue(Key(tag), out (DicomVr, string Keyword) found) ? $"{found.Keyword} {tag}" : tag.ToString();

    /// <summary>Overlay groups 6000 to 60FE repeat one group.</summary>
    private static uint Key(DicomTag tag) => (tag.Group & 0xFF00) == 0x6000 ? 0x6000_0000u | tag.Element : tag.Number;

    private static FrozenDictionary<uint, (DicomVr, string)> Load()
    {
        using Stream stream = typeof(DataDictionary).Assembly.GetManifestResourceStream("Voxopsy.Imaging.Dicom.elements.txt")
            ?? throw new InvalidOperationException("The registry of DICOM elements is not part of this build.");
        using StreamReader reader = new(stream);
        Dictionary<uint, (DicomVr, string)> elements = new(5000);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            uint number = uint.Parse(line.AsSpan(0, 8).ToString().Replace("xx", "00", StringComparison.Ordinal), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            elements[number] = ((DicomVr)((line[9] << 8) | line[10]), line[12..]);
        }

        return elements.ToFrozenDictionary();
    }
}
