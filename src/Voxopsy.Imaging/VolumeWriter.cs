using Voxopsy.Imaging.Nifti;
using Voxopsy.Imaging.Nrrd;

namespace Voxopsy.Imaging;

/// <summary>Writes images and regions in the format that the file's name asks for: NIfTI (.nii, .nii.gz) or NRRD (.nrrd).</summary>
public static class VolumeWriter
{
    /// <summary>Gets the endings of file names that can be written.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".nii", ".nii.gz", ".nrrd"];

    /// <summary>Writes an image.</summary>
    /// <param name="path">The file to write; an existing one is replaced.</param>
    /// <param name="volume">The image.</param>
    /// <exception cref="ArgumentException">The name ends in no format that can be written.</exception>
    public static void Write(string path, Volume volume)
    {
        if (IsNrrd(path))
        {
            NrrdWriter.Write(path, volume);
        }
        else
        {
            NiftiWriter.Write(path, volume);
        }
    }

    /// <summary>Writes a region: 1 inside, 0 outside.</summary>
    /// <param name="path">The file to write; an existing one is replaced.</param>
    /// <param name="mask">The region.</param>
    /// <exception cref="ArgumentException">The name ends in no format that can be written.</exception>
    public static void Write(string path, Mask mask)
    {
        if (IsNrrd(path))
        {
            NrrdWriter.Write(path, mask);
        }
        else
        {
            NiftiWriter.Write(path, mask);
        }
    }

    private static bool IsNrrd(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Extensions.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            ? path.EndsWith(".nrrd", StringComparison.OrdinalIgnoreCase)
            : throw new ArgumentException($"'{Path.GetFileName(path)}' ends in none of {string.Join(", ", Extensions)}, the formats that can be written.", nameof(path));
    }
}
