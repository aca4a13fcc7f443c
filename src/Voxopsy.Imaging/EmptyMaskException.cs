namespace Voxopsy.Imaging;

/// <summary>A mask holds no voxel, so there is no region.</summary>
public sealed class EmptyMaskException : ImagingException
{
    internal EmptyMaskException(Grid grid)
        : base($"The mask holds no voxel ({grid}). Check that the right file and label were chosen, and that the region was drawn.") =>
        Grid = grid;

    /// <summary>Gets the grid of the mask.</summary>
    public Grid Grid { get; }
}
