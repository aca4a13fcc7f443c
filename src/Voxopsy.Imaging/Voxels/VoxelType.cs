namespace Voxopsy.Imaging.Voxels;

/// <summary>How a file stores one voxel.</summary>
public enum VoxelType
{
    /// <summary>8 bits, 0 to 255.</summary>
    UInt8,

    /// <summary>8 bits, −128 to 127.</summary>
    Int8,

    /// <summary>16 bits, 0 to 65,535.</summary>
    UInt16,

    /// <summary>16 bits with sign.</summary>
    Int16,

    /// <summary>32 bits without sign.</summary>
    UInt32,

    /// <summary>32 bits with sign.</summary>
    Int32,

    /// <summary>64 bits without sign.</summary>
    UInt64,

    /// <summary>64 bits with sign.</summary>
    Int64,

    /// <summary>IEEE 754 single precision.</summary>
    Float32,

    /// <summary>IEEE 754 double precision.</summary>
    Float64,
}
