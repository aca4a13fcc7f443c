using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Nifti;
using Voxopsy.Imaging.Nrrd;
using Voxopsy.Imaging.Voxels;

namespace Voxopsy.Imaging.Tests;

/// <summary>What is written is what is read: the same voxels and the same places to 1e-6 mm, on oblique grids anywhere.</summary>
public sealed class WriterRoundTripTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voxopsy").FullName;

    [Theory]
    [InlineData("a.nii")]
    [InlineData("a.nii.gz")]
    [InlineData("a.nrrd")]
    public void Write_ObliqueVolumesAndMasks_ReadBackTheSame(string name)
    {
        string path = Path.Combine(_folder, name);
        uint state = 12345;
        for (int trial = 0; trial < 60; trial++)
        {
            Grid grid = Oblique(ref state);
            float[] voxels = [.. Enumerable.Range(0, (int)grid.Size.VoxelCount).Select(i => (float)Math.Sin(i) * 1000)];
            VolumeWriter.Write(path, new Volume(grid, voxels));
            Volume back = VolumeReader.Read(path);
            Assert.Equal(voxels, back.Voxels.ToArray());
            Assert.InRange(back.Grid.LargestDisplacement(grid), 0, 1e-6);

            byte[] members = [.. voxels.Select(value => (byte)(value > 300 ? 1 : 0))];
            VolumeWriter.Write(path, Mask.FromMembership(grid, members));
            Mask mask = MaskReader.Read(path);
            Assert.Equal(members, mask.ToMembership());
            Assert.InRange(mask.Grid.LargestDisplacement(grid), 0, 1e-6);
        }
    }

    [Theory]
    [InlineData(VoxelType.UInt8, NrrdStorage.Raw)]
    [InlineData(VoxelType.Int8, NrrdStorage.Gzip)]
    [InlineData(VoxelType.UInt16, NrrdStorage.Raw)]
    [InlineData(VoxelType.Int16, NrrdStorage.Gzip)]
    [InlineData(VoxelType.UInt32, NrrdStorage.Raw)]
    [InlineData(VoxelType.Int32, NrrdStorage.Gzip)]
    [InlineData(VoxelType.UInt64, NrrdStorage.Raw)]
    [InlineData(VoxelType.Int64, NrrdStorage.Gzip)]
    [InlineData(VoxelType.Float32, NrrdStorage.Raw)]
    [InlineData(VoxelType.Float64, NrrdStorage.Gzip)]
    public void Write_EveryNrrdType_ReadsBackTheSame(VoxelType type, NrrdStorage storage)
    {
        string path = Path.Combine(_folder, "t.nrrd");
        bool hasSign = type is VoxelType.Int8 or VoxelType.Int16 or VoxelType.Int32 or VoxelType.Int64 or VoxelType.Float32 or VoxelType.Float64;
        float[] voxels = [.. Enumerable.Range(0, 60).Select(i => (float)(i * 2) - (hasSign ? 60 : 0))];
        NrrdWriter.Write(path, new Volume(Grid.Axial(new GridSize(5, 4, 3), new VoxelSpacing(1, 2, 3)), voxels), type, storage);

        Assert.Equal(voxels, VolumeReader.Read(path).Voxels.ToArray());
    }

    [Theory]
    [InlineData(VoxelType.UInt8, 256f)]
    [InlineData(VoxelType.Int16, 0.5f)]
    [InlineData(VoxelType.UInt16, -1f)]
    [InlineData(VoxelType.Int32, float.NaN)]
    public void Write_IntensityThatTheTypeCannotHold_IsRefusedAndNothingWritten(VoxelType type, float value)
    {
        string path = Path.Combine(_folder, "r.nrrd");
        ArgumentException refused = Assert.Throws<ArgumentException>(() => NrrdWriter.Write(path, new Volume(Grid.Axial(new GridSize(1, 1, 1), new VoxelSpacing(1, 1, 1)), [value]), type, NrrdStorage.Raw));

        Assert.Contains("write the image as float", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Read_HeaderChangedAfterTheExactGridWasWritten_BelievesTheHeader()
    {
        string path = Path.Combine(_folder, "h.nii");
        uint state = 7;
        Grid grid = Oblique(ref state);
        NiftiWriter.Write(path, new Volume(grid, new float[grid.Size.VoxelCount]));
        byte[] bytes = File.ReadAllBytes(path);
        BitConverter.TryWriteBytes(bytes.AsSpan(292), BitConverter.ToSingle(bytes, 292) + 5);
        File.WriteAllBytes(path, bytes);

        Assert.Equal(5, VolumeReader.ReadHeader(path).Origin.DistanceTo(grid.Origin), 1e-3);
    }

    [Fact]
    public void Write_NameOfAnotherFormat_IsRefused() =>
        Assert.Throws<ArgumentException>(() => VolumeWriter.Write(Path.Combine(_folder, "a.mha"), Mask.FromMembership(Grid.Axial(new GridSize(1, 1, 1), new VoxelSpacing(1, 1, 1)), [1])));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Three turns, a mirrored axis now and then, odd spacings, far from the origin.</summary>
    private static Grid Oblique(ref uint state)
    {
        (double a, double b, double c) = (Next(ref state, 0, 6.28), Next(ref state, -1.5, 1.5), Next(ref state, 0, 6.28));
        PatientVector x = new(Math.Cos(a) * Math.Cos(b), Math.Sin(a) * Math.Cos(b), -Math.Sin(b));
        PatientVector y = new((Math.Cos(a) * Math.Sin(b) * Math.Sin(c)) - (Math.Sin(a) * Math.Cos(c)), (Math.Sin(a) * Math.Sin(b) * Math.Sin(c)) + (Math.Cos(a) * Math.Cos(c)), Math.Cos(b) * Math.Sin(c));
        PatientVector z = x.Cross(y).Scale(Next(ref state, 0, 1) < 0.3 ? -1 : 1);
        return Grid.FromAffine(
            new GridSize(2 + (int)Next(ref state, 0, 9), 1 + (int)Next(ref state, 0, 9), 1 + (int)Next(ref state, 0, 9)),
            new Affine(x.Scale(Next(ref state, 0.1, 3)), y.Scale(Next(ref state, 0.1, 3)), z.Scale(Next(ref state, 0.3, 8)), new(Next(ref state, -900, 900), Next(ref state, -900, 900), Next(ref state, -1900, 1900))));
    }

    private static double Next(ref uint state, double low, double high)
    {
        state = (state * 1664525) + 1013904223;
        return low + ((high - low) * (state / (double)uint.MaxValue));
    }
}
