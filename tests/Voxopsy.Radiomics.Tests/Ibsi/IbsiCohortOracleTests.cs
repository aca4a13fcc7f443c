using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Voxopsy.Imaging;
using Voxopsy.Radiomics.Ibsi;
using Voxopsy.Testing;

namespace Voxopsy.Radiomics.Tests.Ibsi;

/// <summary>Filtered images of patients, where independent teams agree (IBSI 2, phase 3); the column filter says the settings.</summary>
public sealed partial class IbsiCohortOracleTests
{
    [Fact]
    [Trait("Category", "Oracle")]
    public void Phase3_ValuesThatTeamsAgreeOn()
    {
        OracleTally tally = new("sts/ibsi2 phase 3");
        OracleTally spectral = new("sts/ibsi2 phase 3, Simoncelli (few teams agree: how each goes on beyond the edge differs), within 1%");
        string folder = ReferenceFolders.Oracle("radiomics", "sts");
        JsonElement configurations = PyRadiomicsReference.Json("radiomics", "sts", "configurations.json");
        foreach (var scan in PyRadiomicsReference.Rows(Path.Combine(folder, "ibsi2_phase3_consensus.csv")).GroupBy(cells => (Case: cells[0], Modality: cells[1])))
        {
            string stem = Path.Combine(folder, $"{scan.Key.Case}_{scan.Key.Modality}");
            IbsiSettings settings = IbsiParameters.Parse(PlainJson.Object(configurations.GetProperty(scan.Key.Modality)));
            IbsiRegion region = IbsiRegion.Prepare(VolumeReader.Read(stem + "_image.nii.gz"), MaskReader.Read(stem + "_mask.nii.gz"), settings);
            foreach (var filter in scan.GroupBy(cells => cells[3]))
            {
                string name = $"{scan.Key} {filter.Key}";
                if (filter.Key == "settings not identified")
                {
                    // The folder says itself that these cannot be asked.
                    continue;
                }

                if (Settings(filter.Key) is not { } parameters)
                {
                    tally.Fail(name, "the column filter names no settings that are known");
                    continue;
                }

                ScalarField response = IbsiFilter.Parse(parameters).Apply(region.Image, region.Intensity.Box);
                Mask mask = Mask.FromMembership(response.Grid, region.Intensity.BoxMembership);
                Dictionary<string, double> actual = IbsiExtractor.Statistics(response, mask).ToDictionary(feature => feature.Tag, feature => feature.Value);
                bool isSpectral = (string)parameters["filter"]! == "simoncelli";
                foreach (string[] cells in filter)
                {
                    double agreed = double.Parse(cells[6], CultureInfo.InvariantCulture);
                    (isSpectral ? spectral : tally).Check(
                        name, cells[4], double.Parse(cells[5], CultureInfo.InvariantCulture), actual.GetValueOrDefault(cells[4], double.NaN),
                        isSpectral ? 0.01 : Tolerance(cells[4], agreed), OracleTally.Measure.Relative);
                }
            }
        }

        tally.Finish(0.99);
        spectral.Finish(0.9);
    }

    /// <summary>Most values are printed with five digits. Teams define percentiles in several ways, and what follows from them differs accordingly.</summary>
    private static double Tolerance(string tag, double agreed) =>
        Math.Max(agreed, tag is "stat_p10" or "stat_p90" or "stat_iqr" or "stat_qcod" or "stat_rmad" ? 2e-3 : 7e-5);

    private static Dictionary<string, object?>? Settings(string filter)
    {
        Dictionary<string, object?> parameters = new() { ["boundary"] = "mirror" };
        if (filter == "none")
        {
            parameters["filter"] = "none";
        }
        else if (Mean().Match(filter) is { Success: true } mean)
        {
            (parameters["filter"], parameters["support_voxels"]) = ("mean", mean.Groups[1].Value);
        }
        else if (Laplacian().Match(filter) is { Success: true } laplacian)
        {
            (parameters["filter"], parameters["sigma_mm"], parameters["truncate_sigma"]) = ("laplacian_of_gaussian", laplacian.Groups[1].Value, 4.0);
        }
        else if (Laws().Match(filter) is { Success: true } laws)
        {
            string kernels = laws.Groups[1].Value;
            parameters["filter"] = "laws";
            parameters["kernels"] = Enumerable.Range(0, kernels.Length / 2).Select(i => (object?)kernels.Substring(2 * i, 2)).ToList();
            parameters["energy_delta_voxels"] = laws.Groups[2].Value;
            parameters["rotation_pooling"] = laws.Groups[3].Value;
        }
        else if (Simoncelli().Match(filter) is { Success: true } simoncelli)
        {
            (parameters["filter"], parameters["level"]) = ("simoncelli", simoncelli.Groups[1].Value);
        }
        else
        {
            return null;
        }

        return parameters;
    }

    [GeneratedRegex(@"^mean M=(\d+)$")]
    private static partial Regex Mean();

    [GeneratedRegex(@"^LoG sigma\*=([\d.]+) mm$")]
    private static partial Regex Laplacian();

    [GeneratedRegex(@"^Laws ((?:[LESWR]\d)+) energy delta=(\d+) \((\w+) pooling\)$")]
    private static partial Regex Laws();

    [GeneratedRegex(@"^Simoncelli level (\d+)$")]
    private static partial Regex Simoncelli();
}
