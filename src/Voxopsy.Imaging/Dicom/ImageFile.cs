using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Dicom;

/// <summary>What a series is assembled from: the header of one image file, without its pixels.</summary>
internal sealed record ImageFile
{
    internal required string Path { get; init; }

    internal required SeriesIdentity Identity { get; init; }

    internal required string SopClassUid { get; init; }

    internal required string SopInstanceUid { get; init; }

    internal IReadOnlyList<string> ImageType { get; init; } = [];

    internal string Photometric { get; init; } = string.Empty;

    internal int SamplesPerPixel { get; init; } = 1;

    internal PixelFormat? Format { get; init; }

    /// <summary>Gets why the pixels cannot be used; null when they can.</summary>
    internal string? Problem { get; init; }

    internal bool HasBurnedInText { get; init; }

    internal TransferSyntax Syntax { get; init; } = TransferSyntax.ExplicitLittleEndian;

    internal IReadOnlyList<string> Remarks { get; init; } = [];

    internal IReadOnlyList<ImageFrame> Frames { get; init; } = [];

    internal bool IsLocalizer => ImageType.Any(type => type.Contains("LOCALIZER", StringComparison.OrdinalIgnoreCase) || type.Contains("SCOUT", StringComparison.OrdinalIgnoreCase));

    internal bool IsSecondaryCapture => SopClassUid.StartsWith("1.2.840.10008.5.1.4.1.1.7", StringComparison.Ordinal);

    internal bool IsColor => SamplesPerPixel != 1 || !(Photometric.Length == 0 || Photometric.StartsWith("MONOCHROME", StringComparison.Ordinal));
}

/// <summary>One frame of a file: where it lies and what tells it from others at the same place.</summary>
internal sealed record ImageFrame
{
    internal required string Path { get; init; }

    internal required int Index { get; init; }

    internal PatientPoint Position { get; init; }

    internal PatientVector Row { get; init; }

    internal PatientVector Column { get; init; }

    /// <summary>Gets the distance between columns, mm.</summary>
    internal double SpacingX { get; init; }

    /// <summary>Gets the distance between rows, mm.</summary>
    internal double SpacingY { get; init; }

    internal double? Thickness { get; init; }

    internal ModalityTransform? Transform { get; init; }

    internal string RescaleType { get; init; } = string.Empty;

    /// <summary>Gets why the frame cannot be placed; null when it can.</summary>
    internal string? Problem { get; init; }

    /// <summary>Gets attributes that can tell frames at one position apart, by keyword.</summary>
    internal IReadOnlyDictionary<string, string> Separators { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets times in seconds that can order frames at one position, by keyword.</summary>
    internal IReadOnlyDictionary<string, double> Times { get; init; } = new Dictionary<string, double>();

    internal PatientVector Normal => Row.Cross(Column);
}

/// <summary>Who and what a series is, as its files say.</summary>
public sealed record SeriesIdentity
{
    /// <summary>Gets the patient's id.</summary>
    public string PatientId { get; init; } = string.Empty;

    /// <summary>Gets the patient's name.</summary>
    public string PatientName { get; init; } = string.Empty;

    /// <summary>Gets the patient's date of birth as stored.</summary>
    public string BirthDate { get; init; } = string.Empty;

    /// <summary>Gets the identifier of the study.</summary>
    public string StudyUid { get; init; } = string.Empty;

    /// <summary>Gets the identifier of the series.</summary>
    public string SeriesUid { get; init; } = string.Empty;

    /// <summary>Gets the identifier of the coordinate system; only within one are positions comparable.</summary>
    public string FrameOfReferenceUid { get; init; } = string.Empty;

    /// <summary>Gets the modality, such as CT.</summary>
    public string Modality { get; init; } = string.Empty;

    /// <summary>Gets the number of the series within its study.</summary>
    public string SeriesNumber { get; init; } = string.Empty;

    /// <summary>Gets what the scanner or the radiographer called the series.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>Gets the name of the protocol.</summary>
    public string Protocol { get; init; } = string.Empty;

    /// <summary>Gets the contrast agent, when one is named.</summary>
    public string ContrastAgent { get; init; } = string.Empty;

    /// <summary>Gets the study date as stored.</summary>
    public string StudyDate { get; init; } = string.Empty;

    /// <summary>Gets the manufacturer of the scanner.</summary>
    public string Manufacturer { get; init; } = string.Empty;
}
