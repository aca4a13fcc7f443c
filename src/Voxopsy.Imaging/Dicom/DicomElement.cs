namespace Voxopsy.Imaging.Dicom;

/// <summary>One data element: a tag with its value, its items or the fragments of compressed pixels.</summary>
public sealed class DicomElement
{
    private DicomElement(DicomTag tag, DicomVr vr) => (Tag, Vr) = (tag, vr);

    /// <summary>Gets the number of the element.</summary>
    public DicomTag Tag { get; }

    /// <summary>Gets how the bytes are to be read.</summary>
    public DicomVr Vr { get; }

    /// <summary>Gets the bytes as stored, in the byte order of the data set; empty for sequences and for pixels left in the file.</summary>
    public ReadOnlyMemory<byte> Value { get; private init; }

    /// <summary>Gets the items of a sequence; null for other elements.</summary>
    public IReadOnlyList<DicomDataset>? Items { get; private init; }

    /// <summary>Gets the fragments of compressed pixels, offset table first; null for other elements.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>>? Fragments { get; private init; }

    /// <summary>Gets where the value begins in the file, when it was left there; else −1.</summary>
    internal long FileOffset { get; private init; } = -1;

    /// <summary>Gets how many bytes were left in the file; −1 when the length is undefined.</summary>
    internal long FileLength { get; private init; } = -1;

    /// <summary>An element with a value.</summary>
    /// <param name="tag">Number.</param>
    /// <param name="vr">How to read the bytes.</param>
    /// <param name="value">The bytes.</param>
    /// <returns>The element.</returns>
    public static DicomElement OfBytes(DicomTag tag, DicomVr vr, ReadOnlyMemory<byte> value) => new(tag, vr) { Value = value };

    /// <summary>A sequence.</summary>
    /// <param name="tag">Number.</param>
    /// <param name="items">Its items.</param>
    /// <returns>The element.</returns>
    public static DicomElement OfItems(DicomTag tag, IReadOnlyList<DicomDataset> items) => new(tag, DicomVr.SQ) { Items = items };

    /// <summary>Compressed pixels.</summary>
    /// <param name="tag">Number.</param>
    /// <param name="fragments">The offset table (often empty), then the fragments.</param>
    /// <returns>The element.</returns>
    public static DicomElement OfFragments(DicomTag tag, IReadOnlyList<ReadOnlyMemory<byte>> fragments) => new(tag, DicomVr.OB) { Fragments = fragments };

    internal static DicomElement LeftInFile(DicomTag tag, DicomVr vr, long offset, long length) => new(tag, vr) { FileOffset = offset, FileLength = length };
}
