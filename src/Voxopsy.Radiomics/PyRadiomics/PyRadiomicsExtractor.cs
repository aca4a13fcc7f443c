using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Radiomics.Discretization;
using Voxopsy.Radiomics.Intensity;
using Voxopsy.Radiomics.Shape;

namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>Computes what PyRadiomics computes, with its settings, names and values.</summary>
/// <remarks>Source: PyRadiomics 3 (van Griethuysen 2017). Where it differs from IBSI it is followed here; docs/methods says where.</remarks>
public static class PyRadiomicsExtractor
{
    /// <summary>The classes computed when settings name none.</summary>
    private static readonly string[] AllClasses = ["shape", "firstorder", "glcm", "gldm", "glrlm", "glszm", "ngtdm"];

    /// <summary>Extracts the features of a region.</summary>
    /// <param name="region">Image and region.</param>
    /// <param name="settings">What to compute, and how.</param>
    /// <param name="kind">How the image's file stores pixels.</param>
    /// <returns>Values by image type and class, in the order of PyRadiomics' own output.</returns>
    /// <exception cref="ImagingException">The region is too small for the settings, or has too many gray levels.</exception>
    /// <exception cref="ArgumentException">A setting, a class, a feature or an image type is not known.</exception>
    public static IReadOnlyList<PyRadiomicsFeature> Extract(RegionOfInterest region, PyRadiomicsSettings settings, PixelKind kind = PixelKind.Integer)
    {
        ArgumentNullException.ThrowIfNull(region);
        return Extract(region.Image, region.Mask, settings, kind);
    }

    /// <summary>Extracts the features of a region of any source of voxels.</summary>
    /// <param name="source">The image.</param>
    /// <param name="mask">The region, on the grid of the image.</param>
    /// <param name="settings">What to compute, and how.</param>
    /// <param name="kind">How the image's file stores pixels.</param>
    /// <returns>Values by image type and class.</returns>
    /// <exception cref="ImagingException">The region is too small for the settings, or has too many gray levels.</exception>
    /// <exception cref="ArgumentException">A setting, a class, a feature or an image type is not known.</exception>
    public static IReadOnlyList<PyRadiomicsFeature> Extract(IVoxelSource source, Mask mask, PyRadiomicsSettings settings, PixelKind kind) =>
        Extract(source, mask, settings, kind, threads: 1);

    /// <summary>Extracts the features of one region on several threads, filtered images side by side; the values are the same bits on any number.</summary>
    /// <param name="source">The image.</param>
    /// <param name="mask">The region, on the grid of the image.</param>
    /// <param name="settings">What to compute, and how.</param>
    /// <param name="kind">How the image's file stores pixels.</param>
    /// <param name="threads">Images at a time, from 1; each more holds one more filtered image in memory.</param>
    /// <returns>Values by image type and class.</returns>
    /// <exception cref="ImagingException">The region is too small for the settings, or has too many gray levels.</exception>
    /// <exception cref="ArgumentException">A setting, a class, a feature or an image type is not known.</exception>
    public static IReadOnlyList<PyRadiomicsFeature> Extract(IVoxelSource source, Mask mask, PyRadiomicsSettings settings, PixelKind kind, int threads)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Mask.RequireVoxels(mask);
        RegionOfInterest.RequireFinite(source, mask);
        (IVoxelSource image, Mask region, PixelKind pixels) = Prepare(source, mask, settings, kind);
        Mask resegmented = Resegmentation.Apply(image, region, settings);
        string[] classes = settings.Classes.Count > 0 ? [.. settings.Classes.Keys] : AllClasses;
        foreach (string name in classes)
        {
            FeatureClasses.Require(name, Wanted(name, settings));
        }

        List<PyRadiomicsFeature> features = [];
        if (classes.Contains("shape"))
        {
            features.AddRange(FeatureClasses.WithDeprecated(ShapeFeatures.Compute(settings.ResegmentShape ? resegmented : region), Wanted("shape", settings)).Select(value => new PyRadiomicsFeature("original", value)));
        }

        if (classes.Contains("shape2D"))
        {
            features.AddRange(Shape2DFeatures.Compute(settings.ResegmentShape ? resegmented : region, settings.Plane ?? 2).Select(value => new PyRadiomicsFeature("original", value)));
        }

        string[] perImage = [.. classes.Where(name => name is not ("shape" or "shape2D"))];
        if (perImage.Length > 0)
        {
            Mask cropped = Mask.FromMembership(resegmented.Grid.Crop(resegmented.Box), resegmented.BoxMembership);
            features.AddRange(SideBySide.Run(
                settings.ImageTypes.SelectMany(type =>
                {
                    PyRadiomicsSettings own = PyRadiomicsParameters.Override(settings, type.Own, $"image type {type.Name}");
                    return ImageTypes.Make(type, image, resegmented, own, pixels).Select(made => (made.Name, made.Values, Settings: own));
                }),
                made => OnImage(made.Name, made.Values, cropped, made.Settings, perImage),
                threads).SelectMany(image => image));
        }

