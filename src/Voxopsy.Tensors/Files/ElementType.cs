namespace Voxopsy.Tensors.Files;

/// <summary>How the elements of a stored tensor are written, always little-endian.</summary>
public enum ElementType
{
    /// <summary>One byte, 0 or 1.</summary>
    Boolean,

    /// <summary>Unsigned, one byte.</summary>
    UInt8,

    /// <summary>Signed, one byte.</summary>
    Int8,

    /// <summary>Signed, two bytes.</summary>
    Int16,

    /// <summary>Unsigned, two bytes.</summary>
    UInt16,

    /// <summary>Signed, four bytes.</summary>
    Int32,

    /// <summary>Unsigned, four bytes.</summary>
    UInt32,

    /// <summary>Signed, eight bytes.</summary>
    Int64,

    /// <summary>Unsigned, eight bytes.</summary>
    UInt64,

    /// <summary>Eight-bit float, 4 exponent and 3 mantissa bits, without infinities (OCP E4M3).</summary>
    Float8E4M3,

    /// <summary>Eight-bit float, 5 exponent and 2 mantissa bits (OCP E5M2).</summary>
    Float8E5M2,

    /// <summary>IEEE 754 half precision.</summary>
    Float16,

    /// <summary>The upper half of an IEEE 754 single.</summary>
    BFloat16,

    /// <summary>IEEE 754 single precision.</summary>
    Float32,

    /// <summary>IEEE 754 double precision.</summary>
    Float64,
}
