using Voxopsy.Imaging.Alignment;

namespace Voxopsy.Study.Checks;

/// <summary>How a mask lies on an image of its case, and the tile that shows it.</summary>
public sealed record MaskPlacement
{
    /// <summary>Gets the cohort.</summary>
    public required string Cohort { get; init; }

    /// <summary>Gets the case.</summary>
    public required string Case { get; init; }

    /// <summary>Gets whose case it is.</summary>
    public required string Patient { get; init; }

    /// <summary>Gets the mask's name in the study file.</summary>
    public required string Mask { get; init; }

    /// <summary>Gets the image's name in the study file.</summary>
    public required string Image { get; init; }

    /// <summary>Gets the mask's file.</summary>
    public required string MaskPath { get; init; }

    /// <summary>Gets the image's file.</summary>
    public required string ImagePath { get; init; }

    /// <summary>Gets what header and picture say.</summary>
    public required AlignmentVerdict Verdict { get; init; }

    /// <summary>Gets the grade in one word: <c>supported</c>, <c>open</c>, <c>contradicted</c>, or <c>refused</c> when the headers disagree.</summary>
    public string Grade => Verdict.Placement?.Grade switch
    {
        PlacementGrade.Supported => "supported",
        PlacementGrade.Open => "open",
        PlacementGrade.Contradicted => "contradicted",
        _ => "refused",
    };

    /// <summary>Gets the slice shown, from 1, and how many there are; empty without a tile.</summary>
    public required string Slice { get; init; }

    /// <summary>Gets the picture of the slice with the outline (PNG); empty when the mask has no place on the image.</summary>
    public required ReadOnlyMemory<byte> Tile { get; init; }

    /// <summary>Gets the hash of the voxels of the region.</summary>
    internal string Content { get; init; } = string.Empty;
}
