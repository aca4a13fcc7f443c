using Voxopsy.Imaging;
using Voxopsy.Radiomics.Discretization;
using Voxopsy.Radiomics.Intensity;
using Voxopsy.Radiomics.Texture.DistanceZone;

namespace Voxopsy.Radiomics.Ibsi;

/// <summary>Computes the features of the Image Biomarker Standardisation Initiative.</summary>
/// <remarks>Source: Zwanenburg 2020; IBSI reference manual, version 0.0.1 final.</remarks>
public static class IbsiExtractor
{
    /// <summary>Processes an image and computes all families.</summary>
    /// <param name="image">The image.</param>
    /// <param name="mask">The region, on the grid of the image.</param>
    /// <param name="settings">How the image is processed and levels are made.</param>
    /// <returns>All features, texture once per way of aggregation.</returns>
    /// <exception cref="ImagingException">No voxel is left, or there are too many gray levels.</exception>
    public static IReadOnlyList<IbsiFeature> Extract(IVoxelSource image, Mask mask, IbsiSettings settings) =>
        Extract(IbsiRegion.Prepare(image, mask, settings), settings);

    /// <summary>Computes all families of a processed region.</summary>
    /// <param name="region">Image and regions.</param>
    /// <param name="settings">How levels are made and texture is joined.</param>
    /// <returns>All features, texture once per way of aggregation.</returns>
    /// <exception cref="ImagingException">There are too many gray levels.</exception>
    public static IReadOnlyList<IbsiFeature> Extract(IbsiRegion region, IbsiSettings settings)
    {
        ArgumentNullException.ThrowIfNull(region);
        ArgumentNullException.ThrowIfNull(settings);
        double[] intensities = RegionIntensities.Of(region.Image, region.Intensity);
        DiscretizedRegion levels = DiscretizedRegion.Of(region.Intensity, intensities, settings.GrayLevels, margin: Math.Max(1, settings.Distance));
        TextureFamilies texture = new(levels, new BorderDistance(region.Morphology, region.Intensity, levels), settings);
        return
        [
            .. Morphology.Compute(region, intensities),
            .. LocalIntensity.Compute(region.Image, region.Intensity),
            .. IntensityFamilies.Statistics(intensities),
            .. IntensityFamilies.Histogram(levels),
            .. VolumeHistogram.Compute(intensities, settings),
            .. settings.Aggregations.SelectMany(texture.Compute),
        ];
    }

    /// <summary>Computes the statistics of intensities only, as for filtered images.</summary>
    /// <param name="image">The image, filtered or not.</param>
    /// <param name="mask">The region.</param>
    /// <returns>The 18 statistics.</returns>
    public static IReadOnlyList<IbsiFeature> Statistics(IVoxelSource image, Mask mask)
    {
        Mask.RequireVoxels(mask);
        return [.. IntensityFamilies.Statistics(RegionIntensities.Of(image, mask))];
    }
}
