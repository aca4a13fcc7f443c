using Voxopsy.Imaging;
using Voxopsy.Imaging.Voxels;

namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>Reads an image together with how its file stores pixels.</summary>
public static class PyRadiomicsImage
{
    /// <summary>Reads an image without losing a digit: in double precision only where its file needs that.</summary>
    /// <param name="path">A file of one frame.</param>
    /// <returns>The voxels, and what PyRadiomics would take the pixels for.</returns>
    /// <exception cref="UnreadableVolumeException">The file cannot be read.</exception>
    public static (IVoxelSource Image, PixelKind Kind) Read(string path)
    {
        using VolumeFile file = VolumeReader.Open(path);
        if (file.Encoding is { IsUnscaled: true, Type: not (VoxelType.Float64 or VoxelType.Int32 or VoxelType.UInt32 or VoxelType.Int64 or VoxelType.UInt64) })
        {
            return (VolumeReader.Read(path), PixelRounding.Of(file.Encoding.Type));
        }

        if (file.Frames != 1)
        {
            throw new UnreadableVolumeException(path, $"it holds {file.Frames} volumes and one is needed; split the file.");
        }

        double[] values = GC.AllocateUninitializedArray<double>((int)file.Grid.Size.VoxelCount);
        file.Read(values);
        file.Finish();
        bool whole = file.Encoding is { IsUnscaled: true, Type: not VoxelType.Float64 };
        return (new ScalarField(file.Grid, values), whole ? PixelRounding.Of(file.Encoding.Type) : PixelKind.Double);
    }
}
