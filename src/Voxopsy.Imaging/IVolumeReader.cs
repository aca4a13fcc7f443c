namespace Voxopsy.Imaging;

/// <summary>A file format that holds volumes.</summary>
public interface IVolumeReader
{
    /// <summary>Gets the endings of its file names, with the dot, in lower case.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Reads and proves the header, and stops before the first voxel.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The opened file; the caller disposes of it.</returns>
    /// <exception cref="UnreadableVolumeException">The file is not of this format, or its header cannot be true.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    VolumeFile Open(string path);
}
