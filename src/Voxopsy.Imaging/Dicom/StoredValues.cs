using System.Runtime.InteropServices;

namespace Voxopsy.Imaging.Dicom;

/// <summary>Turns the bytes of one frame into intensities.</summary>
internal static class StoredValues
{
    /// <summary>Converts all pixels of a frame.</summary>
    /// <param name="bytes">Samples, low byte first; turned around in place when <paramref name="order"/> says otherwise.</param>
    /// <param name="order">Byte order of the samples.</param>
    /// <param name="format">How they are stored.</param>
    /// <param name="transform">To the unit of the modality.</param>
    /// <param name="target">One intensity a pixel.</param>
    internal static void Convert(Span<byte> bytes, ByteOrder order, PixelFormat format, ModalityTransform transform, Span<float> target)
    {
        ToLittleEndian(bytes, order, format);

        switch (format)
        {
            case { Kind: SampleKind.Float }:
                Scale(MemoryMarshal.Cast<byte, float>(bytes), transform, target);
                break;
            case { Kind: SampleKind.Double }:
                Scale(MemoryMarshal.Cast<byte, double>(bytes), transform, target);
                break;
            case { BitsStored: 16, HighBit: 15, Kind: SampleKind.Signed } when transform.Table is null:
                ScaleInt16(MemoryMarshal.Cast<byte, short>(bytes), transform, target);
                break;
            case { BitsAllocated: 16, Kind: SampleKind.Unsigned } when transform.Table is null && format.HighBit == format.BitsStored - 1:
                ScaleUInt16(MemoryMarshal.Cast<byte, ushort>(bytes), (ushort)((1 << format.BitsStored) - 1), transform, target);
                break;
            default:
                ConvertPlain(bytes, format, transform, target);
                break;
        }
    }

    /// <summary>Turns samples around in place so that their low byte comes first.</summary>
    internal static void ToLittleEndian(Span<byte> bytes, ByteOrder order, PixelFormat format)
    {
        int size = format.SampleBytes;
        for (int at = 0; order == ByteOrder.BigEndian && size > 1 && at + size <= bytes.Length; at += size)
        {
            bytes.Slice(at, size).Reverse();
        }
    }

    /// <summary>The plain loop for every integer format: the definition, and the oracle of the fast paths.</summary>
    internal static void ConvertPlain(ReadOnlySpan<byte> bytes, PixelFormat format, ModalityTransform transform, Span<float> target)
    {
        int size = format.SampleBytes;
        int drop = format.HighBit + 1 - format.BitsStored;
        uint mask = format.BitsStored == 32 ? uint.MaxValue : (1u << format.BitsStored) - 1;
        int extend = 32 - format.BitsStored;
        for (int i = 0; i < target.Length; i++)
        {
            uint raw = size switch
            {
                1 => bytes[i],
                2 => (uint)(bytes[2 * i] | (bytes[(2 * i) + 1] << 8)),
                _ => BitConverter.ToUInt32(bytes.Slice(4 * i, 4)),
            };
            uint stored = (raw >> drop) & mask;
            double value = format.Kind == SampleKind.Signed ? (int)(stored << extend) >> extend : stored;
            target[i] = transform.Table is { } table
                ? table[(int)Math.Clamp(value - transform.TableStart, 0, table.Length - 1)]
                : (float)((value * transform.Slope) + transform.Intercept);
        }
    }

    private static void ScaleInt16(ReadOnlySpan<short> stored, ModalityTransform transform, Span<float> target)
    {
        (double slope, double intercept) = (transform.Slope, transform.Intercept);
        for (int i = 0; i < target.Length && i < stored.Length; i++)
        {
            target[i] = (float)((stored[i] * slope) + intercept);
        }
    }

    private static void ScaleUInt16(ReadOnlySpan<ushort> stored, ushort mask, ModalityTransform transform, Span<float> target)
    {
        (double slope, double intercept) = (transform.Slope, transform.Intercept);
        for (int i = 0; i < target.Length && i < stored.Length; i++)
        {
            target[i] = (float)(((stored[i] & mask) * slope) + intercept);
        }
    }

    private static void Scale<T>(ReadOnlySpan<T> stored, ModalityTransform transform, Span<float> target)
        where T : struct, System.Numerics.INumber<T>
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = (float)((double.CreateTruncating(stored[i]) * transform.Slope) + transform.Intercept);
        }
    }
}
