using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Nifti;

namespace Voxopsy.Cli.Tests.Commands;

public sealed class ExtractCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voxopsy").FullName;

    public ExtractCommandTests()
    {
        Grid grid = Grid.Axial(new GridSize(12, 11, 10), new VoxelSpacing(1, 1, 2));
        float[] voxels = [.. Enumerable.Range(0, 1320).Select(i => (float)((i * 7919) % 997))];
        byte[] members = [.. Enumerable.Range(0, 1320).Select(i => (byte)(i % 12 is > 2 and < 9 && i / 132 is > 1 and < 8 ? 1 : 0))];
        NiftiWriter.Write(Path.Combine(_folder, "image.nii.gz"), new Volume(grid, voxels));
        NiftiWriter.Write(Path.Combine(_folder, "mask.nii.gz"), Mask.FromMembership(grid, members));
        NiftiWriter.Write(Path.Combine(_folder, "empty.nii.gz"), Mask.FromMembership(grid, new byte[1320]));
        File.WriteAllText(Path.Combine(_folder, "cohort.csv"), "case,image,mask\nA,image.nii.gz,mask.nii.gz\nB,image.nii.gz,empty.nii.gz\nC,image.nii.gz,mask.nii.gz\n");
    }

    [Fact]
    public async Task Extract_OneCase_WritesTheLongTable()
    {
        string output = Path.Combine(_folder, "one.csv");

        int code = await RunAsync("extract", "--image", Path.Combine(_folder, "image.nii.gz"), "--mask", Path.Combine(_folder, "mask.nii.gz"), "--profile", "pyradiomics", "--out", output);

        string[] lines = await File.ReadAllLinesAsync(output);
        Assert.Equal(ExitCode.Done, code);
        Assert.Equal("case,roi,image,image_type,family,feature,ibsi,aggregation,value,unit", lines[0]);
        Assert.Equal(1 + 107, lines.Length);
        Assert.Contains(lines, line => line.StartsWith("image,,image.nii.gz,original,glcm,original_glcm_Contrast,ACUI,,", StringComparison.Ordinal));
        Assert.False(Directory.Exists(output + ".parts"));
    }

    [Fact]
    public async Task Extract_CohortWithABrokenCase_GoesOnAndSaysWhich()
    {
        string output = Path.Combine(_folder, "all.csv");
        StringWriter error = new();

        int code = await RunAsync(error, "extract", "--cohort", Path.Combine(_folder, "cohort.csv"), "--profile", "ibsi", "--out", output, "--wide");

        string[] lines = await File.ReadAllLinesAsync(output);
        Assert.Equal(ExitCode.SomeCasesFailed, code);
        Assert.Equal(["A", "C"], lines.Skip(1).Select(line => line.Split(',')[0]));
        Assert.Equal(lines[1][1..], lines[2][1..]);
        Assert.Contains("error extract: case B: The mask holds no voxel", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extract_SavedImagesAndMaps_LieOnTheBoxOfTheRegion()
    {
        string settings = Path.Combine(_folder, "maps.yaml");
        await File.WriteAllTextAsync(settings, "imageType:\n  Original: {}\n  Square: {}\nfeatureClass:\n  firstorder: [Mean]\nvoxelSetting:\n  kernelRadius: 1\n  initValue: -1\nsetting:\n  binWidth: 50\n");
        string images = Path.Combine(_folder, "images");
        string maps = Path.Combine(_folder, "maps");

        int code = await RunAsync(
            "extract", "--image", Path.Combine(_folder, "image.nii.gz"), "--mask", Path.Combine(_folder, "mask.nii.gz"), "--settings", settings,
            "--out", Path.Combine(_folder, "maps.csv"), "--save-images", images, "--save-maps", maps);

        Assert.Equal(ExitCode.Done, code);
        Assert.Equal(["image_original.nii.gz", "image_square.nii.gz"], Directory.GetFiles(images).Select(Path.GetFileName).Order());
        Assert.Equal(["image_original_firstorder_Mean.nii.gz", "image_square_firstorder_Mean.nii.gz"], Directory.GetFiles(maps).Select(Path.GetFileName).Order());
        Volume original = VolumeReader.Read(Path.Combine(images, "image_original.nii.gz"));
        Volume means = VolumeReader.Read(Path.Combine(maps, "image_original_firstorder_Mean.nii.gz"));
        Assert.True(original.Grid.IsSameAs(means.Grid));
        Assert.Equal(new GridSize(6, 11, 6), means.Grid.Size);

        // All of the box belongs to the region: the corner has eight voxels around it.
        double[] around = [.. from z in (int[])[0, 1] from y in (int[])[0, 1] from x in (int[])[0, 1] select (double)original.Voxels[original.Grid.Size.Offset(x, y, z)]];
        Assert.Equal(around.Average(), means.Voxels[0], 1e-3);
    }

    [Fact]
    public async Task Extract_ImageInDoublePrecisionWithNaN_IsRefused()
    {
        string path = Path.Combine(_folder, "double.nrrd");
        byte[] header = System.Text.Encoding.ASCII.GetBytes(
            "NRRD0004\ntype: double\ndimension: 3\nspace: left-posterior-superior\nsizes: 12 11 10\nspace directions: (1,0,0) (0,1,0) (0,0,2)\nspace origin: (0,0,0)\nendian: little\nencoding: raw\n\n");
        double[] values = [.. Enumerable.Range(0, 1320).Select(i => i == 700 ? double.NaN : i % 97)];
        await File.WriteAllBytesAsync(path, [.. header, .. System.Runtime.InteropServices.MemoryMarshal.AsBytes<double>(values)]);
        string all = Path.Combine(_folder, "all.nii.gz");
        NiftiWriter.Write(all, Mask.FromMembership(Grid.Axial(new GridSize(12, 11, 10), new VoxelSpacing(1, 1, 2)), [.. Enumerable.Repeat((byte)1, 1320)]));
        StringWriter error = new();

        int code = await RunAsync(error, "extract", "--image", path, "--mask", all, "--profile", "pyradiomics", "--out", Path.Combine(_folder, "nan.csv"));

        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("1 of the 1320 voxels", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extract_ParameterFileOfPyRadiomics_IsReadAsItIs()
    {
        string settings = Path.Combine(_folder, "params.yaml");
        await File.WriteAllTextAsync(settings, "imageType:\n  Original: {}\n  Wavelet:\n    binWidth: 10\nfeatureClass:\n  firstorder:\n  glcm: [Contrast, Correlation]\nsetting:\n  binWidth: 50\n  label: 1\n");
        string output = Path.Combine(_folder, "params.csv");

        int code = await RunAsync("extract", "--image", Path.Combine(_folder, "image.nii.gz"), "--mask", Path.Combine(_folder, "mask.nii.gz"), "--settings", settings, "--out", output);

        Assert.Equal(ExitCode.Done, code);
        Assert.Equal(1 + (9 * (18 + 2)), (await File.ReadAllLinesAsync(output)).Length);
    }

    [Fact]
    public async Task Extract_UnknownKey_IsNamed()
    {
        string settings = Path.Combine(_folder, "wrong.yaml");
        await File.WriteAllTextAsync(settings, "setting:\n  binWith: 50\n");
        StringWriter error = new();

        int code = await RunAsync(error, "extract", "--image", Path.Combine(_folder, "image.nii.gz"), "--mask", Path.Combine(_folder, "mask.nii.gz"), "--settings", settings, "--out", Path.Combine(_folder, "x.csv"));

        Assert.Equal(ExitCode.WrongUse, code);
        Assert.Equal($"error extract: settings '{settings}': No setting of PyRadiomics is named 'binWith' (in setting); check its spelling.", error.ToString().Trim());
    }

    [Fact]
    public async Task Extract_MissingImage_SaysWhichAndLeavesNoTable()
    {
        StringWriter error = new();
        string table = Path.Combine(_folder, "none.csv");

        int code = await RunAsync(error, "extract", "--image", Path.Combine(_folder, "absent.nii.gz"), "--mask", Path.Combine(_folder, "mask.nii.gz"), "--profile", "ibsi", "--out", table);

        Assert.Equal(ExitCode.NeededFileMissing, code);
        Assert.Contains($"error extract: case absent: '{Path.Combine(_folder, "absent.nii.gz")}' does not exist", error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(table));
    }

    [Fact]
    public async Task Extract_UnknownWavelet_IsTheProblemOfTheCaseNotADefect()
    {
        string settings = Path.Combine(_folder, "wavelet.yaml");
        await File.WriteAllTextAsync(settings, "imageType:\n  Wavelet: {wavelet: foo}\n");
        StringWriter error = new();

        int code = await RunAsync(error, "extract", "--image", Path.Combine(_folder, "image.nii.gz"), "--mask", Path.Combine(_folder, "mask.nii.gz"), "--settings", settings, "--out", Path.Combine(_folder, "x.csv"));

        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("error extract: case image: No wavelet is named 'foo'; there are haar,", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_ThisMachine_PassesTheSelfTest()
    {
        StringWriter output = new();

        int code = await VoxopsyCommandLine.RunAsync(["doctor"], new Terminal(output, TextWriter.Null, IsLive: false, TimeProvider.System));

        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("210 of 210 reference values", output.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<int> RunAsync(params string[] arguments) => RunAsync(TextWriter.Null, arguments);

    private static Task<int> RunAsync(TextWriter error, params string[] arguments) =>
        VoxopsyCommandLine.RunAsync(arguments, new Terminal(TextWriter.Null, error, IsLive: false, TimeProvider.System));
}
