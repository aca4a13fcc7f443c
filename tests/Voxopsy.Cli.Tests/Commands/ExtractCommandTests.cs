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

        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("No setting of PyRadiomics is named 'binWith'", error.ToString(), StringComparison.Ordinal);
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
