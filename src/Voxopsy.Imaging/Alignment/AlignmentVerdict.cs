namespace Voxopsy.Imaging.Alignment;

/// <summary>How a mask lies on its image.</summary>
public enum AlignmentKind
{
    /// <summary>Header and header agree.</summary>
    SameGrid,

    /// <summary>Headers differ by rounding, no voxel by more than <see cref="Grid.HeaderRounding"/>.</summary>
    HeaderRounding,

    /// <summary>The same voxel centers in another storage order, or a part of them.</summary>
    SameLattice,

    /// <summary>The same grid, moved.</summary>
    Offset,

    /// <summary>The same grid with one or more axes or coordinates reversed.</summary>
    Flipped,

    /// <summary>The same grid with axes exchanged.</summary>
    Permuted,

    /// <summary>The same field of view with other voxels.</summary>
    Resampled,

    /// <summary>The grid of another series of the same patient.</summary>
    OtherSeries,

    /// <summary>The grid or the identity of another patient.</summary>
    OtherPatient,

    /// <summary>No explanation was found; most often the mask belongs to another series or patient.</summary>
    Unexplained,
}

/// <summary>What was found about a mask and its image.</summary>
public sealed record AlignmentVerdict
{
    /// <summary>Gets the explanation.</summary>
    public required AlignmentKind Kind { get; init; }

    /// <summary>Gets the explanation in words, with numbers.</summary>
    public required string Explanation { get; init; }

    /// <summary>Gets the command that mends it; empty when nothing is to be mended, or nothing can be.</summary>
    public string Remedy { get; init; } = string.Empty;

    /// <summary>Gets a doubt about the content although the headers agree; empty when there is none.</summary>
    public string Doubt { get; init; } = string.Empty;

    /// <summary>Gets what the picture says about the place of an accepted mask; null for one that is not accepted.</summary>
    public PlacementEvidence? Placement { get; init; }

    /// <summary>Gets the mask on the grid of the image: as it is when accepted, mended when that is possible, else null.</summary>
    public Mask? OnImage { get; init; }

    /// <summary>Gets the mean intensity under the mask where its header puts it; NaN when it lies outside the image.</summary>
    public double MeanNow { get; init; } = double.NaN;

    /// <summary>Gets the mean intensity under the mended mask; NaN when there is none.</summary>
    public double MeanMended { get; init; } = double.NaN;

    /// <summary>Gets whether features may be computed without mending: the headers agree.</summary>
    public bool IsAccepted => Kind is AlignmentKind.SameGrid or AlignmentKind.HeaderRounding or AlignmentKind.SameLattice;
}

/// <summary>An image that a mask could belong to instead.</summary>
/// <param name="Name">How to name it in a message.</param>
/// <param name="Patient">Whose it is.</param>
/// <param name="Grid">Where its voxels lie.</param>
public sealed record KnownImage(string Name, string Patient, Grid Grid);

/// <summary>What else is known about an image and a mask.</summary>
public sealed record AlignmentContext
{
    /// <summary>Gets the image's file, for the remedy.</summary>
    public string ImagePath { get; init; } = "IMAGE";

    /// <summary>Gets the mask's file, for the remedy.</summary>
    public string MaskPath { get; init; } = "MASK";

    /// <summary>Gets whose image it is; empty when unknown.</summary>
    public string ImagePatient { get; init; } = string.Empty;

    /// <summary>Gets whose mask it is by its own header; empty when unknown.</summary>
    public string MaskPatient { get; init; } = string.Empty;

    /// <summary>Gets the other images of the cohort.</summary>
    public IReadOnlyList<KnownImage> Others { get; init; } = [];
}
