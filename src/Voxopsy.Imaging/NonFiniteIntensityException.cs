using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging;

/// <summary>An image has NaN or infinite intensities where the region lies.</summary>
public sealed class NonFiniteIntensityException : ImagingException
{
    internal NonFiniteIntensityException(int count, int regionVoxels, VoxelIndex first)
        : base($"{count} of the {regionVoxels} voxels of the region have no finite intensity (NaN or infinite), the first at {first}. "
            + "Convert the image again from its source, or take these voxels out of the mask.")
    {
        Count = count;
        First = first;
    }

    /// <summary>Gets how many voxels of the region are not finite.</summary>
    public int Count { get; }

    /// <summary>Gets the first such voxel, on the grid of the image.</summary>
    public VoxelIndex First { get; }
}
