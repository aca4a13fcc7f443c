using Voxopsy.Imaging;
using Voxopsy.Radiomics.PyRadiomics;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Extraction;

/// <summary>Every class of PyRadiomics with its names, such as <c>wavelet-LLH_glcm_Contrast</c>; shape once, whatever the number of images.</summary>
internal sealed class PyRadiomicsProfile(FeatureSetDefinition set) : FeatureProfile
{
    private readonly PyRadiomicsSettings _settings = Settings(set);

    internal override IEnumerable<ProfileValue> OfRegion(Mask mask) => [];

    internal override IEnumerable<ProfileValue> OfImage(IVoxelSource image, PixelKind kind, Mask mask, int position) =>
        PyRadiomicsExtractor.Extract(image, mask, _settings, kind)
            .Select(feature => new ProfileValue(feature.Name, feature.ImageType, string.Empty, feature.Value.Feature, feature.Value.Value, feature.Value.Family is "shape" or "shape2D"))
            .Where(value => position == 0 || !value.OfRegionAlone);

    /// <summary>The settings of PyRadiomics that the study file stands for.</summary>
    internal static PyRadiomicsSettings Settings(FeatureSetDefinition set)
    {
        RadiomicsDefinition radiomics = set.Radiomics;
        PyRadiomicsSettings settings = radiomics.ParameterFile.Length > 0
            ? PyRadiomicsParameters.Parse(RadiomicsReader.Parameters(radiomics.ParameterText))
            : new PyRadiomicsSettings
            {
                BinWidth = radiomics.BinWidth,
                BinCount = radiomics.BinCount > 0 ? radiomics.BinCount : null,
                Normalize = radiomics.NormalizeTo > 0,
                NormalizeScale = radiomics.NormalizeTo > 0 ? radiomics.NormalizeTo : 1,
                ResampledPixelSpacing = radiomics.SpacingMillimeters.IsEmpty ? null : radiomics.SpacingMillimeters,
                ResegmentRange = radiomics.Range.IsEmpty ? null : radiomics.Range,
                ImageTypes = [new ImageTypeSettings("Original"), .. radiomics.Filters.Select(ImageType)],
            };
        return set.Families.IsEmpty ? settings : settings with { Classes = set.Families.ToDictionary(family => family, _ => (IReadOnlyList<string>)[]) };
    }

    private static ImageTypeSettings ImageType(FilterDefinition filter) => filter.Name switch
    {
        "log" => new ImageTypeSettings("LoG") { Own = new Dictionary<string, object?> { ["sigma"] = filter.SigmasMillimeters.Cast<object?>().ToList() } },
        "wavelet" => new ImageTypeSettings("Wavelet") { Own = new Dictionary<string, object?> { ["wavelet"] = filter.Kernel, ["level"] = (double)filter.Levels } },
        "square" => new ImageTypeSettings("Square"),
        "squareroot" => new ImageTypeSettings("SquareRoot"),
        "logarithm" => new ImageTypeSettings("Logarithm"),
        "exponential" => new ImageTypeSettings("Exponential"),
        "gradient" => new ImageTypeSettings("Gradient"),
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter.Name, "Unknown filter."),
    };
}
