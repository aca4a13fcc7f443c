using Voxopsy.Imaging.Voxels;

namespace Voxopsy.Imaging.Nrrd;

/// <summary>The many names that NRRD gives to a type or an encoding.</summary>
internal static class NrrdTypes
{
    internal static VoxelType Parse(string path, string name) => name.ToLowerInvariant() switch
    {
        "signed char" or "int8" or "int8_t" => VoxelType.Int8,
        "uchar" or "unsigned char" or "uint8" or "uint8_t" => VoxelType.UInt8,
        "short" or "short int" or "signed short" or "signed short int" or "int16" or "int16_t" => VoxelType.Int16,
        "ushort" or "unsigned short" or "unsigned short int" or "uint16" or "uint16_t" => VoxelType.UInt16,
        "int" or "signed int" or "int32" or "int32_t" => VoxelType.Int32,
        "uint" or "unsigned int" or "uint32" or "uint32_t" => VoxelType.UInt32,
        "longlong" or "long long" or "long long int" or "signed long long" or "signed long long int" or "int64" or "int64_t" => VoxelType.Int64,
        "ulonglong" or "unsigned long long" or "unsigned long long int" or "uint64" or "uint64_t" => VoxelType.UInt64,
        "float" => VoxelType.Float32,
        "double" => VoxelType.Float64,
        _ => throw new UnreadableVolumeException(path, $"type '{name}' is no integer or floating-point type that NRRD defines."),
    };

    internal static NrrdCompression ParseCompression(string path, string name) => name.ToLowerInvariant() switch
    {
        "raw" => NrrdCompression.Raw,
        "gzip" or "gz" => NrrdCompression.Gzip,
        "bzip2" or "bz2" => NrrdCompression.Bzip2,
        "txt" or "text" or "ascii" => NrrdCompression.Text,
        "hex" => NrrdCompression.Hex,
        _ => throw new UnreadableVolumeException(path, $"encoding '{name}' is none of raw, gzip, bzip2, text and hex."),
    };
}
