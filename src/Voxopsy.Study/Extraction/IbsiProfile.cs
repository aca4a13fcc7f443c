using System.Globalization;
using Voxopsy.Imaging;
using Voxopsy.Radiomics.Ibsi;
using Voxopsy.Radiomics.PyRadiomics;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Extraction;

/// <summary>Every family of IBSI 1 on the image, and the statistics of intensities on the responses of filters: what IBSI 2 has reference values for.</summary>
/// <remarks>Names are the image type and the tag of the reference data, such as <c>original_cm_contrast_3d_merged</c> or <c>log-1mm_stat_mean</c>.</remarks>
internal sealed class IbsiProfile(FeatureSetDefinition set) : FeatureProfile
{
    // Centre of mass shift, integrated intensity, Moran's I and Geary's C are morphology by the manual, and speak of intensities.
    private static readonly string[] MorphologyOfIntensities = ["KLMA", "99N0", "N365", "NPT7"];

    private readonly IbsiSettings _settings = Settings(set.Radiomics) is var settings && settings.Filters.Count > 0 ? settings : settings with { Filters = [.. set.Radiomics.Filters.SelectMany(Filters)] };

    internal override IEnumerable<ProfileValue> OfRegion(Mask mask) => [];

    internal override IEnumerable<ProfileValue> OfImage(IVoxelSource image, PixelKind kind, Mask mask, int position)
    {
        IbsiRegion region = IbsiRegion.Prepare(image, mask, _settings);
        IEnumerable<ProfileValue> values = IbsiExtractor.Extract(region, _settings).Select(feature => Named(feature, "original"));
        foreach ((string name, ScalarField response) in IbsiExtractor.Responses(region, _settings))
        {
            values = values.Concat(IbsiExtractor.OnResponse(response, region, _settings).Select(feature => Named(feature, name)));
        }

        return values
            .Where(value => set.Families.IsEmpty || set.Families.Contains(value.Feature.Family))
            .Where(value => position == 0 || !value.OfRegionAlone);
    }

    internal static IbsiSettings Settings(RadiomicsDefinition radiomics)
    {
        if (radiomics.ParameterFile.Length > 0)
        {
            return IbsiParameters.Parse(RadiomicsReader.Parameters(radiomics.ParameterText));
        }

        Dictionary<string, object?> parameters = new()
        {
            ["discretisation"] = radiomics.BinCount > 0
                ? new Dictionary<string, object?> { ["method"] = "fixed_bin_number", ["count"] = (double)radiomics.BinCount }
                : new Dictionary<string, object?> { ["method"] = "fixed_bin_size", ["width"] = radiomics.BinWidth },
        };
        if (!radiomics.SpacingMillimeters.IsEmpty)
        {
            parameters["interpolation"] = "cubic_spline";
            parameters["spacing_mm"] = radiomics.SpacingMillimeters.Select(spacing => spacing > 0 ? (object?)spacing : null).ToList();
        }

        if (!radiomics.Range.IsEmpty)
        {
            parameters["resegmentation_range"] = radiomics.Range.Cast<object?>().ToList();
        }

        return IbsiParameters.Parse(parameters);
    }

    private static IEnumerable<(string Name, IbsiFilter Filter)> Filters(FilterDefinition filter) => filter.Name == "log"
        ? filter.SigmasMillimeters.Select(sigma => (
            string.Create(CultureInfo.InvariantCulture, $"log-{sigma}mm"),
            IbsiFilter.Parse(new Dictionary<string, object?> { ["filter"] = "laplacian_of_gaussian", ["sigma_mm"] = sigma })))
        : Enumerable.Range(1, filter.Levels).SelectMany(level => Bands().Select(band => (
            string.Create(CultureInfo.InvariantCulture, $"{filter.Kernel}-{level}-{band}"),
            IbsiFilter.Parse(new Dictionary<string, object?> { ["filter"] = "separable_wavelet", ["family"] = filter.Kernel, ["decomposition"] = band, ["level"] = (double)level }))));

    private static IEnumerable<string> Bands() => Enumerable.Range(0, 8).Select(bits => string.Concat(new[] { 4, 2, 1 }.Select(bit => (bits & bit) != 0 ? 'H' : 'L')));

    private static ProfileValue Named(IbsiFeature feature, string image)
    {
        string joined = feature.Aggregation.Length == 0 ? string.Empty : "_" + feature.Aggregation.Replace(", ", "_", StringComparison.Ordinal).ToLowerInvariant();
        bool ofRegion = feature.Feature.Family == "morphology" && !MorphologyOfIntensities.Contains(feature.Feature.Ibsi);
        return new ProfileValue($"{image}_{feature.Tag}{joined}", image, feature.Aggregation, feature.Feature, feature.Value, ofRegion);
    }
}
