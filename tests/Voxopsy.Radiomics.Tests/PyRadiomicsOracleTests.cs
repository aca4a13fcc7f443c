using System.Text.Json;
using Voxopsy.Imaging;
using Voxopsy.Radiomics.PyRadiomics;
using Voxopsy.Testing;

namespace Voxopsy.Radiomics.Tests;

/// <summary>Every case and configuration of the PyRadiomics folders, by the settings that lie beside the values.</summary>
public sealed class PyRadiomicsOracleTests
{
    private static readonly string[] TextureAndFirstOrder = ["firstorder", "glcm", "glrlm", "glszm", "gldm", "ngtdm"];

    [Fact]
    [Trait("Category", "Oracle")]
    public void Baselines_EveryCaseAndVariant()
    {
        OracleTally tally = new("pyradiomics/baselines");
        string folder = ReferenceFolders.Oracle("radiomics", "pyradiomics");
        JsonElement settings = PyRadiomicsReference.Json("radiomics", "pyradiomics", "baseline_settings.json");
        foreach (var group in PyRadiomicsReference.Baseline(Path.Combine(folder, "baseline_values.csv")).GroupBy(row => (row.Case, row.Config, row.Class)))
        {
            JsonElement entry = settings.GetProperty(group.Key.Case).GetProperty(group.Key.Config).GetProperty(group.Key.Class);
            string mask = Path.Combine(folder, "cases", group.Key.Case + (group.Key.Class == "shape2D" ? "_label_2D_fullgrid.nrrd" : "_label.nrrd"));
            string image = Path.Combine(folder, "cases", group.Key.Case + "_image.nrrd");
            bool shapeOnly = group.Key.Class.StartsWith("shape", StringComparison.Ordinal);
            if (!File.Exists(image) && !shapeOnly)
            {
                // The folder has the mask only; its matrices are another test.
                continue;
            }

            Dictionary<string, object?> file = new()
            {
                ["setting"] = PlainJson.Of(entry.GetProperty("settings")),
                ["imageType"] = PlainJson.Of(entry.GetProperty("image_types")),
                ["featureClass"] = new Dictionary<string, object?> { [group.Key.Class] = null },
            };
            Run(tally, $"{group.Key}", group, File.Exists(image) ? image : mask, mask, file);
        }

        tally.Finish();
    }

    [Fact]
    [Trait("Category", "Oracle")]
    public void Anchor_EveryCaseAndConfiguration()
    {
        OracleTally tally = new("pyradiomics/anchor");
        string folder = ReferenceFolders.Oracle("radiomics", "pyradiomics");
        JsonElement configs = PyRadiomicsReference.Json("radiomics", "pyradiomics", "anchor", "anchor_configs.json");
        foreach (var group in PyRadiomicsReference.Anchor(Path.Combine(folder, "anchor", "anchor_values.csv")).GroupBy(row => (row.Case, row.Config)))
        {
            string stem = Path.Combine(folder, "cases", group.Key.Case);
            Run(tally, $"{group.Key}", group, stem + "_image.nrrd", stem + "_label.nrrd", Parameters(configs.GetProperty(group.Key.Config)));
        }

        tally.Finish(0.995);
    }

    [Fact]
    [Trait("Category", "Oracle")]
    public void SoftTissueSarcoma_EveryModalityAndConfiguration()
    {
        OracleTally tally = new("sts/pyradiomics");
        string folder = ReferenceFolders.Oracle("radiomics", "sts");
        JsonElement configs = PyRadiomicsReference.Json("radiomics", "sts", "pyradiomics_anchor_configs.json");
        foreach (var group in PyRadiomicsReference.WithModality(Path.Combine(folder, "pyradiomics_anchor_values.csv")).GroupBy(row => (row.Case, row.Config)))
        {
            string[] config = group.Key.Config.Split('/');
            string stem = Path.Combine(folder, $"{group.Key.Case}_{config[0]}");
            Run(tally, $"{group.Key}", group, stem + "_image.nii.gz", stem + "_mask.nii.gz", Parameters(configs.GetProperty(config[0]).GetProperty(config[1])));
        }

        tally.Finish(0.995);
    }

    private static Dictionary<string, object?> Parameters(JsonElement config) => new()
    {
        ["setting"] = PlainJson.Of(config.GetProperty("setting")),
        ["imageType"] = config.TryGetProperty("imageType", out JsonElement types) ? PlainJson.Of(types) : null,
        ["featureClass"] = (config.TryGetProperty("classes", out JsonElement classes) ? [.. classes.EnumerateArray().Select(name => name.GetString()!)] : TextureAndFirstOrder)
            .ToDictionary(name => name, _ => (object?)null),
    };

    private static void Run(
        OracleTally tally, string name, IEnumerable<PyRadiomicsRow> expected, string imagePath, string maskPath, Dictionary<string, object?> file)
    {
        Dictionary<string, double> actual;
        double deviation = 0;
        try
        {
            PyRadiomicsSettings settings = PyRadiomicsParameters.Parse(file);
            (IVoxelSource image, PixelKind kind) = PyRadiomicsImage.Read(imagePath);
            Mask mask = RegionOfInterest.Place(MaskReader.Read(maskPath, [settings.Label]), image.Grid);
            IReadOnlyList<PyRadiomicsFeature> features = PyRadiomicsExtractor.Extract(image, mask, settings, kind);
            actual = features.ToDictionary(feature => feature.Name, feature => feature.Value.Value);
        }
        catch (Exception failure) when (failure is ImagingException or ArgumentException)
        {
            tally.Fail(name, failure.Message);
            return;
        }

        foreach (PyRadiomicsRow row in expected)
        {
            string feature = $"{row.ImageType}_{row.Class}_{row.Feature}";
            if (!actual.TryGetValue(feature, out double value))
            {
                tally.Fail(name, $"{feature} was not computed");
                continue;
            }

            (double tolerance, OracleTally.Measure measure) = Tolerance(row, actual, ref deviation);
            tally.Check(name, feature, row.Number, value, tolerance, measure);
        }
    }

    /// <summary>Tolerances of the folder's README; a statistic of place near zero is measured against the spread of the intensities.</summary>
    private static (double Tolerance, OracleTally.Measure Measure) Tolerance(PyRadiomicsRow row, Dictionary<string, double> actual, ref double deviation)
    {
        double relative = row.ImageType switch
        {
            "original" => row.Feature == "MCC" ? 1e-8 : 1e-9,
            _ when row.ImageType.StartsWith("log-", StringComparison.Ordinal) || row.ImageType == "gradient" => 1e-4,
            _ when row.ImageType.StartsWith("lbp-3D", StringComparison.Ordinal) => 1e-6,
            "logarithm" when row.Feature == "RobustMeanAbsoluteDeviation" => 5e-3,
            _ => 1e-8,
        };
        if (row.Class != "firstorder" || !actual.TryGetValue($"{row.ImageType}_firstorder_Variance", out double variance))
        {
            return (relative, OracleTally.Measure.Relative);
        }

        bool place = row.Feature is "Mean" or "Median" or "Minimum" or "Maximum" or "10Percentile" or "90Percentile" or "Skewness";
        deviation = row.Feature == "Skewness" ? 1 : Math.Sqrt(variance);
        double absolute = relative * Math.Max(deviation, Math.Abs(row.Number));
        return place && relative >= 1e-8 ? (absolute, OracleTally.Measure.Absolute) : (relative, OracleTally.Measure.Relative);
    }
}
