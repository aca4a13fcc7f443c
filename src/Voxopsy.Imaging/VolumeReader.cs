using Voxopsy.Imaging.Mha;
using Voxopsy.Imaging.Nifti;
using Voxopsy.Imaging.Nrrd;

namespace Voxopsy.Imaging;

/// <summary>Reads a volume from any file format that this room knows, chosen by the file's name.</summary>
public static class VolumeReader
{
    private static readonly IVolumeReader[] Formats = [new NiftiReader(), new NrrdReader(), new MetaImageReader()];

    /// <summary>Gets the endings of file names that can be read.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [.. Formats.SelectMany(format => format.Extensions)];

    /// <summary>Opens a file up to its first voxel.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The opened file; the caller disposes of it.</returns>
    /// <exception cref="UnreadableVolumeException">No format fits the name, or the header cannot be true.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static VolumeFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        IVolumeReader format = Array.Find(Formats, format => format.Extensions.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            ?? throw new UnreadableVolumeException(path, $"its name ends in none of {string.Join(", ", Extensions)}; convert it to one of these formats.");
        return format.Open(path);
    }

    /// <summary>Reads where the voxels lie, without reading them.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The grid of each of its frames.</returns>
    /// <exception cref="UnreadableVolumeException">No format fits the name, or the header cannot be true.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Grid ReadHeader(string path)
    {
        using VolumeFile file = Open(path);
        return file.Grid;
    }

    /// <summary>Reads a three-dimensional image.</summary>
    /// <param name="path">The file; it must hold one frame.</param>
    /// <returns>The image.</returns>
    /// <exception cref="UnreadableVolumeException">The file cannot be read, or holds several frames.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Volume Read(string path)
    {
        using VolumeFile file = OpenSingle(path);
        return Read(file);
    }

    /// <summary>Reads one frame of a file that may hold several.</summary>
    /// <param name="path">The file.</param>
    /// <param name="frame">Which frame, from 0.</param>
    /// <returns>The image.</returns>
    /// <exception cref="UnreadableVolumeException">The file cannot be read, or has no such frame.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Volume Read(string path, int frame)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        using VolumeFile file = Open(path);
        if (frame >= file.Frames)
        {
            throw new UnreadableVolumeException(path, $"it holds {file.Frames} frames, so there is no frame {frame} (they count from 0).");
        }

        file.Skip(frame * file.Grid.Size.VoxelCount);
        Volume volume = ReadFrame(file);
        file.Skip((file.Frames - frame - 1) * file.Grid.Size.VoxelCount);
        file.Finish();
        return volume;
    }

    /// <summary>Opens a file that must hold exactly one frame.</summary>
    internal static VolumeFile OpenSingle(string path)
    {
        VolumeFile file = Open(path);
        if (file.Frames == 1)
        {
            return file;
        }

        using (file)
        {
            throw new UnreadableVolumeException(path, $"it holds {file.Frames} volumes of {file.Grid.Size} voxels and one is needed; say which frame, or split the file.");
        }
    }

    private static Volume Read(VolumeFile file)
    {
        Volume volume = ReadFrame(file);
        file.Finish();
        return volume;
    }

    private static Volume ReadFrame(VolumeFile file)
    {
        file.RequireRoom(sizeof(float));
        float[] voxels = GC.AllocateUninitializedArray<float>((int)file.Grid.Size.VoxelCount);
        file.Read(voxels);
        return new Volume(file.Grid, voxels);
    }
}
