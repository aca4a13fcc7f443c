using System.Globalization;
using System.IO.Compression;
using System.Text;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Masks;
using Voxopsy.Imaging.Tests.Dicom;

namespace Voxopsy.Imaging.Tests.Mha;

public sealed class MetaImageReaderTests
{
    private static readonly short[] Values = [.. Enumerable.Range(0, 24).Select(i => (short)(i - 5))];

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Read_ObliqueImage_HasItsGeometryAndVoxels(bool compressed, bool bigEndian)
    {
        using ScratchFolder folder = new();
        string path = Write(folder, "a.mha", compressed, bigEndian, "LOCAL");
        Volume volume = VolumeReader.Read(path);

        Assert.Equal(new GridSize(2, 3, 4), volume.Grid.Size);
        Assert.Equal(Values.Select(value => (float)value), volume.Voxels.ToArray());
        PatientPoint corner = volume.Grid.VoxelToPatient.Apply(1, 2, 3);
        Assert.Equal(-10 + (0.8 * 0.5) - (0.6 * 2 * 0.75), corner.X, 1e-12);
        Assert.Equal(5 + (0.6 * 0.5) + (0.8 * 2 * 0.75), corner.Y, 1e-12);
        Assert.Equal(7 + (3 * 2.5), corner.Z, 1e-12);
    }

    [Fact]
    public void Read_DetachedFile_IsReadBesideItsHeader()
    {
        using ScratchFolder folder = new();
        string path = Write(folder, "a.mhd", compressed: false, bigEndian: false, "a.raw");

        Assert.Equal(-5, VolumeReader.Read(path)[0, 0, 0]);
    }

    [Theory]
    [InlineData("../outside.raw")]
    [InlineData("/etc/passwd")]
    [InlineData("absent.raw")]
    [InlineData("a\0.raw")]
    public void Read_DataFileElsewhere_IsRefused(string name)
    {
        using ScratchFolder folder = new();
        File.WriteAllText(folder.File("a.mhd"), Header(false, false) + $"ElementDataFile = {name}\n");

        Assert.Throws<UnreadableVolumeException>(() => VolumeReader.Read(folder.File("a.mhd")));
    }

    [Theory]
    [InlineData("DimSize = 2 3 4", "DimSize = 2 3")]
    [InlineData("DimSize = 2 3 4", "DimSize = 200000 300000 400000")]
    [InlineData("DimSize = 2 3 4", "DimSize = 2 3 40")]
    [InlineData("DimSize = 2 3 4", "DimSize = 2 3 3")]
    [InlineData("ElementSpacing = 0.5 0.75 2.5", "ElementSpacing = 0.5 0 2.5")]
    [InlineData("ElementSpacing = 0.5 0.75 2.5", "ElementSpacing = NaN 0.75 2.5")]
    [InlineData("TransformMatrix = 0.8 0.6 0 -0.6 0.8 0 0 0 1", "TransformMatrix = 1 0 0 1 0 0 0 0 1")]
    [InlineData("NDims = 3", "NDims = 4")]
    [InlineData("ElementType = MET_SHORT", "ElementType = MET_SHORT_ARRAY")]
    public void Read_WrongHeader_IsRefused(string right, string wrong)
    {
        using ScratchFolder folder = new();
        byte[] bytes = [.. Encoding.ASCII.GetBytes(Header(false, false).Replace(right, wrong, StringComparison.Ordinal) + "ElementDataFile = LOCAL\n"), .. Bytes(false)];
        File.WriteAllBytes(folder.File("a.mha"), bytes);

        Assert.Throws<UnreadableVolumeException>(() => VolumeReader.Read(folder.File("a.mha")));
    }

    [Fact]
    public void List_SlicerSegmentation_NamesItsLabels()
    {
        using ScratchFolder folder = new();
        string header = "NRRD0004\ntype: unsigned char\ndimension: 3\nspace: left-posterior-superior\nsizes: 2 2 2\nspace directions: (1,0,0) (0,1,0) (0,0,1)\nspace origin: (0,0,0)\nencoding: raw\nendian: little\n"
            + "Segment0_LabelValue:=2\nSegment0_Name:=肿瘤\nSegment1_Name:=kidney\nSegment1_LabelValue:=1\n\n";
        File.WriteAllBytes(folder.File("m.seg.nrrd"), [.. Encoding.UTF8.GetBytes(header), 0, 1, 1, 2, 0, 0, 2, 2]);

        Assert.Equal([new MaskEntry(1, "kidney", 2), new MaskEntry(2, "肿瘤", 3)], MaskFile.List(folder.File("m.seg.nrrd")));
    }

    private static string Write(ScratchFolder folder, string name, bool compressed, bool bigEndian, string dataFile)
    {
        byte[] voxels = Bytes(bigEndian);
        if (compressed)
        {
            using MemoryStream packed = new();
            using (ZLibStream packer = new(packed, CompressionLevel.Optimal, leaveOpen: true))
            {
                packer.Write(voxels);
            }

            voxels = packed.ToArray();
        }

        byte[] header = Encoding.ASCII.GetBytes(Header(compressed, bigEndian) + $"ElementDataFile = {dataFile}\n");
        File.WriteAllBytes(folder.File(name), dataFile == "LOCAL" ? [.. header, .. voxels] : header);
        if (dataFile != "LOCAL")
        {
            File.WriteAllBytes(folder.File(dataFile), voxels);
        }

        return folder.File(name);
    }

    private static string Header(bool compressed, bool bigEndian) => string.Create(
        CultureInfo.InvariantCulture,
        $"ObjectType = Image\nNDims = 3\nBinaryData = True\nBinaryDataByteOrderMSB = {bigEndian}\nCompressedData = {compressed}\nTransformMatrix = 0.8 0.6 0 -0.6 0.8 0 0 0 1\nOffset = -10 5 7\nAnatomicalOrientation = RAI\nElementSpacing = 0.5 0.75 2.5\nDimSize = 2 3 4\nElementType = MET_SHORT\n");

    private static byte[] Bytes(bool bigEndian) => [.. Values.SelectMany(value => bigEndian ? BitConverter.GetBytes(value).Reverse() : BitConverter.GetBytes(value))];
}
