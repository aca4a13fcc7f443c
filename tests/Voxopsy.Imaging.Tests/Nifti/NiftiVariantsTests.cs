using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Testing;

namespace Voxopsy.Imaging.Tests.Nifti;

/// <summary>Every file of the folder of NIfTI variants: the valid ones as expected.json says, the invalid ones by one clear line.</summary>
public sealed class NiftiVariantsTests
{
    [Fact]
    [Trait("Category", "Oracle")]
    public void ValidFiles_AreReadAsExpected()
    {
        string folder = ReferenceFolders.Data("nifti-variants");
        OracleTally tally = new("nifti-variants/valid");
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        foreach (JsonProperty entry in expected.RootElement.EnumerateObject().Where(entry => !entry.Name.StartsWith("invalid/", StringComparison.Ordinal)))
        {
            CheckFile(tally, Path.Combine(folder, "valid", entry.Name), entry.Name, entry.Value);
        }

        tally.Finish();
    }

    [Fact]
    [Trait("Category", "Oracle")]
    public void InvalidFiles_AreRefusedByOneLine()
    {
        OracleTally tally = new("nifti-variants/invalid");
        foreach (string path in Directory.EnumerateFiles(ReferenceFolders.Data("nifti-variants", "invalid")).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(path);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Volume volume = VolumeReader.Read(path);
                tally.CheckText(name, "non-finite voxels are counted", "True", (volume.CountNonFinite() > 0).ToString());
            }
            catch (UnreadableVolumeException refused)
            {
                tally.CheckText(name, "one line that names the file", "True", (!refused.Message.Contains('\n', StringComparison.Ordinal) && refused.Message.Contains(name, StringComparison.Ordinal)).ToString());
            }

            tally.CheckText(name, "no huge allocation", "True", (GC.GetAllocatedBytesForCurrentThread() - before < 4 << 20).ToString());
        }

