namespace Voxopsy.Imaging.Alignment;

/// <summary>What the picture says about the place of a mask whose header is true.</summary>
public enum PlacementGrade
{
    /// <summary>The region stands out from its surroundings here more than anywhere it was compared with.</summary>
    Supported,

    /// <summary>The picture does not tell this place from another; a person must look.</summary>
    Open,

    /// <summary>The region would stand out far better elsewhere; a person must look before it is used.</summary>
    Contradicted,
}

/// <summary>Where a mask would fit better.</summary>
public enum PlacementRival
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>With one or more axes of the grid reversed.</summary>
    Flip,

    /// <summary>One slice up or down.</summary>
    OneSlice,

    /// <summary>Elsewhere on the image: moved by more than a slice, or drawn on another patient.</summary>
    Elsewhere,
}

/// <summary>How well the picture supports the place of a mask, compared with the places it would have after a flip, a shift or a swap.</summary>
public sealed record PlacementEvidence
{
    /// <summary>How much better (a difference of scores) a place must be to count as evidence.</summary>
    public const double Decisive = 0.25;

    /// <summary>Gets the grade.</summary>
    public required PlacementGrade Grade { get; init; }

    /// <summary>Gets the most likely fault; none unless the grade is <see cref="PlacementGrade.Contradicted"/>.</summary>
    public required PlacementRival Rival { get; init; }

    /// <summary>Gets the grade in words, with the place it was compared with.</summary>
    public required string Explanation { get; init; }

    /// <summary>Gets the score of this place minus the best score of a flipped or displaced one; above 0 speaks for this place, NaN when nothing could be compared.</summary>
    public required double Margin { get; init; }

    /// <summary>Gets the score of this place minus the better score of one slice up or down; NaN when nothing could be compared.</summary>
    public required double SliceMargin { get; init; }

    /// <summary>Gets what mends the fault: a flip or a shift of one slice; null when none is named.</summary>
    public Mask? Mended { get; init; }
}
