using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Nifti;

namespace Voxopsy.Imaging.Tests.Nifti;

public sealed class NiftiWriterTests : IDisposable
{
    private static readonly Grid Oblique = Grid.FromAffine(
        new GridSize(7, 5, 4), new Affine(new(0.5, 0.25, 0), new(-0.25, 0.5, 0), new(0, 0, 2), new(-10, 20, 30)));

    private readonly string _folder = Directory.CreateTempSubdirectory("voxopsy").FullName;

    [Theory]
    [InlineData("a.nii")]
    [InlineData("a.nii.gz")]
    public void Write_Volume_ReadsBackTheSame(string name)
    {
        float[] voxels = [.. Enumerable.Range(0, 140).Select(i => (i * 1.25f) - 17)];
        string path = Path.Combine(_folder, name);

        NiftiWriter.Write(path, new Volume(Oblique, voxels));
        Volume back = VolumeReader.Read(path);

        Assert.Equal(voxels, back.Voxels.ToArray());
        Assert.True(back.Grid.IsSameAs(Oblique));
    }

    [Fact]
    public void Write_Mask_ReadsBackTheSame()
    {
        byte[] membership = new byte[140];
        membership[17] = membership[18] = membership[100] = 1;
        string path = Path.Combine(_folder, "m.nii.gz");

        NiftiWriter.Write(path, Mask.FromMembership(Oblique, membership));

        Assert.Equal(membership, MaskReader.Read(path).ToMembership());
        Assert.Equal(new Dictionary<int, long> { [1] = 3 }, MaskReader.ReadLabels(path));
    }

    [Fact]
    public void Read_ProbabilityMapAsMask_IsRefusedWithTheValue()
    {
        string path = Path.Combine(_folder, "p.nii");
        NiftiWriter.Write(path, new Volume(Oblique, [.. Enumerable.Repeat(0.25f, 140)]));

        UnreadableVolumeException refused = Assert.Throws<UnreadableVolumeException>(() => MaskReader.Read(path));

        Assert.Contains("found 0.25", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
