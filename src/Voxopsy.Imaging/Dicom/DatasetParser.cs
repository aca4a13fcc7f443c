using System.Buffers.Binary;

namespace Voxopsy.Imaging.Dicom;

/// <summary>Reads data elements from bytes, strictly and within <see cref="DicomLimits"/>; nothing is copied.</summary>
/// <remarks>Source: DICOM PS3.5, chapter 7 and annex A.</remarks>
internal sealed class DatasetParser(string path, ReadOnlyMemory<byte> bytes, long fileLength)
{
    private const uint Undefined = 0xFFFFFFFF;
    private const uint ItemStart = 0xFFFE_E000;
    private const uint ItemEnd = 0xFFFE_E00D;
    private const uint SequenceEnd = 0xFFFE_E0DD;

    private int _count;

    /// <summary>Whether pixels stay in the file and nothing after them is read.</summary>
    internal bool StopsAtPixels { get; init; }

    /// <summary>Where reading ended.</summary>
    internal int Position { get; private set; }

    /// <summary>Reads all elements from a position to the end of the bytes, or to the pixels.</summary>
    internal DicomDataset ReadAll(int start, Notation notation)
    {
        Position = start;
        return ReadElements(notation, bytes.Length, null, 0, delimited: false);
    }

    /// <summary>Reads the elements of group 0002 and stops before the next group.</summary>
    internal DicomDataset ReadMeta(int start)
    {
        Position = start;
        List<DicomElement> elements = [];
        while (Position + 8 <= bytes.Length && BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span[Position..]) == 2)
        {
            elements.Add(ReadElement(Notation.ExplicitLittle, bytes.Length, null!, 0));
        }

