using System.Text.Json;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Nifti;
using Voxopsy.Imaging.Phantoms;

namespace Voxopsy.Cli.Tests.Commands;

public sealed class CropCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voxopsy-crop-").FullName;

    public CropCommandTests()
    {
        (Volume image, Mask lesion, _, _) = TexturedLesion.Draw(1, 2);
        NiftiWriter.Write(Path.Combine(_folder, "p1.nii"), image);
        NiftiWriter.Write(Path.Combine(_folder, "mask.nii"), new Volume(lesion.Grid, [.. lesion.ToMembership().Select(member => (float)member)]));
    }

    [Theory]
    [InlineData("3d", 1, 1, 16)]
    [InlineData("2d", 1, 1, 1)]
    [InlineData("2.5d", 1, 3, 1)]
    [InlineData("2.5d-planes", 1, 3, 1)]
    [InlineData("bag", 7, 1, 1)]
    [InlineData("slices", 3, 1, 1)]
    public async Task Crop_View_WritesVoxelsAndAPicture(string view, int instances, int channels, int depth)
    {
        (int code, string text) = await Run("crop", "--image", File("p1.nii"), "--mask", File("mask.nii"), "--view", view, "--size", "24", "--depth", "16", "--png", "--json", "--out", File("out"));
        JsonElement answer = JsonDocument.Parse(text).RootElement;

        Assert.Equal(ExitCode.Done, code);
        Assert.Equal(instances, answer.GetProperty("instances").GetInt32());
        Assert.Equal(channels, answer.GetProperty("channels").GetInt32());
        Assert.Equal([24, 24, depth], answer.GetProperty("size").EnumerateArray().Select(size => size.GetInt32()));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], System.IO.File.ReadAllBytes(answer.GetProperty("picture").GetString()!)[..4]);
        Assert.True(new FileInfo(answer.GetProperty("file").GetString()!).Length > 4 * instances * channels * 24 * 24 * depth);
    }

    [Fact]
    public async Task Crop_WithoutMask_IsWrongUse() =>
        Assert.Equal(ExitCode.WrongUse, (await Run("crop", "--image", File("p1.nii"), "--out", File("out"))).Code);

    [Fact]
    public async Task Crop_EmptyMask_IsAFailedDataCheck()
    {
        Grid grid = TexturedLesion.Draw(1, 2).Image.Grid;
        NiftiWriter.Write(File("empty.nii"), new Volume(grid, new float[grid.Size.VoxelCount]));

        Assert.NotEqual(ExitCode.Done, (await Run("crop", "--image", File("p1.nii"), "--mask", File("empty.nii"), "--out", File("out"))).Code);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string File(string name) => Path.Combine(_folder, name);

    private static async Task<(int Code, string Text)> Run(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int code = await VoxopsyCommandLine.RunAsync(arguments, new Terminal(output, error, IsLive: false, TimeProvider.System));
        return (code, output.ToString());
    }
}
