using System.Text;
using System.Text.Json;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Dicom;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Nifti;

namespace Voxopsy.Cli.Tests.Commands;

public sealed class ImportCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voxopsy 导入 ").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Import_WholeSeries_EndsWithZeroAndNamesTheTable()
    {
        Write("in", missing: -1);
        (int code, string output, string error) = await Run("import", Place("in"), "--out", Place("out"));

        Assert.Equal(ExitCode.Done, code);
        Assert.Equal(Path.Combine(Place("out"), "series.csv"), output.Trim());
        Assert.Contains("1 volumes, 0 masks, 0 set aside, 0 refused", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_MissingSlice_EndsWithSevenAndSaysWhere()
    {
        Write("in", missing: 2);
        (int code, _, string error) = await Run("import", Place("in"), "--out", Place("out"));

        Assert.Equal(ExitCode.SomeCasesFailed, code);
        Assert.Contains("missing between 2 and 6 mm", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_Json_IsOneDocument()
    {
        Write("in", missing: -1);
        (_, string output, _) = await Run("import", Place("in"), "--out", Place("out"), "--json");

        using JsonDocument document = JsonDocument.Parse(output);
        Assert.Equal(1, document.RootElement.GetProperty("volumes").GetInt32());
    }

    [Fact]
    public async Task Import_DeidentifiedTwice_GivesTheSameBytesFromTheSameTable()
    {
        Write("in", missing: -1);
        await Run("import", Place("in"), "--out", Place("one"), "--deidentify", "--mapping", Place("identities.csv"));
        await Run("import", Place("in"), "--out", Place("two"), "--deidentify", "--mapping", Place("identities.csv"));

        Assert.Equal(File.ReadAllText(Path.Combine(Place("one"), "series.csv")), File.ReadAllText(Path.Combine(Place("two"), "series.csv")));
        Assert.DoesNotContain("Secret", File.ReadAllText(Path.Combine(Place("one"), "series.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_AbsentFolderOrTableWithinTheOutput_AreRefused()
    {
        Write("in", missing: -1);

        Assert.Equal(ExitCode.NeededFileMissing, (await Run("import", Place("nowhere"), "--out", Place("out"))).Code);
        Assert.Equal(ExitCode.WrongUse, (await Run("import", Place("in"), "--out", Place("out"), "--deidentify", "--mapping", Path.Combine(Place("out"), "map.csv"))).Code);
    }

    [Fact]
    public async Task Resample_ShiftedMask_IsMendedAndOrderKeepsValues()
    {
        Grid grid = Grid.Axial(new GridSize(6, 6, 6), new VoxelSpacing(1, 1, 2));
        Grid shifted = new(grid.Size, grid.Spacing, new PatientPoint(0, 0, 2), Direction.Identity);
        byte[] members = new byte[216];
        members[100] = 1;
        NiftiWriter.Write(Place("image.nii.gz"), new Volume(grid, [.. Enumerable.Range(0, 216).Select(i => (float)i)]));
        NiftiWriter.Write(Place("mask.nii.gz"), Mask.FromMembership(shifted, members));

        (int code, _, string error) = await Run("resample", Place("mask.nii.gz"), "--like", Place("image.nii.gz"), "--mask", "--mend", "--out", Place("mended.nii.gz"));
        (int orderCode, _, _) = await Run("resample", Place("image.nii.gz"), "--orient", "Ras", "--out", Place("ras.nii.gz"));

        Assert.Equal((ExitCode.Done, ExitCode.Done), (code, orderCode));
        Assert.Contains("Offset", error, StringComparison.Ordinal);
        Assert.Equal(members, MaskReader.Read(Place("mended.nii.gz")).ToMembership());
        Assert.Equal(5f, VolumeReader.Read(Place("ras.nii.gz"))[0, 5, 0]);
    }

    [Theory]
    [InlineData("--spacing", "0")]
    [InlineData("--spacing", "1", "2")]
    [InlineData("--mask", "--mend", "--orient", "Lps")]
    [InlineData("--mask")]
    public async Task Resample_WrongUse_EndsWithOne(params string[] options)
    {
        NiftiWriter.Write(Place("image.nii"), new Volume(Grid.Axial(new GridSize(2, 2, 2), new VoxelSpacing(1, 1, 1)), new float[8]));

        Assert.Equal(ExitCode.WrongUse, (await Run(["resample", Place("image.nii"), "--out", Place("o.nii"), .. options])).Code);
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        StringWriter output = new(new StringBuilder());
        StringWriter error = new(new StringBuilder());
        int code = await VoxopsyCommandLine.RunAsync(arguments, new Terminal(output, error, IsLive: false, TimeProvider.System));
        return (code, output.ToString(), error.ToString());
    }

    private string Place(string name) => Path.Combine(_folder, name);

    private void Write(string name, int missing)
    {
        Directory.CreateDirectory(Place(name));
        for (int i = 0; i < 5; i++)
        {
            if (i != missing)
            {
                File.WriteAllBytes(Path.Combine(Place(name), $"{i}.dcm"), Slice(i));
            }
        }
    }

    private static byte[] Slice(int i)
    {
        DicomElement Text(uint tag, DicomVr vr, string value) => DicomWriter.Text(DicomTag.Of(tag), vr, value);
        DicomElement Number(uint tag, ushort value) => DicomWriter.Unsigned16(DicomTag.Of(tag), value);
        return DicomWriter.Write(
            new DicomDataset(
            [
                Text(0x00080016, DicomVr.UI, "1.2.840.10008.5.1.4.1.1.2"), Text(0x00080018, DicomVr.UI, $"1.2.3.4.{i}"), Text(0x00080060, DicomVr.CS, "CT"),
                Text(0x00100010, DicomVr.PN, "Secret^Name"), Text(0x00100020, DicomVr.LO, "Secret"), Text(0x0020000D, DicomVr.UI, "1.2.3"), Text(0x0020000E, DicomVr.UI, "1.2.3.4"),
                Text(0x00200032, DicomVr.DS, $"0\\0\\{2 * i}"), Text(0x00200037, DicomVr.DS, "1\\0\\0\\0\\1\\0"), Text(0x00280030, DicomVr.DS, "1\\1"),
                Number(0x00280002, 1), Number(0x00280010, 2), Number(0x00280011, 2), Number(0x00280100, 16), Number(0x00280101, 16), Number(0x00280102, 15), Number(0x00280103, 0),
                DicomElement.OfBytes(DicomTag.Of(0x7FE00010), DicomVr.OW, new byte[8]),
            ]),
            TransferSyntax.ExplicitLittleEndian);
    }
}
