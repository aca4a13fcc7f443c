using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Voxels;

namespace Voxopsy.Imaging.Nrrd;

/// <summary>How the voxels of a written NRRD file are stored.</summary>
public enum NrrdStorage
{
    /// <summary>Compressed with gzip.</summary>
    Gzip,

    /// <summary>As they are.</summary>
    Raw,
}

/// <summary>Writes NRRD with an attached header (.nrrd): directions and origin in LPS mm with every digit, little-endian. The same input gives the same bytes.</summary>
/// <remarks>Source: Teem, "Definition of NRRD File Format" (NRRD0004).</remarks>
public static class NrrdWriter
{
    /// <summary>Writes intensities as single precision, compressed.</summary>
    /// <param name="path">The file to write; an existing one is replaced.</param>
    /// <param name="volume">The image.</param>
    public static void Write(string path, Volume volume) => Write(path, volume, VoxelType.Float32, NrrdStorage.Gzip);

    /// <summary>Writes intensities.</summary>
    /// <param name="path">The file to write; an existing one is replaced.</param>
    /// <param name="volume">The image.</param>
    /// <param name="type">How a voxel is stored; an integer type must hold every intensity exactly.</param>
    /// <param name="storage">How the voxels are stored.</param>
    /// <exception cref="ArgumentException">An intensity is no number of that type; nothing is written.</exception>
    public static void Write(string path, Volume volume, VoxelType type, NrrdStorage storage)
    {
        ArgumentNullException.ThrowIfNull(volume);
        if (type is not (VoxelType.Float32 or VoxelType.Float64))
        {
            RequireFit(volume, type);
        }

        using FileStream file = Create(path);
        file.Write(Header(volume.Grid, Name(type), type is not (VoxelType.UInt8 or VoxelType.Int8), storage));
        using Stream voxels = Voxels(file, storage);
        byte[] row = new byte[volume.Grid.Size.X * new VoxelEncoding(type, true, 1, 0).BytesPerVoxel];
        for (int z = 0; z < volume.Grid.Size.Z; z++)
        {
            for (int y = 0; y < volume.Grid.Size.Y; y++)
            {
                Encode(volume.Row(y, z), type, row);
                voxels.Write(row);
            }
        }
    }

    /// <summary>Writes a region as one byte a voxel, compressed: 1 inside, 0 outside.</summary>
    /// <param name="path">The file to write; an existing one is replaced.</param>
    /// <param name="mask">The region.</param>
    public static void Write(string path, Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        using FileStream file = Create(path);
        file.Write(Header(mask.Grid, Name(VoxelType.UInt8), hasOrder: false, NrrdStorage.Gzip));
        using Stream voxels = Voxels(file, NrrdStorage.Gzip);
        for (int z = 0; z < mask.Grid.Size.Z; z++)
        {
            voxels.Write(mask.ToMembership(new BoundingBox(new VoxelIndex(0, 0, z), mask.Grid.Size with { Z = 1 })));
        }
    }

    private static FileStream Create(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
    }

    private static Stream Voxels(FileStream file, NrrdStorage storage) =>
        storage == NrrdStorage.Gzip ? new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true) : new BufferedStream(file);

    private static byte[] Header(Grid grid, string type, bool hasOrder, NrrdStorage storage)
    {
        Affine map = grid.VoxelToPatient;
        StringBuilder header = new("NRRD0004\n");
        header.Append(CultureInfo.InvariantCulture, $"type: {type}\ndimension: 3\nspace: left-posterior-superior\nsizes: {grid.Size.X} {grid.Size.Y} {grid.Size.Z}\n");
        header.Append(CultureInfo.InvariantCulture, $"space directions: {Triple(map.X.X, map.X.Y, map.X.Z)} {Triple(map.Y.X, map.Y.Y, map.Y.Z)} {Triple(map.Z.X, map.Z.Y, map.Z.Z)}\n");
        header.Append("kinds: domain domain domain\n").Append(hasOrder ? "endian: little\n" : string.Empty);
        header.Append("encoding: ").Append(storage == NrrdStorage.Gzip ? "gzip" : "raw");
        header.Append("\nspace origin: ").Append(Triple(map.Offset.X, map.Offset.Y, map.Offset.Z)).Append("\n\n");
        return Encoding.ASCII.GetBytes(header.ToString());
    }

    private static string Triple(double x, double y, double z) => string.Create(CultureInfo.InvariantCulture, $"({x:R},{y:R},{z:R})");

    private static string Name(VoxelType type) => type switch
    {
        VoxelType.UInt8 => "uint8",
        VoxelType.Int8 => "int8",
        VoxelType.UInt16 => "uint16",
        VoxelType.Int16 => "int16",
        VoxelType.UInt32 => "uint32",
        VoxelType.Int32 => "int32",
        VoxelType.UInt64 => "uint64",
        VoxelType.Int64 => "int64",
        VoxelType.Float32 => "float",
        _ => "double",
    };

    private static void RequireFit(Volume volume, VoxelType type)
    {
        (double low, double high) = type switch
        {
            VoxelType.UInt8 => (0, byte.MaxValue),
            VoxelType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
            VoxelType.UInt16 => (0, ushort.MaxValue),
            VoxelType.Int16 => (short.MinValue, short.MaxValue),
            VoxelType.UInt32 => (0, uint.MaxValue),
            VoxelType.Int32 => (int.MinValue, int.MaxValue),
            VoxelType.UInt64 => (0, 18446742974197923840.0),
            _ => (long.MinValue, 9223371487098961920.0),
        };
        foreach (float value in volume.Voxels)
        {
            if (!(value >= low && value <= high && value == Math.Round(value)))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"An intensity of {value:R} is no {Name(type)}; write the image as float."), nameof(type));
            }
        }
    }

    private static void Encode(ReadOnlySpan<float> values, VoxelType type, Span<byte> bytes)
    {
        for (int i = 0; i < values.Length; i++)
        {
            switch (type)
            {
                case VoxelType.UInt8:
                    bytes[i] = (byte)values[i];
                    break;
                case VoxelType.Int8:
                    bytes[i] = (byte)(sbyte)values[i];
                    break;
                case VoxelType.UInt16:
                    BinaryPrimitives.WriteUInt16LittleEndian(bytes[(2 * i)..], (ushort)values[i]);
                    break;
                case VoxelType.Int16:
                    BinaryPrimitives.WriteInt16LittleEndian(bytes[(2 * i)..], (short)values[i]);
                    break;
                case VoxelType.UInt32:
                    BinaryPrimitives.WriteUInt32LittleEndian(bytes[(4 * i)..], (uint)values[i]);
                    break;
                case VoxelType.Int32:
                    BinaryPrimitives.WriteInt32LittleEndian(bytes[(4 * i)..], (int)values[i]);
                    break;
                case VoxelType.UInt64:
                    BinaryPrimitives.WriteUInt64LittleEndian(bytes[(8 * i)..], (ulong)values[i]);
                    break;
                case VoxelType.Int64:
                    BinaryPrimitives.WriteInt64LittleEndian(bytes[(8 * i)..], (long)values[i]);
                    break;
                case VoxelType.Float32:
                    BinaryPrimitives.WriteSingleLittleEndian(bytes[(4 * i)..], values[i]);
                    break;
                default:
                    BinaryPrimitives.WriteDoubleLittleEndian(bytes[(8 * i)..], values[i]);
                    break;
            }
        }
    }
}
