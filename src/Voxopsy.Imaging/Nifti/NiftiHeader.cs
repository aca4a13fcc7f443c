using System.Buffers.Binary;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Voxels;

namespace Voxopsy.Imaging.Nifti;

/// <summary>What a NIfTI-1 or NIfTI-2 header says, in our terms: LPS mm, one grid, a number of frames.</summary>
/// <remarks>Source: nifti1.h (2007) and nifti2.h (2011), field names as there.</remarks>
internal sealed record NiftiHeader(Grid Grid, int Frames, VoxelEncoding Encoding, long DataOffset, bool DataInOtherFile)
{
    internal const int Size1 = 348;
    internal const int Size2 = 540;

    /// <summary>Bytes of the voxels of all frames.</summary>
    internal long DataBytes => Grid.Size.VoxelCount * Frames * Encoding.BytesPerVoxel;

    /// <summary>How long the header is that starts with these four bytes, and in which byte order.</summary>
    internal static (int Size, bool LittleEndian) Recognize(string path, ReadOnlySpan<byte> firstFour)
    {
        int little = BinaryPrimitives.ReadInt32LittleEndian(firstFour);
        int big = BinaryPrimitives.ReadInt32BigEndian(firstFour);
        return (little, big) switch
        {
            (Size1, _) => (Size1, true),
            (_, Size1) => (Size1, false),
            (Size2, _) => (Size2, true),
            (_, Size2) => (Size2, false),
            _ => throw new UnreadableVolumeException(path, $"a NIfTI header starts with its own size, {Size1} or {Size2}; this one starts with {little}, so it is not a NIfTI file."),
        };
    }

    internal static NiftiHeader Parse(string path, ReadOnlySpan<byte> header, bool littleEndian)
    {
        NiftiFields fields = header.Length == Size2 ? NiftiFields.Version2(header, littleEndian) : NiftiFields.Version1(header, littleEndian);
        if (fields.Magic is not ("n+1" or "ni1" or "n+2" or "ni2"))
        {
            throw new UnreadableVolumeException(path, $"the magic word of a NIfTI header is 'n+1', 'ni1', 'n+2' or 'ni2', found '{fields.Magic}'; an Analyze 7.5 file has none and says nothing of left and right, convert it.");
        }

        VoxelType type = Type(path, fields.DataType);
        (GridSize size, int frames) = Sizes(path, fields.Dim);
        bool other = fields.Magic[1] == 'i';
        long offset = ReadOffset(path, fields.VoxOffset, header.Length, other);
        bool scaled = double.IsFinite(fields.Slope) && fields.Slope != 0;
        double intercept = scaled && double.IsFinite(fields.Intercept) ? fields.Intercept : 0;
        VoxelEncoding encoding = new(type, littleEndian, scaled ? fields.Slope : 1, intercept);
        return new NiftiHeader(NiftiGeometry.Place(path, size, fields), frames, encoding, offset, other);
    }

    private static VoxelType Type(string path, int code) => code switch
    {
        2 => VoxelType.UInt8,
        4 => VoxelType.Int16,
        8 => VoxelType.Int32,
        16 => VoxelType.Float32,
        64 => VoxelType.Float64,
        256 => VoxelType.Int8,
        512 => VoxelType.UInt16,
        768 => VoxelType.UInt32,
        1024 => VoxelType.Int64,
        1280 => VoxelType.UInt64,
        32 or 1792 or 2048 => throw new UnreadableVolumeException(path, $"its voxels are complex numbers (datatype {code}); store magnitude or phase as real numbers."),
        128 or 2304 => throw new UnreadableVolumeException(path, $"its voxels are colors (datatype {code}); store one intensity a voxel."),
        _ => throw new UnreadableVolumeException(path, $"datatype {code} is no integer or floating-point type of up to 64 bits that NIfTI defines; convert it to one of these."),
    };

    private static (GridSize Size, int Frames) Sizes(string path, ReadOnlySpan<long> dim)
    {
        if (dim[0] is < 1 or > 7)
        {
            throw new UnreadableVolumeException(path, $"the number of dimensions, dim[0], must lie between 1 and 7, found {dim[0]}.");
        }

        Span<long> sizes = [1, 1, 1, 1, 1, 1, 1];
        double product = 1;
        for (int axis = 0; axis < dim[0]; axis++)
        {
            sizes[axis] = dim[axis + 1];
            product *= sizes[axis];
            if (sizes[axis] < 1)
            {
                throw new UnreadableVolumeException(path, $"each dimension must be at least 1, found {sizes[axis]} in dim[{axis + 1}].");
            }
        }

        double frames = (double)sizes[3] * sizes[4] * sizes[5] * sizes[6];
        if (product / frames > Array.MaxLength || frames > int.MaxValue)
        {
            throw new UnreadableVolumeException(path, $"its header announces {sizes[0]}x{sizes[1]}x{sizes[2]} voxels in {frames:0} frames, more than can be held ({Array.MaxLength} voxels a frame); the header is wrong or the image must be cropped.");
        }

        return (new GridSize((int)sizes[0], (int)sizes[1], (int)sizes[2]), (int)frames);
    }

    private static long ReadOffset(string path, double offset, int headerSize, bool dataInOtherFile)
    {
        long smallest = dataInOtherFile ? 0 : headerSize + 4;
        if (offset == 0)
        {
            return smallest;
        }

        // Some writers leave out the four extension bytes.
        return offset >= (dataInOtherFile ? 0 : headerSize) && offset < long.MaxValue / 2
            ? (long)offset
            : throw new UnreadableVolumeException(path, $"voxels cannot start at byte {offset:0.##} (vox_offset); they come after the header, at {smallest} or later.");
    }
}
