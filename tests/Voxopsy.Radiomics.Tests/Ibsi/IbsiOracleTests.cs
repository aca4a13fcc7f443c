using System.Globalization;
using System.Text.Json;
using Voxopsy.Imaging;
using Voxopsy.Radiomics.Ibsi;
using Voxopsy.Testing;

namespace Voxopsy.Radiomics.Tests.Ibsi;

/// <summary>Every consensus value of IBSI 1, with the settings that lie beside the values.</summary>
public sealed class IbsiOracleTests
{
    [Fact]
    [Trait("Category", "Oracle")]
    public void ReferenceValues_EveryDataset()
    {
        OracleTally tally = new("ibsi1");
        string folder = ReferenceFolders.Oracle("radiomics", "ibsi1");
        JsonElement configurations = PyRadiomicsReference.Json("radiomics", "ibsi1", "configurations.json");
        foreach (var dataset in PyRadiomicsReference.Rows(Path.Combine(folder, "reference_values.csv")).GroupBy(cells => cells[0]))
        {
            string images = Path.Combine(folder, dataset.Key.StartsWith("ct_", StringComparison.Ordinal) ? "ct_phantom" : dataset.Key);
            IbsiSettings settings = IbsiParameters.Parse(PlainJson.Object(configurations.GetProperty(dataset.Key)));
            IReadOnlyList<IbsiFeature> actual = IbsiExtractor.Extract(Whole(VolumeReader.Read(Path.Combine(images, "image.nii.gz"))), MaskReader.Read(Path.Combine(images, "mask.nii.gz")), settings);
            foreach (string[] cells in dataset)
            {
                Check(tally, dataset.Key, cells, actual);
            }
        }

        tally.Finish();
    }

    [Fact]
    [Trait("Category", "Oracle")]
    public void SoftTissueSarcoma_ValuesThatIndependentProgramsAgreeOn()
    {
        OracleTally tally = new("sts/ibsi1 consensus");
        OracleTally coarse = new("sts/ibsi1 consensus of any strength, within 1e-3");
        string folder = ReferenceFolders.Oracle("radiomics", "sts");
        JsonElement configurations = PyRadiomicsReference.Json("radiomics", "sts", "configurations.json");
        foreach (var group in PyRadiomicsReference.Rows(Path.Combine(folder, "ibsi1_validation_consensus.csv")).GroupBy(cells => (Case: cells[0], Modality: cells[1])))
        {
            string stem = Path.Combine(folder, $"{group.Key.Case}_{group.Key.Modality}");
            IbsiSettings settings = IbsiParameters.Parse(PlainJson.Object(configurations.GetProperty(group.Key.Modality)));
            Dictionary<string, double> actual = [];
            foreach (IbsiFeature feature in IbsiExtractor.Extract(VolumeReader.Read(stem + "_image.nii.gz"), MaskReader.Read(stem + "_mask.nii.gz"), settings))
            {
                string suffix = feature.Aggregation switch { "" => string.Empty, "3D, merged" => "_3D_comb", "3D, averaged" => "_3D_avg", _ => "_3D" };
                actual[feature.Tag + suffix] = feature.Value;
            }

            foreach (string[] cells in group)
            {
                if (actual.TryGetValue(cells[2], out double value))
                {
                    double expected = double.Parse(cells[3], CultureInfo.InvariantCulture);
                    double agreed = double.Parse(cells[4], CultureInfo.InvariantCulture);
                    if (agreed <= 1e-6)
                    {
                        tally.Check($"{group.Key}", cells[2], expected, value, 1e-5, OracleTally.Measure.Relative);
                    }

                    coarse.Check($"{group.Key}", cells[2], expected, value, Math.Max(1e-3, agreed), OracleTally.Measure.Relative);
                }
            }
        }

        tally.Finish(0.99);
        coarse.Finish(0.99);
    }

    private static void Check(OracleTally tally, string dataset, string[] cells, IReadOnlyList<IbsiFeature> actual)
    {
        (string code, string tag, string aggregation) = (cells[3], cells[4], cells[5]);
        IbsiFeature[] found = [.. actual.Where(feature => feature.Tag == tag && feature.Aggregation == aggregation && feature.Feature.Ibsi == code)];
        string name = $"{tag} {aggregation}";
        if (found.Length != 1)
        {
            tally.Fail(dataset, $"{name} ({code}) was computed {found.Length} times");
            return;
        }

        // Reference values have three significant digits.
        double expected = double.Parse(cells[6], CultureInfo.InvariantCulture);
        double rounded = double.Parse(found[0].Value.ToString("E2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        double tolerance = double.Parse(cells[7], CultureInfo.InvariantCulture);
        tally.Check(dataset, name, expected, rounded, tolerance + (1e-9 * Math.Abs(expected)), OracleTally.Measure.Absolute);
    }

    private static Volume Whole(Volume volume) => new(volume.Grid, [.. volume.Voxels.ToArray().Select(voxel => MathF.Round(voxel))]);
}
