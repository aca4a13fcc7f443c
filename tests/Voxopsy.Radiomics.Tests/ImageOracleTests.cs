using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Radiomics.PyRadiomics;
using Voxopsy.Testing;

namespace Voxopsy.Radiomics.Tests;

/// <summary>The images that PyRadiomics makes on the way, voxel by voxel; the folder's index says how each was made.</summary>
public sealed partial class ImageOracleTests
{
    [Fact]
    [Trait("Category", "Oracle")]
    public void Images_EveryFileOfTheIndex()
    {
        OracleTally tally = new("pyradiomics/images");
        string folder = ReferenceFolders.Oracle("radiomics", "pyradiomics");
        foreach (string[] cells in PyRadiomicsReference.Rows(Path.Combine(folder, "images", "index.csv")))
        {
            string stem = Path.Combine(folder, "cases", cells[0].Split('_')[0]);
            try
            {
                (IVoxelSource image, PixelKind kind) = PyRadiomicsImage.Read(stem + "_image.nrrd");
                Mask mask = RegionOfInterest.Place(MaskReader.Read(stem + "_label.nrrd", [1]), image.Grid);
                (IVoxelSource expected, _) = PyRadiomicsImage.Read(Path.Combine(folder, "images", cells[0]));
                if (Make(cells[0], cells[1], image, mask, kind, expected.Grid) is { } actual)
                {
                    Compare(tally, cells[0], ScalarField.Of(expected), actual, Tolerance(cells[1]));
                }
                else
                {
                    tally.Fail(cells[0], $"the index says '{cells[1]}', which names no way that is known");
                }
            }
            catch (Exception failure) when (failure is ImagingException or ArgumentException)
            {
                tally.Fail(cells[0], failure.Message);
            }
        }

        tally.Finish();
    }

    private static ScalarField? Make(string file, string how, IVoxelSource image, Mask mask, PixelKind kind, Grid expected)
    {
        if (Filtered().Match(how) is { Success: true } filter)
        {
            string parameters = filter.Groups[2].Value.Replace('\'', '"').Replace("True", "true", StringComparison.Ordinal).Replace("False", "false", StringComparison.Ordinal);
            using JsonDocument own = JsonDocument.Parse(parameters);
            ImageTypeSettings type = new(filter.Groups[1].Value) { Own = PlainJson.Object(own.RootElement) };
            PyRadiomicsSettings settings = PyRadiomicsParameters.Override(new PyRadiomicsSettings(), type.Own, "the index");
            string name = Path.GetFileNameWithoutExtension(file).Split('_')[^1];
            return ImageTypes.Make(type, image, Block(image.Grid, expected), settings, kind).Where(made => made.Name == name).Select(made => ScalarField.Of(made.Values())).FirstOrDefault();
        }

        if (Resampled().Match(how) is { Success: true } resampled)
        {
            PyRadiomicsSettings settings = Resampling(resampled.Groups[1].Value, resampled.Groups[2].Value, resampled.Groups[3].Value);
            return ScalarField.Of(PyRadiomicsExtractor.Prepare(image, mask, settings, kind).Image);
        }

        if (Normalized().Match(how) is { Success: true } normalized)
        {
            PyRadiomicsSettings settings = new() { Normalize = true, NormalizeScale = Number(normalized.Groups[1].Value), RemoveOutliers = Number(normalized.Groups[2].Value) };
            return ScalarField.Crop(PyRadiomicsExtractor.Prepare(image, mask, settings, kind).Image, Block(image.Grid, expected).Box);
        }

        return how switch
        {
            _ when how.StartsWith("original, cropped", StringComparison.Ordinal) => ScalarField.Crop(image, Block(image.Grid, expected).Box),
            _ when how.StartsWith("mask on the same crop", StringComparison.Ordinal) => Membership(mask, Block(image.Grid, expected).Box),
            _ when how.StartsWith("mask resampled", StringComparison.Ordinal) => Membership(
                PyRadiomicsExtractor.Prepare(image, mask, Resampling($"{expected.Spacing.X},{expected.Spacing.Y},{expected.Spacing.Z}", "sitkLinear", "5"), kind).Mask, null),
            _ => null,
        };
    }

    private static PyRadiomicsSettings Resampling(string spacing, string interpolator, string padding) => PyRadiomicsParameters.Parse(new Dictionary<string, object?>
    {
        ["setting"] = new Dictionary<string, object?> { ["resampledPixelSpacing"] = spacing.Split(',').Select(text => (object)Number(text)).ToList(), ["interpolator"] = interpolator, ["padDistance"] = padding },
    });

    private static ScalarField Membership(Mask mask, BoundingBox? block)
    {
        BoundingBox box = block ?? BoundingBox.Whole(mask.Grid.Size);
        return new ScalarField(mask.Grid.Crop(box), Array.ConvertAll(mask.ToMembership(box), member => (double)member));
    }

    /// <summary>All voxels of a part of a grid.</summary>
    private static Mask Block(Grid whole, Grid part)
    {
        PatientPoint start = whole.PatientToVoxel.Apply(part.Origin.X, part.Origin.Y, part.Origin.Z);
        BoundingBox box = new(new VoxelIndex((int)Math.Round(start.X), (int)Math.Round(start.Y), (int)Math.Round(start.Z)), part.Size);
        return Mask.FromBox(whole, box, Enumerable.Repeat((byte)1, (int)part.Size.VoxelCount).ToArray());
    }

    private static void Compare(OracleTally tally, string name, ScalarField expected, ScalarField actual, double tolerance)
    {
        if (expected.Grid.Size != actual.Grid.Size)
        {
            tally.Fail(name, $"has {expected.Grid.Size} voxels, made {actual.Grid.Size}");
            return;
        }

        double largest = 0, worst = 0;
        for (int i = 0; i < expected.Values.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(expected.Values[i]));
            worst = Math.Max(worst, Math.Abs(expected.Values[i] - actual.Values[i]));
        }

        tally.Check(name, "largest difference of a voxel", 0, worst, tolerance * largest, OracleTally.Measure.Absolute);
        tally.Check(name, "displacement of the grid in voxels", 0, expected.Grid.LargestDisplacement(actual.Grid), 1e-6, OracleTally.Measure.Absolute);
    }

    /// <summary>Tolerances of the folder's README, as shares of the largest intensity: ITK filters in single precision.</summary>
    private static double Tolerance(string how) => how.StartsWith("getLoG", StringComparison.Ordinal) || how.StartsWith("getGradient", StringComparison.Ordinal) ? 1e-4 : 1e-8;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^get(\w+)Image (\{.*?\}) on the full image")]
    private static partial Regex Filtered();

    [GeneratedRegex(@"^resampleImage spacing \[([^\]]*)\] (\w+) padDistance (\d+)")]
    private static partial Regex Resampled();

    [GeneratedRegex(@"^normalizeImage scale ([\d.]+) removeOutliers ([\d.]+)")]
    private static partial Regex Normalized();
}
