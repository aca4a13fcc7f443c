using Voxopsy.Imaging.Voxels;

namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>What becomes of a computed intensity when it is stored as the pixels of its image are.</summary>
internal static class PixelRounding
{
    internal static bool IsWhole(this PixelKind kind) => kind is not (PixelKind.Single or PixelKind.Double);

    /// <summary>As ITK stores an interpolated intensity: held within the range of the type, then cut towards zero.</summary>
    internal static double Cut(this PixelKind kind, double value) => kind switch
    {
        PixelKind.Single => (float)value,
        PixelKind.Double => value,
        _ => Math.Truncate(Hold(kind, value)),
    };

    /// <summary>As SciPy stores an interpolated intensity: rounded to the nearest, halves away from zero, and held within the range of the type.</summary>
    internal static double Round(this PixelKind kind, double value) => kind switch
    {
        PixelKind.Single => (float)value,
        PixelKind.Double => value,
        _ => Hold(kind, Math.Round(value, MidpointRounding.AwayFromZero)),
    };

    internal static PixelKind Of(VoxelType type) => type switch
    {
        VoxelType.Int8 => PixelKind.Signed8,
        VoxelType.UInt8 => PixelKind.Unsigned8,
        VoxelType.Int16 => PixelKind.Signed16,
        VoxelType.UInt16 => PixelKind.Unsigned16,
        VoxelType.Float32 => PixelKind.Single,
        VoxelType.Float64 => PixelKind.Double,
        _ => PixelKind.Integer,
    };

    private static double Hold(PixelKind kind, double value) => kind switch
    {
        PixelKind.Signed8 => Math.Clamp(value, sbyte.MinValue, sbyte.MaxValue),
        PixelKind.Unsigned8 => Math.Clamp(value, byte.MinValue, byte.MaxValue),
        PixelKind.Signed16 => Math.Clamp(value, short.MinValue, short.MaxValue),
        PixelKind.Unsigned16 => Math.Clamp(value, ushort.MinValue, ushort.MaxValue),
        _ => value,
    };
}
