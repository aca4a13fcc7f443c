namespace Voxopsy.Deep.Augmentation;

/// <summary>Mirror images, each axis on its own.</summary>
public sealed record Flip
{
    /// <summary>The chance that columns are mirrored.</summary>
    public double Columns { get; init; } = 0.5;

    /// <summary>The chance that rows are mirrored.</summary>
    public double Rows { get; init; } = 0.5;

    /// <summary>The chance that slices are mirrored; without effect in 2D.</summary>
    public double Slices { get; init; } = 0.5;

    internal void Enter(Warp warp, Draws stream)
    {
        // Every axis draws, so that switching one off does not move the draws of the others.
        (bool columns, bool rows, bool slices) = (stream.Happens(Columns), stream.Happens(Rows), stream.Happens(Slices));
        warp.Mirror(columns ? -1 : 1, rows ? -1 : 1, slices ? -1 : 1);
    }
}
