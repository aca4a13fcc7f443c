namespace Voxopsy.Imaging.Dicom;

/// <summary>What becomes of a series, or of a part of it.</summary>
public enum SeriesOutcome
{
    /// <summary>It is a volume.</summary>
    Volume,

    /// <summary>It is sound, but not a volume of intensities: a localizer, a screen capture, a dose, a report.</summary>
    SetAside,

    /// <summary>It should be a volume, but cannot be trusted as one.</summary>
    Refused,
}

/// <summary>What was noticed while a series was assembled.</summary>
public enum SeriesFinding
{
    /// <summary>A file was mended without a guess, for example one that declares another transfer syntax.</summary>
    FileRemark,

    /// <summary>Two or more people share the identifier of the series.</summary>
    TwoPatients,

    /// <summary>Files of one series lie in different coordinate systems.</summary>
    TwoFramesOfReference,

    /// <summary>An image occurs more than once with the same pixels; the copy is left out.</summary>
    DuplicateImage,

    /// <summary>Different images carry one instance identifier.</summary>
    OneIdentifierForTwoImages,

    /// <summary>An image was refused: its header contradicts itself or lacks what is needed.</summary>
    UnusableImage,

    /// <summary>A localizer.</summary>
    Localizer,

    /// <summary>A secondary capture or a picture of a screen.</summary>
    SecondaryCapture,

    /// <summary>A color image.</summary>
    ColorImage,

    /// <summary>Not an image: a report, a plan, a dose.</summary>
    NotAnImage,

    /// <summary>The series holds more than one orientation and was split.</summary>
    MixedOrientation,

    /// <summary>The series holds images of more than one size and was split.</summary>
    MixedSize,

    /// <summary>Images of one orientation have different pixel spacings.</summary>
    MixedSpacing,

    /// <summary>Some images say how to rescale and others do not, or into another unit.</summary>
    MixedRescale,

    /// <summary>The series repeats its positions and was split by what separates the repetitions.</summary>
    SplitRepetitions,

    /// <summary>Positions repeat and nothing tells the images apart.</summary>
    RepeatedPosition,

    /// <summary>One or more slices are missing.</summary>
    MissingSlice,

    /// <summary>Slices do not lie at even steps.</summary>
    UnevenSpacing,

    /// <summary>Slices do not lie on one line.</summary>
    ScatteredSlices,

    /// <summary>The stack does not run along the normal of its slices.</summary>
    GantryTilt,

    /// <summary>The stack was made rectangular by interpolation.</summary>
    Straightened,

    /// <summary>A single slice; its thickness stands for the spacing.</summary>
    SingleSlice,

    /// <summary>The pixels may show text that names the patient.</summary>
    BurnedInText,
}

/// <summary>One decision or problem, in words.</summary>
/// <param name="Finding">Its kind.</param>
/// <param name="Text">What was found, where, and what was done.</param>
public sealed record SeriesRemark(SeriesFinding Finding, string Text);

/// <summary>A series, or one part of it, with what was decided about it.</summary>
public sealed record AssembledSeries
{
    /// <summary>Gets who and what the series is.</summary>
    public required SeriesIdentity Identity { get; init; }

    /// <summary>Gets what tells this part from others of the series; empty when there is one part.</summary>
    public string Part { get; init; } = string.Empty;

    /// <summary>Gets what becomes of it.</summary>
    public required SeriesOutcome Outcome { get; init; }

    /// <summary>Gets every decision and problem, in the order they were met.</summary>
    public IReadOnlyList<SeriesRemark> Remarks { get; init; } = [];

    /// <summary>Gets the files.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Gets where the voxels lie as acquired (sheared for a tilted gantry); null when the slices span no lattice.</summary>
    public Grid? AcquiredGrid { get; init; }

    /// <summary>Gets the angle between the stack and the normal of its slices, degrees.</summary>
    public double TiltDegrees { get; init; }

    /// <summary>Gets where the slices lie along their normal, mm, ascending.</summary>
    public IReadOnlyList<double> SlicePositions { get; init; } = [];

    /// <summary>Gets the class of the objects (SOP class) of the first file.</summary>
    public string SopClassUid { get; init; } = string.Empty;

    /// <summary>Gets the instance identifiers of the images; masks point to them.</summary>
    public IReadOnlyList<string> InstanceUids { get; init; } = [];

    /// <summary>Gets how the first file is written.</summary>
    public TransferSyntax? Syntax { get; init; }

    /// <summary>Gets the earliest time of an image in seconds, or NaN; it orders phases.</summary>
    public double StartSeconds { get; init; } = double.NaN;

    /// <summary>Gets the frames by ascending position along the normal.</summary>
    internal IReadOnlyList<ImageFrame> Frames { get; init; } = [];

    internal int Rows { get; init; }

    internal int Columns { get; init; }
}
