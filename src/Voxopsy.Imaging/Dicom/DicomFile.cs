using System.Buffers.Binary;
using System.IO.Compression;
using static Voxopsy.Imaging.Dicom.DatasetParser;

namespace Voxopsy.Imaging.Dicom;

/// <summary>One DICOM file: Part 10, or a data set alone.</summary>
public sealed class DicomFile
{
    private const int FirstPrefix = 32 * 1024;

    private DicomFile(string path, TransferSyntax syntax, DicomDataset meta, DicomDataset dataset, IReadOnlyList<string> remarks) =>
        (Path, Syntax, Meta, Dataset, Remarks) = (path, syntax, meta, dataset, remarks);

    /// <summary>Gets the file.</summary>
    public string Path { get; }

    /// <summary>Gets how the file is really written, which is not always what it declares.</summary>
    public TransferSyntax Syntax { get; }

    /// <summary>Gets the elements of group 0002; empty for a data set alone.</summary>
    public DicomDataset Meta { get; }

    /// <summary>Gets the elements.</summary>
    public DicomDataset Dataset { get; }

    /// <summary>Gets what was wrong with the file and could be put right without a guess.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The file with its pixels.</returns>
    /// <exception cref="DicomException">It is not DICOM, is broken, or asks for more than <c>docs/methods/dicom.md</c> allows.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static DicomFile Read(string path) => Parse(path, ReadBytes(path, long.MaxValue, out long length), length, Content.All);

    /// <summary>Reads a file up to its pixels.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The file; its pixels stay on disk.</returns>
    /// <exception cref="DicomException">It is not DICOM, is broken, or asks for more than <c>docs/methods/dicom.md</c> allows.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static DicomFile ReadHeader(string path)
    {
        for (long prefix = FirstPrefix; ; prefix *= 16)
        {
            byte[] bytes = ReadBytes(path, prefix, out long length);
            try
            {
                return Parse(path, bytes, length, Content.Header);
            }
            catch (PrefixTooShortException) when (bytes.Length < length)
            {
            }
        }
    }

    /// <summary>Reads a file that is already in memory.</summary>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="bytes">Its bytes; kept, not copied.</param>
    /// <returns>The file with its pixels.</returns>
    /// <exception cref="DicomException">It is not DICOM, or is broken.</exception>
    public static DicomFile Parse(string name, ReadOnlyMemory<byte> bytes) => Parse(name, bytes, bytes.Length, Content.All);

    private static DicomFile Parse(string path, ReadOnlyMemory<byte> bytes, long fileLength, Content content)
    {
        List<string> remarks = [];
        ReadOnlySpan<byte> span = bytes.Span;
        bool hasPreamble = span.Length >= 132 && span.Slice(128, 4).SequenceEqual("DICM"u8);
        int start = hasPreamble ? 132 : 0;
        DatasetParser metaParser = new(path, bytes, fileLength);
        DicomDataset meta = metaParser.ReadMeta(start);
        start = meta.Elements.Count == 0 ? start : metaParser.Position;
        if (!hasPreamble && meta.Elements.Count == 0 && !LooksLikeDataset(span))
        {
            throw new DicomException(path, "it is not a DICOM file: neither a preamble with DICM nor a data set begins it.");
        }

        string declared = meta.Text(DicomTags.TransferSyntaxUid);
        TransferSyntax? syntax = declared.Length == 0 ? null : TransferSyntax.Find(declared)
            ?? throw new DicomException(path, $"its transfer syntax {Shorten(declared)} is not one that can be read; convert it to Explicit VR Little Endian.");
        if (syntax is { IsDeflated: true })
        {
            if (bytes.Length < fileLength)
            {
                throw new PrefixTooShortException(path);
            }

            bytes = Inflate(path, bytes[start..]);
            (start, fileLength) = (0, bytes.Length);
        }

        TransferSyntax real = Reconcile(path, syntax, Detect(bytes.Span[start..]), remarks);
        DatasetParser parser = new(path, bytes, fileLength) { StopsAtPixels = content == Content.Header && !real.IsDeflated };
        DicomDataset dataset = parser.ReadAll(start, new Notation(real.IsExplicit, real.IsBigEndian ? ByteOrder.BigEndian : ByteOrder.LittleEndian));
        if (!hasPreamble && meta.Elements.Count == 0 && !IdentifiesItself(dataset))
        {
            throw new DicomException(path, "it is not a DICOM file: no preamble, and no element says what the data set is.");
        }

        if (dataset.FirstRepeated is { } repeated)
        {
            throw new DicomException(path, $"{DataDictionary.NameOf(repeated)} occurs twice, so it is not certain which one holds.");
        }

        return new DicomFile(path, real, meta, dataset, remarks);
    }

