using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Nifti;

/// <summary>Writes NIfTI-1: .nii, or .nii.gz when the name ends so. The same input gives the same bytes.</summary>
public static class NiftiWriter
{
    /// <summary>Writes intensities as single precision.</summary>
    /// <param name="path">The file to write; an existing one is replaced.</param>
    /// <param name="volume">The image.</param>
    public static void Write(string path, Volume volume)
    {
        ArgumentNullException.ThrowIfNull(volume);
        using Stream file = Create(path);
        file.Write(Header(volume.Grid, dataType: 16, bits: 32));
        if (BitConverter.IsLittleEndian)
        {
            for (int z = 0; z < volume.Grid.Size.Z; z++)
            {
                int slice = (int)volume.Grid.Size.SliceCount;
                file.Write(MemoryMarshal.AsBytes(volume.Voxels.Slice(z * slice, slice)));
            }

            return;
        }

        Span<byte> bytes = stackalloc byte[4];
        foreach (float voxel in volume.Voxels)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, voxel);
            file.Write(bytes);
        }
    }

    /// <summary>Writes a region as one byte a voxel: 1 inside, 0 outside.</summary>
    /// <param name="path">The file to write; an existing one is replaced.</param>
    /// <param name="mask">The region.</param>
    public static void Write(string path, Mask mask) => Write(path, mask, 1);

    /// <summary>Writes a region as one byte a voxel: a label inside, 0 outside.</summary>
    /// <param name="path">The file to write; an existing one is replaced.</param>
    /// <param name="mask">The region.</param>
    /// <param name="label">The label, at least 1.</param>
    public static void Write(string path, Mask mask, byte label)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentOutOfRangeException.ThrowIfZero(label);
        using Stream file = Create(path);
        file.Write(Header(mask.Grid, dataType: 2, bits: 8));
        GridSize size = mask.Grid.Size;
        for (int z = 0; z < size.Z; z++)
        {
            byte[] slice = mask.ToMembership(new BoundingBox(new VoxelIndex(0, 0, z), size with { Z = 1 }));
            slice.AsSpan().Replace((byte)1, label);
            file.Write(slice);
        }
    }

    private static Stream Create(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionLevel.Optimal) : file;
    }

    private static byte[] Header(Grid grid, short dataType, short bits)
    {
        if (Math.Max(grid.Size.X, Math.Max(grid.Size.Y, grid.Size.Z)) > short.MaxValue)
        {
            throw new ArgumentException($"NIfTI-1 holds at most {short.MaxValue} voxels along an axis, found {grid.Size}.", nameof(grid));
        }

        Affine lps = grid.VoxelToPatient;
        byte[] extension = NiftiExactGrid.Extension(grid, Grid.FromAffine(grid.Size, new Affine(Rounded(lps.X), Rounded(lps.Y), Rounded(lps.Z), new((float)lps.Offset.X, (float)lps.Offset.Y, (float)lps.Offset.Z))));
        byte[] header = new byte[NiftiHeader.Size1 + extension.Length];
        extension.CopyTo(header, NiftiHeader.Size1);
        Span<byte> at = header;
        BinaryPrimitives.WriteInt32LittleEndian(at, NiftiHeader.Size1);
        ReadOnlySpan<short> dim = [3, (short)grid.Size.X, (short)grid.Size.Y, (short)grid.Size.Z, 1, 1, 1, 1];
        for (int i = 0; i < dim.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(at[(40 + (2 * i))..], dim[i]);
        }

        BinaryPrimitives.WriteInt16LittleEndian(at[70..], dataType);
        BinaryPrimitives.WriteInt16LittleEndian(at[72..], bits);
        WriteSingles(at[76..], 1, grid.Spacing.X, grid.Spacing.Y, grid.Spacing.Z);
        BinaryPrimitives.WriteSingleLittleEndian(at[108..], header.Length);
        BinaryPrimitives.WriteSingleLittleEndian(at[112..], 1);
        header[123] = 2;
        BinaryPrimitives.WriteInt16LittleEndian(at[254..], 1);
        WriteSingles(at[280..], -lps.X.X, -lps.Y.X, -lps.Z.X, -lps.Offset.X);
        WriteSingles(at[296..], -lps.X.Y, -lps.Y.Y, -lps.Z.Y, -lps.Offset.Y);
        WriteSingles(at[312..], lps.X.Z, lps.Y.Z, lps.Z.Z, lps.Offset.Z);
        "n+1\0"u8.CopyTo(at[344..]);
        return header;
    }

    private static PatientVector Rounded(PatientVector vector) => new((float)vector.X, (float)vector.Y, (float)vector.Z);

    private static void WriteSingles(Span<byte> at, params ReadOnlySpan<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(at[(4 * i)..], (float)values[i]);
        }
    }
}
