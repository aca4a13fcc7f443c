using Voxopsy.Imaging.Resampling;
using Voxopsy.Radiomics.Discretization;

namespace Voxopsy.Radiomics.Ibsi;

/// <summary>How an image is processed before features are computed, in the terms of the IBSI reference manual, chapter 2.</summary>
public sealed record IbsiSettings
{
    /// <summary>Gets how intensities are interpolated; null for not at all.</summary>
    public Interpolation? ImageInterpolation { get; init; }

    /// <summary>Gets how membership is interpolated.</summary>
    public Interpolation MaskInterpolation { get; init; } = Interpolation.Linear;

    /// <summary>Gets the membership from which an interpolated voxel belongs to the region.</summary>
    public double MaskThreshold { get; init; } = 0.5;

    /// <summary>Gets the new spacing in mm by axis (x, y, z); null keeps an axis.</summary>
    public IReadOnlyList<double?> Spacing { get; init; } = [null, null, null];

    /// <summary>Gets whether interpolated intensities are rounded to whole numbers.</summary>
    public bool RoundIntensities { get; init; }

    /// <summary>Gets the smallest intensity that stays in the region; null for none.</summary>
    public double? LowerBound { get; init; }

    /// <summary>Gets the largest intensity that stays in the region; null for none.</summary>
    public double? UpperBound { get; init; }

    /// <summary>Gets at how many standard deviations from the mean voxels are taken out of the region; null for none.</summary>
    public double? OutlierSigma { get; init; }

    /// <summary>Gets how intensities become gray levels.</summary>
    public GrayLevels GrayLevels { get; init; } = new FixedBinWidth(25);

    /// <summary>Gets the width of a bin of the intensity-volume histogram; null where intensities are whole numbers and stay as they are.</summary>
    public double? VolumeHistogramWidth { get; init; }

    /// <summary>Gets where the first bin of the intensity-volume histogram starts; null for the lower bound, or the smallest intensity.</summary>
    public double? VolumeHistogramStart { get; init; }

    /// <summary>Gets the Chebyshev distance of neighbors.</summary>
    public int Distance { get; init; } = 1;

    /// <summary>Gets how far a dependent neighbor's level may differ (coarseness).</summary>
    public int Coarseness { get; init; }

    /// <summary>Gets which of the ways to join directions and slices are computed.</summary>
    public IReadOnlyList<Aggregation> Aggregations { get; init; } = [Aggregation.Volume];

    /// <summary>Gets the filters whose responses are measured beside the image, by name.</summary>
    public IReadOnlyList<(string Name, IbsiFilter Filter)> Filters { get; init; } = [];

    /// <summary>Gets how responses become gray levels; null to compute no more of them than the statistics of intensities, which is what IBSI 2 has reference values for.</summary>
    public GrayLevels? ResponseLevels { get; init; }
}
