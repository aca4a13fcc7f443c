using System.Text;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Masks;

namespace Voxopsy.Imaging.Tests.Masks;

public sealed class LayeredSegmentationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voxopsy").FullName;

    [Fact]
    public void Read_OverlappingLayers_GiveEverySegmentItsOwnVoxels()
    {
        string path = Write("s.seg.nrrd", """
            NRRD0004
            type: unsigned char
            dimension: 4
            space: left-posterior-superior
            sizes: 2 3 2 2
            space directions: none (2,0,0) (0,2,0) (0,0,5)
            kinds: list domain domain domain
            encoding: raw
            space origin: (-4,5,6)
            Segment0_Name:=tumor
            Segment0_LabelValue:=1
            Segment0_Layer:=0
            Segment1_Name:=kidney
            Segment1_LabelValue:=1
            Segment1_Layer:=1
            Segment2_Name:=cyst
            Segment2_LabelValue:=2
            Segment2_Layer:=0
            """, [1, 1, 1, 0, 0, 0, 2, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1]);

        Assert.Equal([new MaskEntry(1, "tumor", 2), new MaskEntry(2, "kidney", 4), new MaskEntry(3, "cyst", 2)], MaskFile.List(path));
        NamedMask kidney = MaskFile.Read(path, 2, Grid.Axial(new GridSize(1, 1, 1), new VoxelSpacing(1, 1, 1)));
        Assert.Equal([1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1], kidney.Mask.ToMembership());
        Assert.Equal(("kidney", new GridSize(3, 2, 2), -4.0), (kidney.Name, kidney.Mask.Grid.Size, kidney.Mask.Grid.Origin.X));
        Assert.Contains("layers", Assert.Throws<UnreadableVolumeException>(() => MaskReader.Read(path)).Message, StringComparison.Ordinal);
        Assert.Contains("no segment 7", Assert.Throws<UnreadableVolumeException>(() => MaskFile.Read(path, 7, kidney.Mask.Grid)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OneLayer_KeepsLabelsAsNumbers()
    {
        string path = Write("one.seg.nrrd", """
            NRRD0004
            type: unsigned char
            dimension: 3
            sizes: 2 2 1
            encoding: raw
            Segment0_Name:=liver
            Segment0_LabelValue:=5
            Segment0_Layer:=0
            """, [5, 0, 5, 0]);

        Assert.Equal([new MaskEntry(5, "liver", 2)], MaskFile.List(path));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string header, byte[] voxels)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, [.. Encoding.ASCII.GetBytes(header.ReplaceLineEndings("\n") + "\n\n"), .. voxels]);
        return path;
    }
}
