using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Voxopsy.Imaging.Voxels;

/// <summary>Turns stored bytes into numbers.</summary>
internal static class VoxelDecoder
{
    /// <summary>Decodes bytes; in a file of the other byte order they are turned in place first.</summary>
    /// <typeparam name="T">float or double; scaling is done in double and rounded once.</typeparam>
    internal static void Decode<T>(Span<byte> stored, VoxelEncoding encoding, Span<T> values)
        where T : struct, INumberBase<T>
    {
        switch (encoding.Type)
        {
            case VoxelType.UInt8:
                Convert<byte, T>(stored, encoding, values);
                break;
            case VoxelType.Int8:
                Convert<sbyte, T>(MemoryMarshal.Cast<byte, sbyte>(stored), encoding, values);
                break;
            case VoxelType.UInt16:
                Convert<ushort, T>(Ordered(MemoryMarshal.Cast<byte, ushort>(stored), encoding), encoding, values);
                break;
            case VoxelType.Int16:
                Convert<short, T>(MemoryMarshal.Cast<ushort, short>(Ordered(MemoryMarshal.Cast<byte, ushort>(stored), encoding)), encoding, values);
                break;
            case VoxelType.UInt32:
                Convert<uint, T>(Ordered(MemoryMarshal.Cast<byte, uint>(stored), encoding), encoding, values);
                break;
            case VoxelType.Int32:
                Convert<int, T>(MemoryMarshal.Cast<uint, int>(Ordered(MemoryMarshal.Cast<byte, uint>(stored), encoding)), encoding, values);
                break;
            case VoxelType.Float32:
                Convert<float, T>(MemoryMarshal.Cast<uint, float>(Ordered(MemoryMarshal.Cast<byte, uint>(stored), encoding)), encoding, values);
                break;
            case VoxelType.UInt64:
                Convert<ulong, T>(Ordered(MemoryMarshal.Cast<byte, ulong>(stored), encoding), encoding, values);
                break;
            case VoxelType.Int64:
                Convert<long, T>(MemoryMarshal.Cast<ulong, long>(Ordered(MemoryMarshal.Cast<byte, ulong>(stored), encoding)), encoding, values);
                break;
            default:
                Convert<double, T>(MemoryMarshal.Cast<ulong, double>(Ordered(MemoryMarshal.Cast<byte, ulong>(stored), encoding)), encoding, values);
                break;
        }
    }

    private static Span<ushort> Ordered(Span<ushort> stored, VoxelEncoding encoding)
    {
        if (encoding.LittleEndian != BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(stored, stored);
        }

        return stored;
    }

    private static Span<uint> Ordered(Span<uint> stored, VoxelEncoding encoding)
    {
        if (encoding.LittleEndian != BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(stored, stored);
        }

        return stored;
    }

    private static Span<ulong> Ordered(Span<ulong> stored, VoxelEncoding encoding)
    {
        if (encoding.LittleEndian != BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(stored, stored);
        }

        return stored;
    }

    private static void Convert<TStored, T>(ReadOnlySpan<TStored> stored, VoxelEncoding encoding, Span<T> values)
        where TStored : struct, INumberBase<TStored>
        where T : struct, INumberBase<T>
    {
        values = values[..stored.Length];
        if (encoding.IsUnscaled)
        {
            for (int i = 0; i < stored.Length; i++)
            {
                values[i] = T.CreateTruncating(stored[i]);
            }

            return;
        }

        for (int i = 0; i < stored.Length; i++)
        {
            values[i] = T.CreateTruncating((encoding.Slope * double.CreateTruncating(stored[i])) + encoding.Intercept);
        }
    }
}
