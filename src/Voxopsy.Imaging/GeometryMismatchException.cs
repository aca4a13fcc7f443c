namespace Voxopsy.Imaging;

/// <summary>A mask does not lie on its image.</summary>
public sealed class GeometryMismatchException : ImagingException
{
    internal GeometryMismatchException(Grid image, Grid mask)
        : base($"""
            The mask does not lie on its image.
              image  {image}
              mask   {mask}
            Resample the mask onto the image, or check that both come from one series.
            """)
    {
        Image = image;
        Mask = mask;
    }

    /// <summary>Gets the grid of the image.</summary>
    public Grid Image { get; }

    /// <summary>Gets the grid of the mask.</summary>
    public Grid Mask { get; }
}