        tally.Finish();
    }

    [Fact]
    [Trait("Category", "Oracle")]
    public void Masks_OfTheBaseImage_AreAcceptedExactlyWhenTheyLieOnIt()
    {
        string folder = ReferenceFolders.Data("nifti-variants", "valid");
        Assert.SkipUnless(File.Exists(Path.Combine(folder, "mask_shift_5mm.nii.gz")), "this folder holds other masks than those this test knows");
        Volume image = VolumeReader.Read(Path.Combine(folder, "base_ras_int16.nii"));
        RegionOfInterest reference = RegionOfInterest.Create(image, MaskReader.Read(Path.Combine(folder, "mask_same_grid.nii.gz")));

        foreach (string same in (string[])["mask_flipped_grid", "mask_tiny_shift", "mask_255", "mask_float_almost_1"])
        {
            Mask mask = RegionOfInterest.Create(image, MaskReader.Read(Path.Combine(folder, same + ".nii.gz"))).Mask;
            Assert.Equal(reference.Mask.Box, mask.Box);
            Assert.True(reference.Mask.BoxMembership.SequenceEqual(mask.BoxMembership), same);
        }

        Mask cropped = RegionOfInterest.Create(image, MaskReader.Read(Path.Combine(folder, "mask_cropped_grid.nii.gz"))).Mask;
        Assert.Equal(493, cropped.VoxelCount);
        Assert.Throws<GeometryMismatchException>(() => RegionOfInterest.Create(image, MaskReader.Read(Path.Combine(folder, "mask_shift_5mm.nii.gz"))));
        Assert.Throws<GeometryMismatchException>(() => RegionOfInterest.Create(image, MaskReader.Read(Path.Combine(folder, "mask_wrong_spacing.nii.gz"))));
        Assert.Throws<EmptyMaskException>(() => RegionOfInterest.Create(image, MaskReader.Read(Path.Combine(folder, "mask_empty.nii.gz"))));
        Assert.Throws<UnreadableVolumeException>(() => MaskReader.Read(Path.Combine(folder, "4d_three_volumes.nii.gz")));
        LabelAbsentException absent = Assert.Throws<LabelAbsentException>(() => MaskReader.Read(Path.Combine(folder, "mask_255.nii.gz"), [1]));
        Assert.Equal([255], absent.Existing);
    }

    private static void CheckFile(OracleTally tally, string path, string name, JsonElement expected)
    {
        List<Volume> frames = [];
        try
        {
            using (VolumeFile file = VolumeReader.Open(path))
            {
                frames.Capacity = file.Frames;
            }

            for (int frame = 0; frame < frames.Capacity; frame++)
            {
                frames.Add(VolumeReader.Read(path, frame));
            }
        }
        catch (UnreadableVolumeException refused)
        {
            tally.Fail(name, refused.Message);
            return;
        }

        Grid grid = frames[0].Grid;
        int[] shape = [.. expected.GetProperty("shape").EnumerateArray().Select(element => element.GetInt32())];
        tally.CheckText(name, "size", $"{shape[0]}x{shape[1]}x{(shape.Length > 2 ? shape[2] : 1)}", grid.Size.ToString());
        tally.Check(name, "frames", shape.Length > 3 ? shape[3] : 1, frames.Count, 0);

        double unit = name.Contains("metre", StringComparison.Ordinal) ? 1000 : 1;
        double tolerance = unit * 2e-6;
        Affine lps = grid.VoxelToPatient;
        double[][] actual =
        [
            [-lps.X.X, -lps.Y.X, -lps.Z.X, -lps.Offset.X],
            [-lps.X.Y, -lps.Y.Y, -lps.Z.Y, -lps.Offset.Y],
            [lps.X.Z, lps.Y.Z, lps.Z.Z, lps.Offset.Z],
        ];
        JsonElement affine = expected.GetProperty("affine_ras");
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 4; column++)
            {
                tally.Check(name, $"affine {row},{column}", affine[row][column].GetDouble() * unit, actual[row][column], tolerance, OracleTally.Measure.Absolute);
            }
        }

        string codes = Orientation.Codes(grid.Direction);
        tally.CheckText(name, "axis codes", expected.GetProperty("axis_codes").GetString()!, codes);
        double[] sizes = [grid.Spacing.X, grid.Spacing.Y, grid.Spacing.Z];
        for (int axis = 0; axis < 3; axis++)
        {
            tally.Check(name, $"voxel size {axis}", expected.GetProperty("voxel_sizes")[axis].GetDouble() * unit, sizes[axis], tolerance, OracleTally.Measure.Absolute);
        }

        double[] values = [.. frames.SelectMany(frame => frame.Voxels.ToArray()).Select(voxel => (double)voxel)];
        tally.Check(name, "minimum", expected.GetProperty("min").GetDouble(), values.Min(), 1e-6);
        tally.Check(name, "maximum", expected.GetProperty("max").GetDouble(), values.Max(), 1e-6);
        tally.Check(name, "sum", expected.GetProperty("sum").GetDouble(), values.Sum(), 1e-9, OracleTally.Measure.Relative);
        if (expected.TryGetProperty("sha256_float32_le_canonical_ras_x_fastest", out JsonElement hash))
        {
            tally.CheckText(name, "canonical hash", hash.GetString()!, CanonicalHash(frames[0], codes));
        }
    }

    /// <summary>SHA-256 of the voxels after bringing the axes into the order right-anterior-superior.</summary>
    private static string CanonicalHash(Volume volume, string codes)
    {
        const string Letters = "RLAPSI";
        GridSize size = volume.Grid.Size;
        int[] sizes = [size.X, size.Y, size.Z];
        int[] axisOf = new int[3];
        bool[] flipped = new bool[3];
        for (int axis = 0; axis < 3; axis++)
        {
            int letter = Letters.IndexOf(codes[axis], StringComparison.Ordinal);
            axisOf[letter / 2] = axis;
            flipped[letter / 2] = letter % 2 == 1;
        }

        List<float> ordered = new((int)size.VoxelCount);
        int[] index = new int[3];
        int At(int patient, int position) => flipped[patient] ? sizes[axisOf[patient]] - 1 - position : position;
        for (int s = 0; s < sizes[axisOf[2]]; s++)
        {
            for (int a = 0; a < sizes[axisOf[1]]; a++)
            {
                for (int r = 0; r < sizes[axisOf[0]]; r++)
                {
                    index[axisOf[0]] = At(0, r);
                    index[axisOf[1]] = At(1, a);
                    index[axisOf[2]] = At(2, s);
                    ordered.Add(volume[index[0], index[1], index[2]]);
                }
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(ordered))));
    }
}
