namespace Voxopsy.Imaging.Phantoms;

/// <summary>A rectum with one tumour of its wall.</summary>
public sealed record RectalAnatomy
{
    /// <summary>Gets the length of the tumour along the rectum, mm, 10 to 100.</summary>
    public required double LengthMillimeters { get; init; }

    /// <summary>Gets its greatest thickness, mm.</summary>
    public required double ThicknessMillimeters { get; init; }

    /// <summary>Gets its mean apparent diffusion coefficient, 10⁻³ mm²/s.</summary>
    public required double Diffusion { get; init; }

    /// <summary>Gets the standard deviation of its texture on T2, in units of the image.</summary>
    public required double Texture { get; init; }

    /// <summary>Gets the radius of a vein in the fat that the tumour has grown into, mm; it lies outside the mask.</summary>
    public required double InvadedVeinMillimeters { get; init; }
}
