using System.Globalization;
using System.Text.Json;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Radiomics.Ibsi;
using Voxopsy.Testing;

namespace Voxopsy.Radiomics.Tests.Ibsi;

/// <summary>Every response map and every feature value of IBSI 2, by the tests that lie beside them.</summary>
public sealed class IbsiFilterOracleTests
{
    [Fact]
    [Trait("Category", "Oracle")]
    public void ResponseMaps_EveryTest()
    {
        OracleTally tally = new("ibsi2/response maps");
        string folder = ReferenceFolders.Oracle("radiomics", "ibsi2");
        foreach (JsonElement test in PyRadiomicsReference.Json("radiomics", "ibsi2", "tests.json").EnumerateArray().Where(test => test.GetProperty("kind").GetString() != "features"))
        {
            string id = test.GetProperty("id").GetString()!;
            if (test.GetProperty("kind").GetString() != "response_map")
            {
                tally.Fail(id, $"unknown kind of test '{test.GetProperty("kind")}'");
                continue;
            }

            try
            {
                Volume phantom = VolumeReader.Read(Path.Combine(folder, "phantoms", test.GetProperty("phantom").GetString() + ".nii.gz"));
                Volume expected = VolumeReader.Read(Path.Combine(folder, test.GetProperty("reference_map").GetString()!));
                ScalarField actual = IbsiFilter.Parse(PlainJson.Object(test)).Apply(phantom, BoundingBox.Whole(phantom.Grid.Size));
                double worst = Enumerable.Range(0, expected.Voxels.Length).Max(i => Math.Abs(expected.Voxels[i] - actual.Values[i]));
                tally.Check(id, "largest difference of a voxel", 0, worst, test.GetProperty("tolerance").GetDouble(), OracleTally.Measure.Absolute);
            }
            catch (ArgumentException refused)
            {
                tally.Fail(id, refused.Message);
            }
        }

        tally.Finish();
    }

    [Fact]
    [Trait("Category", "Oracle")]
    public void FeatureValues_EveryTest()
    {
        OracleTally tally = new("ibsi2/features");
        JsonElement[] tests = [.. PyRadiomicsReference.Json("radiomics", "ibsi2", "tests.json").EnumerateArray().Where(test => test.GetProperty("kind").GetString() == "features")];
        foreach (JsonElement test in tests)
        {
            string id = test.GetProperty("id").GetString()!;
            string folder = ReferenceFolders.Oracle(["radiomics", .. test.GetProperty("image").GetString()!.Split('/')]);
            try
            {
                IbsiSettings settings = IbsiParameters.Parse(PlainJson.Object(test.GetProperty("preprocessing")));
                IbsiRegion region = IbsiRegion.Prepare(VolumeReader.Read(Path.Combine(folder, "image.nii.gz")), MaskReader.Read(Path.Combine(folder, "mask.nii.gz")), settings);
                BoundingBox box = region.Intensity.Box;
                ScalarField response = IbsiFilter.Parse(PlainJson.Object(test)).Apply(region.Image, box);
                Mask mask = Mask.FromMembership(response.Grid, region.Intensity.BoxMembership);
                Dictionary<string, double> actual = IbsiExtractor.Statistics(response, mask).ToDictionary(feature => feature.Tag, feature => feature.Value);
                string values = ReferenceFolders.Oracle("radiomics", "ibsi2", test.GetProperty("reference_values").GetString()!);
                foreach (string[] cells in PyRadiomicsReference.Rows(values).Where(cells => cells[0] == id))
                {
                    double expected = double.Parse(cells[3], CultureInfo.InvariantCulture);
                    double tolerance = double.Parse(cells[4], CultureInfo.InvariantCulture);

                    // Values have three significant digits: half a unit of the last is rounding.
                    double rounding = expected == 0 ? 0 : 0.5 * Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(expected))) - 2);
                    tally.Check(id, cells[2], expected, actual.GetValueOrDefault(cells[2], double.NaN), tolerance + rounding + 1e-12, OracleTally.Measure.Absolute);
                }
            }
            catch (ArgumentException refused)
            {
                tally.Fail(id, refused.Message);
            }
        }

        tally.Finish();
    }
}
