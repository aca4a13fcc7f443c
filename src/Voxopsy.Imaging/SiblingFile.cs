namespace Voxopsy.Imaging;

/// <summary>The file that a detached header names for its voxels: only one in the header's own folder is opened.</summary>
internal static class SiblingFile
{
    internal static string Find(string path, string name)
    {
        if (name.Length == 0 || name.AsSpan().IndexOfAnyInRange('\0', '\u001F') >= 0)
        {
            throw new UnreadableVolumeException(path, "the name of the file that should hold its voxels is empty or holds control characters.");
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string full = Path.GetFullPath(Path.Combine(folder, name));
        return !full.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? throw new UnreadableVolumeException(path, $"its voxels lie in '{name}', outside of its folder; a header may only name a file beside it.")
            : File.Exists(full) ? full
            : throw new UnreadableVolumeException(path, $"its voxels lie in '{name}', which is not beside it.");
    }
}
