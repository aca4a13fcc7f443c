namespace Voxopsy.Imaging.Dicom;

/// <summary>How the pixels of a file are compressed.</summary>
public enum PixelCompression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Run lengths of bytes (PS3.5, annex G).</summary>
    RunLength,

    /// <summary>JPEG baseline or extended, lossy.</summary>
    Jpeg,

    /// <summary>JPEG lossless, process 14.</summary>
    JpegLossless,

    /// <summary>JPEG-LS, lossless or near-lossless.</summary>
    JpegLs,

    /// <summary>JPEG 2000.</summary>
    Jpeg2000,

    /// <summary>Each frame deflated (PS3.5, annex A.4.14).</summary>
    DeflatedFrames,
}

/// <summary>How a DICOM file is written down: value representations, byte order, compression.</summary>
/// <param name="Uid">The identifier.</param>
/// <param name="Name">What people call it.</param>
public sealed record TransferSyntax(string Uid, string Name)
{
    /// <summary>Gets whether each element names its value representation.</summary>
    public bool IsExplicit { get; init; } = true;

    /// <summary>Gets whether numbers are stored with their high byte first.</summary>
    public bool IsBigEndian { get; init; }

    /// <summary>Gets whether all elements after the meta information are deflated.</summary>
    public bool IsDeflated { get; init; }

    /// <summary>Gets how the pixels are compressed.</summary>
    public PixelCompression Compression { get; init; }

    /// <summary>Gets implicit VR little endian, the default of DICOM.</summary>
    public static TransferSyntax ImplicitLittleEndian { get; } = new("1.2.840.10008.1.2", "Implicit VR Little Endian") { IsExplicit = false };

    /// <summary>Gets explicit VR little endian.</summary>
    public static TransferSyntax ExplicitLittleEndian { get; } = new("1.2.840.10008.1.2.1", "Explicit VR Little Endian");

    /// <summary>Gets explicit VR big endian, retired.</summary>
    public static TransferSyntax ExplicitBigEndian { get; } = new("1.2.840.10008.1.2.2", "Explicit VR Big Endian") { IsBigEndian = true };

    /// <summary>Gets all syntaxes that can be read (PS3.6, table A-1).</summary>
    public static IReadOnlyList<TransferSyntax> All { get; } =
    [
        ImplicitLittleEndian,
        ExplicitLittleEndian,
        ExplicitBigEndian,
        new("1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian") { IsDeflated = true },
        new("1.2.840.10008.1.2.8.1", "Deflated Image Frame Compression") { Compression = PixelCompression.DeflatedFrames },
        new("1.2.840.10008.1.2.5", "RLE Lossless") { Compression = PixelCompression.RunLength },
        new("1.2.840.10008.1.2.4.50", "JPEG Baseline (Process 1)") { Compression = PixelCompression.Jpeg },
        new("1.2.840.10008.1.2.4.51", "JPEG Extended (Process 2 and 4)") { Compression = PixelCompression.Jpeg },
        new("1.2.840.10008.1.2.4.57", "JPEG Lossless, Non-Hierarchical (Process 14)") { Compression = PixelCompression.JpegLossless },
        new("1.2.840.10008.1.2.4.70", "JPEG Lossless, Non-Hierarchical, First-Order Prediction (Process 14 [Selection Value 1])") { Compression = PixelCompression.JpegLossless },
        new("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless Image Compression") { Compression = PixelCompression.JpegLs },
        new("1.2.840.10008.1.2.4.81", "JPEG-LS Lossy (Near-Lossless) Image Compression") { Compression = PixelCompression.JpegLs },
        new("1.2.840.10008.1.2.4.90", "JPEG 2000 Image Compression (Lossless Only)") { Compression = PixelCompression.Jpeg2000 },
        new("1.2.840.10008.1.2.4.91", "JPEG 2000 Image Compression") { Compression = PixelCompression.Jpeg2000 },
    ];

    /// <summary>The syntax of an identifier.</summary>
    /// <param name="uid">The identifier as stored, without padding.</param>
    /// <returns>The syntax, or null when it cannot be read.</returns>
    public static TransferSyntax? Find(string uid) => All.FirstOrDefault(syntax => syntax.Uid == uid);
}
