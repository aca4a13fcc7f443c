using System.Buffers.Binary;

namespace Voxopsy.Tensors.Files;

/// <summary>Sizes, names and decoding of element types.</summary>
public static class ElementTypes
{
    private static readonly (string Name, ElementType Type)[] SafetensorsNames =
    [
        ("BOOL", ElementType.Boolean), ("U8", ElementType.UInt8), ("I8", ElementType.Int8), ("I16", ElementType.Int16), ("U16", ElementType.UInt16),
        ("I32", ElementType.Int32), ("U32", ElementType.UInt32), ("I64", ElementType.Int64), ("U64", ElementType.UInt64),
        ("F8_E4M3", ElementType.Float8E4M3), ("F8_E5M2", ElementType.Float8E5M2), ("F16", ElementType.Float16), ("BF16", ElementType.BFloat16),
        ("F32", ElementType.Float32), ("F64", ElementType.Float64),
    ];

    /// <summary>The names that safetensors headers use, for messages.</summary>
    internal static string KnownNames { get; } = string.Join(", ", SafetensorsNames.Select(pair => pair.Name));

    /// <summary>Bytes of one element: 1, 2, 4 or 8.</summary>
    /// <param name="type">How the elements are written.</param>
    public static int BytesOf(ElementType type) => type switch
    {
        ElementType.Int16 or ElementType.UInt16 or ElementType.Float16 or ElementType.BFloat16 => 2,
        ElementType.Int32 or ElementType.UInt32 or ElementType.Float32 => 4,
        ElementType.Int64 or ElementType.UInt64 or ElementType.Float64 => 8,
        _ => 1,
    };

    /// <summary>Whether every value of the type is a whole number.</summary>
    internal static bool IsWhole(ElementType type) => type <= ElementType.UInt64;

    internal static string NameOf(ElementType type) => SafetensorsNames.Single(pair => pair.Type == type).Name;

    internal static ElementType? Parse(string? name)
    {
        foreach ((string known, ElementType type) in SafetensorsNames)
        {
            if (known == name)
            {
                return type;
            }
        }

        return null;
    }

    /// <summary>One element as a double; exact for all but 64-bit integers above 2⁵³.</summary>
    internal static double Decode(ElementType type, ReadOnlySpan<byte> bytes) => type switch
    {
        ElementType.Boolean => bytes[0] == 0 ? 0 : 1,
        ElementType.UInt8 => bytes[0],
        ElementType.Int8 => (sbyte)bytes[0],
        ElementType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        ElementType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        ElementType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        ElementType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        ElementType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        ElementType.UInt64 => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        ElementType.Float8E4M3 => Small(bytes[0], mantissaBits: 3, bias: 7, infinities: false),
        ElementType.Float8E5M2 => Small(bytes[0], mantissaBits: 2, bias: 15, infinities: true),
        ElementType.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        ElementType.BFloat16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16),
        ElementType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        _ => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
    };

    /// <summary>One element of a whole-number type.</summary>
    internal static long DecodeWhole(ElementType type, ReadOnlySpan<byte> bytes) => type switch
    {
        ElementType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        ElementType.UInt64 => checked((long)BinaryPrimitives.ReadUInt64LittleEndian(bytes)),
        _ => (long)Decode(type, bytes),
    };

    private static double Small(byte bits, int mantissaBits, int bias, bool infinities)
    {
        int mantissa = bits & ((1 << mantissaBits) - 1);
        int exponent = (bits & 0x7F) >> mantissaBits;
        double sign = bits > 0x7F ? -1 : 1;
        int largest = 0x7F >> mantissaBits;
        if (infinities && exponent == largest)
        {
            return mantissa == 0 ? sign * double.PositiveInfinity : double.NaN;
        }

        if (!infinities && (bits & 0x7F) == 0x7F)
        {
            return double.NaN;
        }

        return exponent == 0
            ? sign * Math.ScaleB(mantissa, 1 - bias - mantissaBits)
            : sign * Math.ScaleB((1 << mantissaBits) + mantissa, exponent - bias - mantissaBits);
    }
}