    private static TransferSyntax Reconcile(string path, TransferSyntax? declared, Notation? found, List<string> remarks)
    {
        if (found is not { } notation)
        {
            return declared ?? throw new DicomException(path, "it declares no transfer syntax and holds no element to recognize it by.");
        }

        TransferSyntax plain = notation switch
        {
            { IsExplicit: false } => TransferSyntax.ImplicitLittleEndian,
            { Order: ByteOrder.BigEndian } => TransferSyntax.ExplicitBigEndian,
            _ => TransferSyntax.ExplicitLittleEndian,
        };
        if (declared is null)
        {
            return plain;
        }

        if (declared.IsExplicit == plain.IsExplicit && declared.IsBigEndian == plain.IsBigEndian)
        {
            return declared;
        }

        remarks.Add($"declares {declared.Name} but is written in {plain.Name}; read as it is written");
        return plain with { Compression = declared.Compression };
    }

    /// <summary>How the first element is written; null when there is none.</summary>
    private static Notation? Detect(ReadOnlySpan<byte> dataset)
    {
        if (dataset.Length < 8)
        {
            return null;
        }

        bool isExplicit = DicomVrRules.IsKnown((DicomVr)BinaryPrimitives.ReadUInt16BigEndian(dataset[4..]));
        bool isBig = BinaryPrimitives.ReadUInt16BigEndian(dataset) < BinaryPrimitives.ReadUInt16LittleEndian(dataset);
        return new Notation(isExplicit, isExplicit && isBig ? ByteOrder.BigEndian : ByteOrder.LittleEndian);
    }

    private static bool LooksLikeDataset(ReadOnlySpan<byte> bytes)
    {
        if (Detect(bytes) is not { } notation)
        {
            return false;
        }

        ushort group = notation.Order == ByteOrder.BigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        return group is 0x0008 or 0x0009 or 0x0010 or 0x0020;
    }

    private static bool IdentifiesItself(DicomDataset dataset) =>
        dataset.Find(DicomTags.SopClassUid) is not null || dataset.Find(DicomTags.Modality) is not null || dataset.Find(DicomTags.StudyInstanceUid) is not null;

    /// <summary>Inflates twice, counting first, so that no more is held than what comes out.</summary>
    private static byte[] Inflate(string path, ReadOnlyMemory<byte> deflated)
    {
        long limit = Math.Min(DicomLimits.InflatedBytes, Math.Max(DicomLimits.InflatedFree, (long)deflated.Length * DicomLimits.InflatedRatio));
        byte[] packed = deflated.ToArray();
        try
        {
            long length = 0;
            byte[] block = new byte[64 * 1024];
            using (DeflateStream counter = new(new MemoryStream(packed, writable: false), CompressionMode.Decompress))
            {
                int count;
                while ((count = counter.Read(block)) > 0)
                {
                    length += count;
                    if (length > limit)
                    {
                        throw new DicomException(path, $"its {deflated.Length} deflated bytes grow beyond {limit}; no real series does that.");
                    }
                }
            }

            byte[] inflated = GC.AllocateUninitializedArray<byte>((int)length);
            using DeflateStream inflater = new(new MemoryStream(packed, writable: false), CompressionMode.Decompress);
            inflater.ReadExactly(inflated);
            return inflated;
        }
        catch (InvalidDataException broken)
        {
            throw new DicomException(path, "its deflated part is broken.", broken);
        }
    }

    private static byte[] ReadBytes(string path, long most, out long fileLength)
    {
        using Microsoft.Win32.SafeHandles.SafeFileHandle handle = File.OpenHandle(path);
        fileLength = RandomAccess.GetLength(handle);
        long wanted = Math.Min(fileLength, most);
        if (wanted > Array.MaxLength)
        {
            throw new DicomException(path, $"it has {fileLength} bytes, more than the {Array.MaxLength} that can be held at once.");
        }

        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)wanted);
        int have = 0;
        while (have < bytes.Length)
        {
            int count = RandomAccess.Read(handle, bytes.AsSpan(have), have);
            if (count == 0)
            {
                throw new DicomException(path, $"it ended after {have} of {fileLength} bytes while being read.");
            }

            have += count;
        }

        return bytes;
    }

    private static string Shorten(string text) => text.Length <= 64 ? $"'{text}'" : $"'{text[..64]}…'";

    private enum Content
    {
        All,
        Header,
    }
}
