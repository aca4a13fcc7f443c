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

    /// <summary>The responses of the filters that settings name, on the box around the region; each is made when it is asked for.</summary>
    /// <param name="region">Image and regions.</param>
    /// <param name="settings">Its <see cref="IbsiSettings.Filters"/> say which.</param>
    /// <returns>Name and response.</returns>
    /// <exception cref="ArgumentException">A parameter of a filter cannot be.</exception>
    public static IEnumerable<(string Name, ScalarField Response)> Responses(IbsiRegion region, IbsiSettings settings)
    {
        ArgumentNullException.ThrowIfNull(region);
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Filters.Select(filter => (filter.Name, filter.Filter.Apply(region.Image, region.Intensity.Box)));
    }

    /// <summary>Computes the features of a response: the statistics of intensities, and where settings say how responses become gray levels also histogram and texture.</summary>
    /// <param name="response">The response on the box around the intensity region.</param>
    /// <param name="region">Image and regions.</param>
    /// <param name="settings">Its <see cref="IbsiSettings.ResponseLevels"/> say whether texture is computed.</param>
    /// <returns>The features; shape is that of the region and is not computed again.</returns>
    /// <exception cref="ImagingException">There are too many gray levels.</exception>
    public static IReadOnlyList<IbsiFeature> OnResponse(IVoxelSource response, IbsiRegion region, IbsiSettings settings)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(region);
        ArgumentNullException.ThrowIfNull(settings);
        Mask cropped = Mask.FromMembership(region.Intensity.Grid.Crop(region.Intensity.Box), region.Intensity.BoxMembership);
        double[] intensities = RegionIntensities.Of(response, cropped);
        if (settings.ResponseLevels is not { } rule)
        {
            return [.. IntensityFamilies.Statistics(intensities)];
        }

        DiscretizedRegion levels = DiscretizedRegion.Of(region.Intensity, intensities, rule, margin: Math.Max(1, settings.Distance));
        TextureFamilies texture = new(levels, new BorderDistance(region.Morphology, region.Intensity, levels), settings);
        return [.. IntensityFamilies.Statistics(intensities), .. IntensityFamilies.Histogram(levels), .. settings.Aggregations.SelectMany(texture.Compute)];
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
