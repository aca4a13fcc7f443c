using Voxopsy.Imaging;

namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>The images and the maps of features that settings ask for, to be looked at or saved.</summary>
public static class FilteredImages
{
    /// <summary>The images that features are computed on, each on the box around the region.</summary>
    /// <param name="source">The image.</param>
    /// <param name="mask">The region, on the grid of the image.</param>
    /// <param name="settings">Which images, and what happens before.</param>
    /// <param name="kind">How the image's file stores pixels.</param>
    /// <returns>Name (such as <c>wavelet-LLH</c>) and values, made as they are enumerated.</returns>
    /// <exception cref="ImagingException">The region is too small for the settings.</exception>
    public static IEnumerable<(string Name, ScalarField Values)> Make(IVoxelSource source, Mask mask, PyRadiomicsSettings settings, PixelKind kind)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Mask.RequireVoxels(mask);
        (IVoxelSource image, Mask region, PixelKind pixels) = PyRadiomicsExtractor.Prepare(source, mask, settings, kind);
        Mask resegmented = Resegmentation.Apply(image, region, settings);
        return settings.ImageTypes.SelectMany(type => ImageTypes
            .Make(type, image, resegmented, PyRadiomicsParameters.Override(settings, type.Own, $"image type {type.Name}"), pixels)
            .Select(made => (made.Name, ScalarField.Of(made.Values()))));
    }

    /// <summary>Maps of features: each voxel of the region gets the features of the kernel around it.</summary>
    /// <param name="source">The image.</param>
    /// <param name="mask">The region, on the grid of the image.</param>
    /// <param name="settings">What is computed; <see cref="PyRadiomicsSettings.VoxelMaps"/> says how kernels are cut out. Shape has no maps.</param>
    /// <param name="kind">How the image's file stores pixels.</param>
    /// <returns>Name (such as <c>original_glcm_Contrast</c>) and map on the box around the region, made as they are enumerated.</returns>
    /// <exception cref="ImagingException">The region is too small for the settings, or kernels that leave it are asked of a filtered image.</exception>
    public static IEnumerable<(string Name, ScalarField Map)> Maps(IVoxelSource source, Mask mask, PyRadiomicsSettings settings, PixelKind kind)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Mask.RequireVoxels(mask);
        if (!settings.VoxelMaps.MaskedKernel && settings.ImageTypes.Any(type => type.Name != "Original"))
        {
            throw new ImagingException("Kernels that leave the region (maskedKernel: false) are mapped on the original image only. Leave out the other image types, or set maskedKernel.");
        }

        RegionOfInterest.RequireFinite(source, mask);
        (IVoxelSource image, Mask region, PixelKind pixels) = PyRadiomicsExtractor.Prepare(source, mask, settings, kind);
        Mask resegmented = Resegmentation.Apply(image, region, settings);
        return OfRegion(image, resegmented, settings, pixels);
    }

    private static IEnumerable<(string Name, ScalarField Map)> OfRegion(IVoxelSource image, Mask mask, PyRadiomicsSettings settings, PixelKind kind)
    {
        string[] families = [.. (settings.Classes.Count > 0 ? settings.Classes.Keys : (IEnumerable<string>)["firstorder", "glcm", "gldm", "glrlm", "glszm", "ngtdm"]).Where(name => name is not ("shape" or "shape2D"))];
        Mask cropped = Mask.FromMembership(mask.Grid.Crop(mask.Box), mask.BoxMembership);
        foreach (ImageTypeSettings type in settings.ImageTypes)
        {
            PyRadiomicsSettings own = PyRadiomicsParameters.Override(settings, type.Own, $"image type {type.Name}");
            bool isWhole = type.Name == "Original";
            foreach ((string name, Func<IVoxelSource> values) in ImageTypes.Make(type, image, mask, own, kind))
            {
                foreach (string family in families)
                {
                    foreach ((string feature, double[] map) in isWhole ? Of(image, mask, mask, family, own) : Of(values(), cropped, mask, family, own))
                    {
                        yield return ($"{name}_{family}_{feature}", new ScalarField(cropped.Grid, map));
                    }
                }
            }
        }
    }

    private static Dictionary<string, double[]> Of(IVoxelSource image, Mask mask, Mask region, string family, PyRadiomicsSettings settings)
    {
        Dictionary<string, double[]> maps = [];
        foreach (var (voxel, features) in VoxelMaps.Compute(image, mask, family, settings, settings.VoxelMaps))
        {
            int at = region.Box.Size.Offset(voxel.X - mask.Box.Start.X, voxel.Y - mask.Box.Start.Y, voxel.Z - mask.Box.Start.Z);
            foreach (FeatureValue feature in features)
            {
                if (settings.Classes.TryGetValue(family, out IReadOnlyList<string>? wanted) && wanted.Count > 0 && !wanted.Contains(feature.Name))
                {
                    continue;
                }

                if (!maps.TryGetValue(feature.Name, out double[]? map))
                {
                    map = new double[region.Box.Size.VoxelCount];
                    Array.Fill(map, settings.VoxelMaps.InitValue);
                    maps[feature.Name] = map;
                }

                map[at] = feature.Value;
            }
        }

        return maps;
    }
}