        return [.. features.Where(feature => IsWanted(feature, settings))];
    }

    /// <summary>Normalizes, and resamples or crops, in this order.</summary>
    internal static (IVoxelSource Image, Mask Mask, PixelKind Kind) Prepare(IVoxelSource source, Mask mask, PyRadiomicsSettings settings, PixelKind kind)
    {
        IVoxelSource image = source;
        if (settings.Normalize)
        {
            image = new NormalizedImage(source, settings.RemoveOutliers, settings.NormalizeScale, kind);
            kind = kind == PixelKind.Single ? kind : PixelKind.Double;
        }

        if (settings.ResampledPixelSpacing is not null)
        {
            (image, mask) = ImageResampling.Apply(image, mask, settings, kind);
        }
        else if (settings.PreCrop)
        {
            BoundingBox padded = mask.Box.Grow(settings.PadDistance, settings.PadDistance, settings.PadDistance, mask.Grid.Size);
            (image, mask) = (new ImageView(image, padded), Mask.FromMembership(mask.Grid.Crop(padded), mask.ToMembership(padded)));
        }

        RequireExtent(mask, settings);
        return (image, mask, kind);
    }

    /// <summary>All classes on one image; the image is let go of once the intensities of the region are gathered, and they once the gray levels are.</summary>
    private static List<PyRadiomicsFeature> OnImage(string name, Func<IVoxelSource> image, Mask mask, PyRadiomicsSettings settings, string[] classes)
    {
        (DiscretizedRegion levels, FeatureValue[] firstOrder) = Levels(name, image, mask, settings, classes.Contains("firstorder"));
        TextureClasses texture = new(levels, settings);
        List<PyRadiomicsFeature> features = [];
        foreach (string family in classes)
        {
            IEnumerable<FeatureValue> values = family switch
            {
                "firstorder" => firstOrder,
                "glcm" => texture.Cooccurrence(),
                "gldm" => texture.Dependence(),
                "glrlm" => texture.RunLength(),
                "glszm" => texture.SizeZone(),
                "ngtdm" => texture.ToneDifference(),
                _ => throw new ArgumentException($"No feature class is named '{family}'; there are shape, shape2D, firstorder, glcm, gldm, glrlm, glszm and ngtdm.", nameof(classes)),
            };
            features.AddRange(values.Select(value => new PyRadiomicsFeature(name, value)));
        }

        return features;
    }

    private static (DiscretizedRegion Levels, FeatureValue[] FirstOrder) Levels(string name, Func<IVoxelSource> image, Mask mask, PyRadiomicsSettings settings, bool withFirstOrder)
    {
        double[] intensities = RegionIntensities.Of(image(), mask);
        if (!Array.TrueForAll(intensities, double.IsFinite))
        {
            throw new ImagingException($"Image type '{name}' is not finite in the region: its scale follows from the largest intensity of the image, which does not allow it. Leave this image type out.");
        }

        DiscretizedRegion levels = DiscretizedRegion.Of(mask, intensities, settings.GrayLevels, margin: settings.Distances.Max());
        return (levels, withFirstOrder
            ? [.. FeatureClasses.WithDeprecated(FirstOrderFeatures.Compute(intensities, levels.Histogram, mask.Grid.VoxelVolume, settings.VoxelArrayShift), Wanted("firstorder", settings))]
            : []);
    }

    private static IReadOnlyList<string> Wanted(string family, PyRadiomicsSettings settings) => settings.Classes.GetValueOrDefault(family) ?? [];

    private static bool IsWanted(PyRadiomicsFeature feature, PyRadiomicsSettings settings) =>
        !settings.Classes.TryGetValue(feature.Value.Family, out IReadOnlyList<string>? names) || names.Count == 0 || names.Contains(feature.Value.Name);

    private static void RequireExtent(Mask mask, PyRadiomicsSettings settings)
    {
        GridSize size = mask.Box.Size;
        int extended = (size.X > 1 ? 1 : 0) + (size.Y > 1 ? 1 : 0) + (size.Z > 1 ? 1 : 0);
        if (extended < settings.MinimumRoiDimensions)
        {
            throw new ImagingException(
                $"The region extends over more than one voxel along {extended} axes ({size}), and minimumROIDimensions asks for {settings.MinimumRoiDimensions}. "
                + "Check the mask, or lower minimumROIDimensions.");
        }

        if (settings.MinimumRoiSize is { } least && mask.VoxelCount <= least)
        {
            throw new ImagingException($"The region holds {mask.VoxelCount} voxels, and minimumROISize asks for more than {least}. Check the mask, or lower minimumROISize.");
        }
    }
}
