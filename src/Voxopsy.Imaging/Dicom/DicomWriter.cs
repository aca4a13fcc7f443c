using System.Buffers.Binary;
using System.Text;

namespace Voxopsy.Imaging.Dicom;

/// <summary>Writes DICOM files: Part 10, explicit VR little endian, compressed pixels as they are.</summary>
public static class DicomWriter
{
    private const string ImplementationClass = "2.25.255834197601386042196413911043190431";

    /// <summary>The bytes of a file.</summary>
    /// <param name="dataset">Its elements; sequences are written with undefined length.</param>
    /// <param name="syntax">How its pixels are stored; <see cref="TransferSyntax.ExplicitLittleEndian"/> when they are not compressed.</param>
    /// <returns>Preamble, meta information and elements.</returns>
    /// <exception cref="ArgumentException">The syntax is none that this writer writes, or a value is longer than its representation allows.</exception>
    public static byte[] Write(DicomDataset dataset, TransferSyntax syntax)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(syntax);
        if (!syntax.IsExplicit || syntax.IsBigEndian || syntax.IsDeflated)
        {
            throw new ArgumentException($"{syntax.Name} is not written; only explicit little endian is, with pixels as they are.", nameof(syntax));
        }

        using MemoryStream meta = new();
        WriteElement(meta, DicomElement.OfBytes(DicomTag.Of(0x0002_0001), DicomVr.OB, new byte[] { 0, 1 }), ByteOrder.LittleEndian);
        WriteElement(meta, Text(DicomTags.MediaStorageSopClassUid, DicomVr.UI, dataset.Text(DicomTags.SopClassUid)), ByteOrder.LittleEndian);
        WriteElement(meta, Text(DicomTags.MediaStorageSopInstanceUid, DicomVr.UI, dataset.Text(DicomTags.SopInstanceUid)), ByteOrder.LittleEndian);
        WriteElement(meta, Text(DicomTags.TransferSyntaxUid, DicomVr.UI, syntax.Uid), ByteOrder.LittleEndian);
        WriteElement(meta, Text(DicomTag.Of(0x0002_0012), DicomVr.UI, ImplementationClass), ByteOrder.LittleEndian);

        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, (int)meta.Length);
        using MemoryStream file = new();
        file.Write(new byte[128]);
        file.Write("DICM"u8);
        WriteElement(file, DicomElement.OfBytes(DicomTag.Of(0x0002_0000), DicomVr.UL, length), ByteOrder.LittleEndian);
        meta.WriteTo(file);
        WriteElements(file, dataset);
        return file.ToArray();
    }

    /// <summary>A text element, padded to an even length, in ASCII.</summary>
    /// <param name="tag">Number.</param>
    /// <param name="vr">A text representation.</param>
    /// <param name="value">ASCII text; several values are separated by backslashes.</param>
    /// <returns>The element.</returns>
    public static DicomElement Text(DicomTag tag, DicomVr vr, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        byte[] bytes = Encoding.ASCII.GetBytes(value);
        return DicomElement.OfBytes(tag, vr, Pad(bytes, vr));
    }

    /// <summary>An element of whole numbers of 16 bits (US).</summary>
    /// <param name="tag">Number.</param>
    /// <param name="values">The numbers.</param>
    /// <returns>The element.</returns>
    public static DicomElement Unsigned16(DicomTag tag, params ReadOnlySpan<ushort> values)
    {
        byte[] bytes = new byte[2 * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), values[i]);
        }

        return DicomElement.OfBytes(tag, DicomVr.US, bytes);
    }

    private static void WriteElements(MemoryStream target, DicomDataset dataset)
    {
        foreach (DicomElement element in dataset.Elements)
        {
            WriteElement(target, element, dataset.Order);
        }
    }

    private static void WriteElement(MemoryStream target, DicomElement element, ByteOrder order)
    {
        WriteTag(target, element.Tag);
        if (element.Items is { } items)
        {
            WriteHeader(target, DicomVr.SQ, 0xFFFFFFFF);
            foreach (DicomDataset item in items)
            {
                WriteMark(target, 0xFFFE_E000, 0xFFFFFFFF);
                WriteElements(target, item);
                WriteMark(target, 0xFFFE_E00D, 0);
            }

            WriteMark(target, 0xFFFE_E0DD, 0);
        }
        else if (element.Fragments is { } fragments)
        {
            WriteHeader(target, DicomVr.OB, 0xFFFFFFFF);
            foreach (ReadOnlyMemory<byte> fragment in fragments)
            {
                ReadOnlyMemory<byte> padded = Pad(fragment, DicomVr.OB);
                WriteMark(target, 0xFFFE_E000, (uint)padded.Length);
                target.Write(padded.Span);
            }

            WriteMark(target, 0xFFFE_E0DD, 0);
        }
        else
        {
            ReadOnlyMemory<byte> value = Pad(InLittleEndian(element, order), element.Vr);

            // A value too long for a 16-bit length is written as unknown, which the standard allows (PS3.5, 6.2.2).
            DicomVr vr = value.Length > ushort.MaxValue && !DicomVrRules.HasLongLength(element.Vr) ? DicomVr.UN : element.Vr;
            WriteHeader(target, vr, (uint)value.Length);
            target.Write(value.Span);
        }
    }

    private static ReadOnlyMemory<byte> InLittleEndian(DicomElement element, ByteOrder order)
    {
        int unit = DicomVrRules.UnitSize(element.Vr);
        if (order == ByteOrder.LittleEndian || unit == 1)
        {
            return element.Value;
        }

        byte[] turned = element.Value.ToArray();
        for (int at = 0; at + unit <= turned.Length; at += unit)
        {
            turned.AsSpan(at, unit).Reverse();
        }

        return turned;
    }

    private static ReadOnlyMemory<byte> Pad(ReadOnlyMemory<byte> value, DicomVr vr)
    {
        if ((value.Length & 1) == 0)
        {
            return value;
        }

        byte[] padded = new byte[value.Length + 1];
        value.CopyTo(padded);
        padded[^1] = (byte)(vr is DicomVr.UI || !DicomVrRules.IsText(vr) ? 0 : ' ');
        return padded;
    }

    private static void WriteHeader(MemoryStream target, DicomVr vr, uint length)
    {
        target.WriteByte((byte)((int)vr >> 8));
        target.WriteByte((byte)vr);
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(number, length);
        if (DicomVrRules.HasLongLength(vr))
        {
            target.Write([0, 0]);
            target.Write(number);
        }
        else
        {
            target.Write(number[..2]);
        }
    }

    private static void WriteMark(MemoryStream target, uint tag, uint length)
    {
        WriteTag(target, DicomTag.Of(tag));
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(number, length);
        target.Write(number);
    }

    private static void WriteTag(MemoryStream target, DicomTag tag)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteUInt16LittleEndian(number, tag.Group);
        BinaryPrimitives.WriteUInt16LittleEndian(number[2..], tag.Element);
        target.Write(number);
    }
}
