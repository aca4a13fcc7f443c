namespace Voxopsy.Radiomics.Perturbation;

/// <summary>One way in which the same lesion could have been imaged and outlined a little differently.</summary>
/// <remarks>
/// Source: Zwanenburg 2019 (Scientific Reports 9:614), whose letters stand behind each part. Parts act in this order: noise, rotation and
/// translation, volume, contour. A part that is 0 does nothing.
/// </remarks>
public sealed record RegionPerturbation
{
    /// <summary>Gets the standard deviation of added normal noise, in multiples of the noise found in the image (N).</summary>
    public double Noise { get; init; }

    /// <summary>Gets the rotation of the sampling grid about its third axis, in degrees (R).</summary>
    public double RotationDegrees { get; init; }

    /// <summary>Gets the translation of the sampling grid along each axis, in voxels, such as 0.25 (T).</summary>
    public double TranslationVoxels { get; init; }

    /// <summary>Gets the share of the volume that is added (above 0) or taken away at the rim (V), above −1.</summary>
    public double VolumeChange { get; init; }

    /// <summary>Gets the standard deviation in mm by which the contour is moved, smoothly along it (C).</summary>
    public double ContourMillimeters { get; init; }

    /// <summary>Gets over how many mm the movement of the contour stays alike.</summary>
    public double ContourSmoothnessMillimeters { get; init; } = 3;

    /// <summary>Gets how much of the image around the region is kept, in mm, so that filters see what they would see; infinity for all of it.</summary>
    public double MarginMillimeters { get; init; } = 25;

    /// <summary>Gets the seed of what is random.</summary>
    public ulong Seed { get; init; }
}
