namespace Voxopsy.Imaging.Dicom;

/// <summary>A file that could not be used, and why.</summary>
/// <param name="Path">The file.</param>
/// <param name="Reason">What was found and what was expected.</param>
public sealed record RefusedFile(string Path, string Reason);

/// <summary>A segmentation or structure set: a file with masks drawn on images.</summary>
/// <param name="Path">The file.</param>
/// <param name="Identity">Who and what it belongs to.</param>
public sealed record MaskObject(string Path, SeriesIdentity Identity);

/// <summary>Everything that a tree of files holds: series, mask objects, and files that could not be used.</summary>
public sealed record DicomFolder
{
    /// <summary>Gets the series, in an order that does not depend on the file system.</summary>
    public required IReadOnlyList<AssembledSeries> Series { get; init; }

    /// <summary>Gets segmentations (SEG) and structure sets (RTSTRUCT), by path.</summary>
    public required IReadOnlyList<MaskObject> Masks { get; init; }

    /// <summary>Gets files that could not be used, by path.</summary>
    public required IReadOnlyList<RefusedFile> Refused { get; init; }

    /// <summary>Gets how many files were looked at.</summary>
    public int FileCount { get; init; }

    /// <summary>Reads the headers of all files below a folder and assembles their series; no voxel is read.</summary>
    /// <param name="folder">The folder; links are not followed.</param>
    /// <param name="options">What to do with irregular stacks.</param>
    /// <param name="progress">Told how many files were read; null for silence.</param>
    /// <param name="cancellation">Stops between files.</param>
    /// <returns>What was found; a broken file is listed, not thrown.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    public static DicomFolder Scan(string folder, AssemblyOptions options, IProgress<int>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"The folder '{folder}' does not exist.");
        }

        List<string> paths = [];
        List<RefusedFile> unreachable = [];
        Walk(folder, paths, unreachable);
        paths.Sort(StringComparer.Ordinal);
        DicomFolder found = Scan(paths, options, progress, cancellation);
        return unreachable.Count == 0 ? found : found with { Refused = [.. found.Refused.Concat(unreachable).OrderBy(file => file.Path, StringComparer.Ordinal)] };
    }

    /// <summary>All files below a folder; links are named, not followed, and a folder that cannot be opened is named.</summary>
    private static void Walk(string root, List<string> paths, List<RefusedFile> unreachable)
    {
        Stack<string> open = new([root]);
        while (open.TryPop(out string? folder))
        {
            try
            {
                foreach (FileSystemInfo entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
                {
                    if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
                    {
                        unreachable.Add(new RefusedFile(entry.FullName, "it is a link, which is not followed; import the folder that it points to."));
                    }
                    else if (entry.Attributes.HasFlag(FileAttributes.Directory))
                    {
                        open.Push(entry.FullName);
                    }
                    else
                    {
                        paths.Add(entry.FullName);
                    }
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                unreachable.Add(new RefusedFile(folder, $"the folder cannot be opened: {fault.Message}"));
            }
        }
    }

    /// <summary>Reads the headers of files and assembles their series; no voxel is read.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="options">What to do with irregular stacks.</param>
    /// <param name="progress">Told how many files were read; null for silence.</param>
    /// <param name="cancellation">Stops between files.</param>
    /// <returns>What was found; a broken file is listed, not thrown.</returns>
    public static DicomFolder Scan(IReadOnlyList<string> paths, AssemblyOptions options, IProgress<int>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(options);
        List<ImageFile> images = [];
        List<MaskObject> masks = [];
        List<RefusedFile> refused = [];
        for (int i = 0; i < paths.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                Sort(DicomFile.ReadHeader(paths[i]), images, masks, refused);
            }
            catch (DicomException fault)
            {
                refused.Add(new RefusedFile(paths[i], fault.Reason));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                refused.Add(new RefusedFile(paths[i], $"it cannot be opened: {fault.Message}"));
            }

            progress?.Report(i + 1);
        }

        return new DicomFolder
        {
            Series = SeriesAssembler.Assemble(images, options, cancellation),
            Masks = masks,
            Refused = refused,
            FileCount = paths.Count,
        };
    }

    private static void Sort(DicomFile file, List<ImageFile> images, List<MaskObject> masks, List<RefusedFile> refused)
    {
        string modality = file.Dataset.Text(DicomTags.Modality);
        string type = file.Dataset.Text(DicomTags.SopClassUid);
        bool isIndex = type.Length == 0 && file.Meta.Text(DicomTags.MediaStorageSopClassUid) == "1.2.840.10008.1.3.10";
        if (isIndex || file.Dataset.Find(DicomTag.Of(0x00041220)) is not null)
        {
            refused.Add(new RefusedFile(file.Path, "it is a DICOMDIR, an index of other files; the files themselves are read, not the index."));
        }
        else if (modality is "SEG" or "RTSTRUCT" || type is "1.2.840.10008.5.1.4.1.1.66.4" or "1.2.840.10008.5.1.4.1.1.481.3")
        {
            masks.Add(new MaskObject(file.Path, ImageFileReader.Identify(file.Dataset)));
        }
        else
        {
            images.Add(ImageFileReader.Read(file));
        }
    }
}
