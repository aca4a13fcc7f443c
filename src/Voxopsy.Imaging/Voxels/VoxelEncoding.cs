namespace Voxopsy.Imaging.Voxels;

/// <summary>How stored bytes become intensities: value = slope · stored + intercept.</summary>
/// <param name="Type">How a voxel is stored.</param>
/// <param name="LittleEndian">Whether the byte of least weight comes first.</param>
/// <param name="Slope">Factor; 1 for none.</param>
/// <param name="Intercept">Summand; 0 for none.</param>
public readonly record struct VoxelEncoding(VoxelType Type, bool LittleEndian, double Slope, double Intercept)
{
    /// <summary>Gets the bytes of one voxel.</summary>
    public int BytesPerVoxel => Type switch
    {
        VoxelType.UInt8 or VoxelType.Int8 => 1,
        VoxelType.UInt16 or VoxelType.Int16 => 2,
        VoxelType.UInt32 or VoxelType.Int32 or VoxelType.Float32 => 4,
        _ => 8,
    };

    /// <summary>Gets whether stored values are the intensities.</summary>
    public bool IsUnscaled => Slope == 1 && Intercept == 0;
}
