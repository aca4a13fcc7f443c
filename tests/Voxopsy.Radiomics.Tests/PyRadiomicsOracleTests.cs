using System.Text.Json;
using Voxopsy.Imaging;
using Voxopsy.Radiomics.Discretization;
using Voxopsy.Radiomics.Intensity;
using Voxopsy.Radiomics.Shape;
using Voxopsy.Testing;

namespace Voxopsy.Radiomics.Tests;

public sealed class PyRadiomicsOracleTests
{
    [Fact]
    [Trait("Category", "Oracle")]
    public void Shape_OfMasksAsStored_EqualsTheBaselines()
    {
        OracleTally tally = new("pyradiomics/baseline shape");
        string folder = ReferenceFolders.Oracle("radiomics", "pyradiomics");
        foreach (var group in PyRadiomicsReference.Baseline(Path.Combine(folder, "baseline_values.csv"))
            .Where(row => row is { Class: "shape", Config: "default" }).GroupBy(row => row.Case))
        {
            Mask mask = MaskReader.Read(Path.Combine(folder, "cases", group.Key + "_label.nrrd"), [1]);
            Check(tally, group.Key, group, ShapeFeatures.Compute(mask));
        }

        tally.Finish();
    }

    [Fact]
    [Trait("Category", "Oracle")]
    public void PlainConfigurations_ShapeAndFirstOrder_EqualTheAnchor()
    {
        OracleTally tally = new("pyradiomics/anchor shape, firstorder");
        string folder = ReferenceFolders.Oracle("radiomics", "pyradiomics");
        JsonElement configs = PyRadiomicsReference.Json("radiomics", "pyradiomics", "anchor", "anchor_configs.json");
        string[] plain = ["binWidth", "binCount", "distances", "weightingNorm", "symmetricalGLCM", "gldm_a", "voxelArrayShift"];
        foreach (var group in PyRadiomicsReference.Anchor(Path.Combine(folder, "anchor", "anchor_values.csv"))
            .Where(row => row.ImageType == "original" && row.Class is "shape" or "firstorder").GroupBy(row => (row.Case, row.Config)))
        {
            JsonElement setting = configs.GetProperty(group.Key.Config).GetProperty("setting");
            if (setting.EnumerateObject().Any(entry => !plain.Contains(entry.Name)))
            {
                continue;
            }

            RegionOfInterest region = RegionOfInterest.Create(
                VolumeReader.Read(Path.Combine(folder, "cases", group.Key.Case + "_image.nrrd")),
                MaskReader.Read(Path.Combine(folder, "cases", group.Key.Case + "_label.nrrd"), [1]));
            GrayLevels levels = setting.TryGetProperty("binCount", out JsonElement count)
                ? new FixedBinCount(count.GetInt32()) : new FixedBinWidth(setting.GetProperty("binWidth").GetDouble());
            double shift = setting.TryGetProperty("voxelArrayShift", out JsonElement given) ? given.GetDouble() : 0;
            Check(tally, $"{group.Key}", group, [.. ShapeFeatures.Compute(region.Mask), .. FirstOrderFeatures.Compute(region, levels, shift)]);
        }

        tally.Finish();
    }

    private static void Check(OracleTally tally, string name, IEnumerable<PyRadiomicsRow> expected, IReadOnlyList<FeatureValue> actual)
    {
        foreach (PyRadiomicsRow row in expected)
        {
            FeatureValue[] found = [.. actual.Where(value => value.Family == row.Class && value.Name == row.Feature)];
            if (found.Length != 1)
            {
                tally.Fail(name, $"{row.Class} {row.Feature} was not computed");
                continue;
            }

            tally.Check(name, $"{row.Class} {row.Feature}", row.Number, found[0].Value, 1e-9, OracleTally.Measure.Relative);
        }
    }
}
