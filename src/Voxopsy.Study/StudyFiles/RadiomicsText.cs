using System.Globalization;

namespace Voxopsy.Study.StudyFiles;

/// <summary>The settings of a radiomics set as a study file writes them; also what tells one set of values from another.</summary>
internal static class RadiomicsText
{
    /// <summary>The keys <c>profile</c> and <c>settings</c>; empty for a set that names no profile.</summary>
    internal static string Of(RadiomicsDefinition radiomics, string parameterFile)
    {
        if (radiomics.Profile == RadiomicsProfile.Plain)
        {
            return string.Empty;
        }

        string profile = radiomics.Profile == RadiomicsProfile.Ibsi ? "ibsi" : "pyradiomics";
        if (radiomics.ParameterFile.Length > 0)
        {
            return $", profile: {profile}, settings: {parameterFile}";
        }

        List<string> keys = [];
        if (!radiomics.SpacingMillimeters.IsEmpty)
        {
            keys.Add($"resample_mm: [{List(radiomics.SpacingMillimeters)}]");
        }

        keys.Add(radiomics.BinCount > 0 ? $"bin_count: {Text(radiomics.BinCount)}" : $"bin_width: {Text(radiomics.BinWidth)}");
        if (radiomics.NormalizeTo > 0)
        {
            keys.Add($"normalize: {Text(radiomics.NormalizeTo)}");
        }

        if (!radiomics.Range.IsEmpty)
        {
            keys.Add($"range: [{List(radiomics.Range)}]");
        }

        if (!radiomics.Filters.IsEmpty)
        {
            keys.Add($"filters: [{string.Join(", ", radiomics.Filters.Select(Filter))}]");
        }

        return $", profile: {profile}, settings: {{{string.Join(", ", keys)}}}";
    }

    private static string Filter(FilterDefinition filter) => filter.Name switch
    {
        "log" => $"log: {{sigma_mm: [{List(filter.SigmasMillimeters)}]}}",
        "wavelet" => $"wavelet: {{kernel: {filter.Kernel}, levels: {Text(filter.Levels)}}}",
        _ => filter.Name,
    };

    private static string List(IEnumerable<double> values) => string.Join(", ", values.Select(Text));

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