        return new DicomDataset(elements, ByteOrder.LittleEndian, null);
    }

    private DicomDataset ReadElements(Notation notation, int end, DicomDataset? parent, int depth, bool delimited)
    {
        if (depth > DicomLimits.Nesting)
        {
            throw Fault($"sequences lie more than {DicomLimits.Nesting} deep within each other at byte {Position}.");
        }

        // The items of this data set need its character set, which stands before them.
        List<DicomElement> elements = [];
        DicomDataset dataset = new(elements, notation.Order, parent);
        bool sorted = true;
        while (Position < end)
        {
            if (delimited && PeekTag(notation, end) == ItemEnd)
            {
                Position += 4;
                ReadUInt32(notation.Order, end);
                return Finish();
            }

            if (end - Position < 8 && parent is null && bytes.Span[Position..end].IndexOfAnyExcept((byte)0) < 0 && bytes.Length == fileLength)
            {
                Position = end;
                break;
            }

            DicomElement element = ReadElement(notation, end, dataset, depth);
            if (element.Tag.Element != 0)
            {
                sorted &= elements.Count == 0 || elements[^1].Tag < element.Tag;
                elements.Add(element);
            }

            if (StopsAtPixels && element.FileOffset >= 0)
            {
                return Finish();
            }
        }

        if (delimited)
        {
            throw Short($"an item has no end; the file stops at byte {bytes.Length}.");
        }

        return Finish();

        DicomDataset Finish() => sorted ? dataset : new DicomDataset(elements, notation.Order, parent);
    }

    private DicomElement ReadElement(Notation notation, int end, DicomDataset owner, int depth)
    {
        int at = Position;
        CountOne();
        DicomTag tag = DicomTag.Of(ReadTag(notation.Order, end));
        if (tag.Group == 0xFFFE)
        {
            throw Fault($"the delimiter {tag} at byte {at} closes nothing.");
        }

        (DicomVr vr, uint length) = notation.IsExplicit ? ReadExplicit(tag, notation.Order, end, at) : (DataDictionary.VrOf(tag), ReadUInt32(notation.Order, end));
        bool isPixels = depth == 0 && tag.Group == 0x7FE0 && tag.Element is 0x0008 or 0x0009 or 0x0010;
        if (isPixels && StopsAtPixels)
        {
            return LeaveInFile(tag, vr, length);
        }

        if (length == Undefined && tag == DicomTags.Pixels)
        {
            return DicomElement.OfFragments(tag, ReadFragments(end));
        }

        // A known sequence of unknown representation, or of undefined length, is written implicit little endian (PS3.5, 6.2.2 note).
        bool sequenceInside = vr == DicomVr.SQ || length == Undefined;
        if (!sequenceInside && vr == DicomVr.UN && DataDictionary.VrOf(tag) is var known and not DicomVr.UN)
        {
            sequenceInside = known == DicomVr.SQ;
            vr = sequenceInside ? DicomVr.UN : known;
        }

        if (!sequenceInside)
        {
            return DicomElement.OfBytes(tag, vr, Take(length, end, tag, at));
        }

        if (vr != DicomVr.SQ && vr != DicomVr.UN)
        {
            throw Fault($"{DataDictionary.NameOf(tag)} at byte {at} has no length, but its representation {vr} needs one.");
        }

        Notation inner = vr == DicomVr.UN ? Notation.ImplicitLittle : notation;
        int itemsEnd = length == Undefined ? end : CheckEnd(length, end, tag, at);
        return DicomElement.OfItems(tag, ReadItems(inner, itemsEnd, length == Undefined, owner, depth));
    }

    private (DicomVr Vr, uint Length) ReadExplicit(DicomTag tag, ByteOrder order, int end, int at)
    {
        Need(4, end);
        DicomVr vr = (DicomVr)BinaryPrimitives.ReadUInt16BigEndian(bytes.Span[Position..]);
        if (!DicomVrRules.IsKnown(vr))
        {
            throw Fault($"the element {tag} at byte {at} has no value representation of the standard; the file does not keep to its transfer syntax.");
        }

        if (DicomVrRules.HasLongLength(vr))
        {
            Position += 4;
            return (vr, ReadUInt32(order, end));
        }

        ReadOnlySpan<byte> two = bytes.Span.Slice(Position + 2, 2);
        Position += 4;
        return (vr, order == ByteOrder.BigEndian ? BinaryPrimitives.ReadUInt16BigEndian(two) : BinaryPrimitives.ReadUInt16LittleEndian(two));
    }

    private List<DicomDataset> ReadItems(Notation notation, int end, bool delimited, DicomDataset owner, int depth)
    {
        List<DicomDataset> items = [];
        while (Position < end)
        {
            int at = Position;
            CountOne();
            uint tag = ReadTag(notation.Order, end);
            uint length = ReadUInt32(notation.Order, end);
            if (tag == SequenceEnd)
            {
                if (!delimited && Position != end)
                {
                    throw Fault($"a sequence ends at byte {at}, before its stated length.");
                }

                return items;
            }

            if (tag != ItemStart)
            {
                throw Fault($"at byte {at} an item of a sequence should begin, but {DicomTag.Of(tag)} stands there.");
            }

            int itemEnd = length == Undefined ? end : CheckEnd(length, end, DicomTag.Of(tag), at);
            items.Add(ReadElements(notation, itemEnd, owner, depth + 1, length == Undefined));
        }

        return delimited ? throw Short($"a sequence has no end; the file stops at byte {bytes.Length}.") : items;
    }

    private List<ReadOnlyMemory<byte>> ReadFragments(int end)
    {
        List<ReadOnlyMemory<byte>> fragments = [];
        while (true)
        {
            int at = Position;
            CountOne();
            uint tag = ReadTag(ByteOrder.LittleEndian, end);
            uint length = ReadUInt32(ByteOrder.LittleEndian, end);
            if (tag == SequenceEnd)
            {
                return fragments;
            }

            if (tag != ItemStart)
            {
                throw Fault($"at byte {at} a fragment of the compressed pixels should begin, but {DicomTag.Of(tag)} stands there.");
            }

            fragments.Add(Take(length, end, DicomTags.Pixels, at));
        }
    }

    private DicomElement LeaveInFile(DicomTag tag, DicomVr vr, uint length)
    {
        if (length != Undefined && Position + (long)length > fileLength)
        {
            throw Fault($"{DataDictionary.NameOf(tag)} should hold {length} bytes from byte {Position} on, but the file ends at byte {fileLength}: it is truncated.");
        }

        return DicomElement.LeftInFile(tag, vr, Position, length == Undefined ? -1 : length);
    }

    private ReadOnlyMemory<byte> Take(uint length, int end, DicomTag tag, int at)
    {
        int stop = CheckEnd(length, end, tag, at);
        ReadOnlyMemory<byte> value = bytes[Position..stop];
        Position = stop;
        return value;
    }

    private int CheckEnd(uint length, int end, DicomTag tag, int at)
    {
        if (length > end - Position)
        {
            throw end == bytes.Length
                ? Short($"{DataDictionary.NameOf(tag)} at byte {at} should hold {length} bytes, but {end - Position} are left: the file is truncated or the length is wrong.")
                : Fault($"{DataDictionary.NameOf(tag)} at byte {at} should hold {length} bytes, but the sequence around it ends after {end - Position}.");
        }

        return Position + (int)length;
    }

    private uint PeekTag(Notation notation, int end)
    {
        int at = Position;
        uint tag = ReadTag(notation.Order, end);
        Position = at;
        return tag;
    }

    private uint ReadTag(ByteOrder order, int end)
    {
        Need(4, end);
        ReadOnlySpan<byte> four = bytes.Span.Slice(Position, 4);
        Position += 4;
        return order == ByteOrder.BigEndian
            ? BinaryPrimitives.ReadUInt32BigEndian(four)
            : ((uint)BinaryPrimitives.ReadUInt16LittleEndian(four) << 16) | BinaryPrimitives.ReadUInt16LittleEndian(four[2..]);
    }

    private uint ReadUInt32(ByteOrder order, int end)
    {
        Need(4, end);
        ReadOnlySpan<byte> four = bytes.Span.Slice(Position, 4);
        Position += 4;
        return order == ByteOrder.BigEndian ? BinaryPrimitives.ReadUInt32BigEndian(four) : BinaryPrimitives.ReadUInt32LittleEndian(four);
    }

    private void Need(int count, int end)
    {
        if (end - Position < count)
        {
            throw end == bytes.Length
                ? Short($"it ends within an element at byte {Position}: the file is truncated.")
                : Fault($"an item ends within an element at byte {Position}.");
        }
    }

    private void CountOne()
    {
        if (++_count > DicomLimits.Elements)
        {
            throw Fault($"it holds more than {DicomLimits.Elements} elements.");
        }
    }

    private DicomException Fault(string reason) => new(path, reason);

    /// <summary>The bytes ended; when they are only the beginning of the file, the caller reads more.</summary>
    private DicomException Short(string reason) => bytes.Length < fileLength ? new PrefixTooShortException(path) : Fault(reason);

    /// <summary>How elements are written: with or without their representation, and in which byte order.</summary>
    internal readonly record struct Notation(bool IsExplicit, ByteOrder Order)
    {
        internal static Notation ExplicitLittle { get; } = new(true, ByteOrder.LittleEndian);

        internal static Notation ImplicitLittle { get; } = new(false, ByteOrder.LittleEndian);
    }
}

/// <summary>The part of the file that was read does not reach its pixels; only seen inside the reader.</summary>
internal sealed class PrefixTooShortException(string path) : DicomException(path, "its header is longer than what was read.");
