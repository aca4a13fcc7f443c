
namespace Voxopsy.Imaging.Dicom.Importing;

/// <summary>From a tree of DICOM files to one NIfTI volume a series, masks on their image, and tables that account for every decision.</summary>
/// <remarks>
/// Written: <c>volumes/PATIENT/…nii.gz</c>, <c>masks/PATIENT/…nii.gz</c>, <c>series.csv</c>, <c>problems.csv</c>; de-identified also
/// <c>dicom/PATIENT/…dcm</c> and <c>deidentification.json</c>. The same input gives the same bytes.
/// </remarks>
public static class DicomImport
{
    /// <summary>Imports a folder.</summary>
    /// <param name="request">What to import and how.</param>
    /// <param name="progress">Told the stage and how much of it is done; null for silence.</param>
    /// <param name="cancellation">Stops between files and series.</param>
    /// <returns>What was done; broken files and refused series are listed, not thrown.</returns>
    /// <exception cref="DirectoryNotFoundException">The source does not exist.</exception>
    /// <exception cref="ArgumentException">The output lies within the source, or the other way round.</exception>
    public static ImportResult Run(ImportRequest request, IProgress<(string Stage, int Done, int Total)>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        (string source, string output) = (Rooted(request.Source), Rooted(request.Output));
        if (output.StartsWith(source, StringComparison.Ordinal) || source.StartsWith(output, StringComparison.Ordinal))
        {
            throw new ArgumentException($"The output '{request.Output}' and the source '{request.Source}' lie within each other; name another output folder, so that a second import does not read what the first one wrote.", nameof(request));
        }

        DicomFolder folder = DicomFolder.Scan(request.Source, request.Assembly, progress is null ? null : new Counter(progress), cancellation);
        ImportWriter writer = new(request, folder);
        int total = folder.Series.Count + folder.Masks.Count;
        for (int i = 0; i < folder.Series.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            writer.WriteSeries(folder.Series[i], cancellation);
            progress?.Report(("series and masks", i + 1, total));
        }

        for (int i = 0; i < folder.Masks.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            writer.WriteMasks(folder.Masks[i]);
            progress?.Report(("series and masks", folder.Series.Count + i + 1, total));
        }

        return writer.Finish();
    }

    private static string Rooted(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)) + Path.DirectorySeparatorChar;

    private sealed class Counter(IProgress<(string Stage, int Done, int Total)> progress) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value % 100 == 0)
            {
                progress.Report(("headers", value, value + 1));
            }
        }
    }
}
