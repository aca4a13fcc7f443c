namespace Voxopsy.Imaging.Phantoms;

/// <summary>A head with one hematoma, as unenhanced computed tomography shows it.</summary>
public sealed record HeadAnatomy
{
    /// <summary>Gets the diameter of the hematoma, mm, 8 to 90.</summary>
    public required double DiameterMillimeters { get; init; }

    /// <summary>Gets how lobulated its surface is, as a share of the radius, 0 to 0.3.</summary>
    public required double Roughness { get; init; }

    /// <summary>Gets its mean density, HU; 40 to 60 when it is minutes old, 60 to 80 after hours.</summary>
    public required double DensityHounsfield { get; init; }

    /// <summary>Gets the standard deviation of its texture, HU.</summary>
    public required double TextureHounsfield { get; init; }

    /// <summary>Gets the volume of the edema as a multiple of the hematoma's.</summary>
    public required double EdemaRatio { get; init; }

    /// <summary>Gets the density of the superior sagittal sinus, HU; high when it is thrombosed.</summary>
    public required double SinusHounsfield { get; init; }

    /// <summary>Gets the depth of the hematoma's near edge below the cortex, mm; small when it is juxtacortical.</summary>
    public required double DepthMillimeters { get; init; }
}
