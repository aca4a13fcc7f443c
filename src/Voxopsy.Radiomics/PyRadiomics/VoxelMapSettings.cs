namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>How the neighborhood of a voxel is cut out for a map of features.</summary>
public sealed record VoxelMapSettings
{
    /// <summary>Gets how far the kernel reaches, in voxels.</summary>
    public int KernelRadius { get; init; } = 1;

    /// <summary>Gets whether only voxels of the region count within the kernel.</summary>
    public bool MaskedKernel { get; init; } = true;

    /// <summary>Gets the value of a map outside of the region.</summary>
    public double InitValue { get; init; }
}
