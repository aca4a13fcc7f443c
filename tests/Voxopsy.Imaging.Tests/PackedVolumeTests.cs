using System.Buffers.Binary;
using System.IO.Compression;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Tests.Dicom;

namespace Voxopsy.Imaging.Tests;

public sealed class PackedVolumeTests
{
    [Fact]
    public void Read_SmallFileOfAHugeImage_IsRefusedBeforeItFillsTheMemory()
    {
        using ScratchFolder folder = new();
        string path = folder.File("bomb.nii.gz");
        WriteNifti(path, 600, filler: 300_000);
        long bytes = new FileInfo(path).Length;

        UnreadableVolumeException refused = Assert.Throws<UnreadableVolumeException>(() => VolumeReader.Read(path));
        Assert.Equal($"'{path}' cannot be read: its {bytes} compressed bytes announce 600x600x600 voxels; no real image is compressed like that (above 67108864 voxels at most 16 for one byte).", refused.Message);
    }

    [Fact]
    public void ReadMask_SmallFileOfAHugeMask_IsRefusedBeforeItFillsTheMemory()
    {
        using ScratchFolder folder = new();
        string path = folder.File("bomb.nii.gz");
        WriteNifti(path, 700, filler: 400_000);
        long bytes = new FileInfo(path).Length;

        UnreadableVolumeException refused = Assert.Throws<UnreadableVolumeException>(() => MaskReader.Read(path));
        Assert.Equal($"'{path}' cannot be read: its {bytes} compressed bytes announce 700x700x700 voxels; no real image is compressed like that (above 268435456 voxels at most 64 for one byte).", refused.Message);
    }

    [Fact]
    public void Read_NiftiWithBytesBehindItsVoxels_IsRefused()
    {
        using ScratchFolder folder = new();
        string path = folder.File("longer.nii.gz");
        WriteNifti(path, 4, filler: 64 + 12);

        UnreadableVolumeException refused = Assert.Throws<UnreadableVolumeException>(() => VolumeReader.Read(path));
        Assert.Equal($"'{path}' cannot be read: 12 bytes follow the last voxel that its header announces; check its sizes, type and byte skip.", refused.Message);
    }

    [Fact]
    public void AddSlice_MillionsOfSingleVoxels_GiveTheSameRegion()
    {
        const int Side = 1024;
        const int Slices = 9;
        GridSize size = new(Side, Side, Slices);
        SparseMask region = new(size);
        int[] slice = new int[Side * Side];
        for (int i = 0; i < slice.Length; i++)
        {
            slice[i] = (i + (i / Side)) & 1;
        }

        for (int z = 0; z < Slices; z++)
        {
            region.AddSlice(z, slice, []);
        }

        Mask mask = region.ToMask(Grid.FromAffine(size, new Affine(new PatientVector(1, 0, 0), new PatientVector(0, 1, 0), new PatientVector(0, 0, 1), new PatientPoint(0, 0, 0))));
        Assert.Equal(Slices * Side * Side / 2, mask.VoxelCount);
        byte[] last = mask.ToMembership(new BoundingBox(new VoxelIndex(0, 0, Slices - 1), size with { Z = 1 }));
        Assert.Equal(slice, Array.ConvertAll(last, member => (int)member));
    }

    private static void WriteNifti(string path, short side, int filler)
    {
        byte[] header = new byte[352];
        BinaryPrimitives.WriteInt32LittleEndian(header, 348);
        ReadOnlySpan<short> dim = [3, side, side, side, 1, 1, 1, 1];
        for (int i = 0; i < dim.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(40 + (2 * i)), dim[i]);
            BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(76 + (4 * i)), 1);
        }

        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(70), 2);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(72), 8);
        BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(108), 352);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(254), 1);
        for (int axis = 0; axis < 3; axis++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(280 + (20 * axis)), 1);
        }

        "n+1\0"u8.CopyTo(header.AsSpan(344));
        using GZipStream packed = new(File.Create(path), CompressionLevel.NoCompression);
        packed.Write(header);
        packed.Write(new byte[filler]);
    }
}
