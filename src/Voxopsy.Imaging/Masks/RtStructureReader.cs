using Voxopsy.Imaging.Dicom;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Masks;

/// <summary>Reads DICOM structure sets (RTSTRUCT).</summary>
/// <remarks>Source: DICOM PS3.3, C.8.8.5 and C.8.8.6.</remarks>
public static class RtStructureReader
{
    /// <summary>Reads a structure set.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its regions; one with broken outlines carries its problem.</returns>
    /// <exception cref="DicomException">It is no structure set, or cannot be read.</exception>
    public static RtStructureSet Read(string path) => Read(DicomFile.Read(path));

    internal static RtStructureSet Read(DicomFile file)
    {
        DicomDataset set = file.Dataset;
        Dictionary<int, DicomDataset> outlines = [];
        foreach (DicomDataset item in set.Items(DicomTags.RoiContourSequence))
        {
            int number = item.Integer(DicomTags.ReferencedRoiNumber) ?? throw new DicomException(file.Path, "a set of contours names no region.");
            if (!outlines.TryAdd(number, item))
            {
                throw new DicomException(file.Path, $"region {number} has two sets of contours.");
            }
        }

        List<RoiContours> regions = [];
        foreach (DicomDataset item in set.Items(DicomTags.StructureSetRoiSequence))
        {
            int number = item.Integer(DicomTags.RoiNumber) ?? throw new DicomException(file.Path, "a region has no number.");
            regions.Add(ReadRegion(number, item.Text(DicomTags.RoiName), outlines.GetValueOrDefault(number)));
        }

        return regions.Count == 0
            ? throw new DicomException(file.Path, "it describes no region.")
            : new RtStructureSet(file.Path, ImageFileReader.Identify(set), [.. SeriesOf(set).Distinct()], [.. regions.OrderBy(region => region.Number)]);
    }

    private static IEnumerable<string> SeriesOf(DicomDataset set) =>
        from frame in set.Items(DicomTags.ReferencedFrameOfReferenceSequence)
        from study in frame.Items(DicomTags.RtReferencedStudySequence)
        from series in study.Items(DicomTags.RtReferencedSeriesSequence)
        let uid = series.Text(DicomTags.SeriesInstanceUid)
        where uid.Length > 0
        select uid;

    private static RoiContours ReadRegion(int number, string name, DicomDataset? outlines)
    {
        List<Contour> contours = [];
        foreach (DicomDataset item in outlines?.Items(DicomTags.ContourSequence) ?? [])
        {
            double[] numbers = item.Numbers(DicomTags.ContourPoints);
            int? announced = item.Integer(DicomTags.NumberOfContourPoints);
            string? problem = numbers.Length % 3 != 0 ? $"contour {contours.Count + 1} has {numbers.Length} coordinates, which is no multiple of 3"
                : Array.Exists(numbers, number => !double.IsFinite(number)) ? $"contour {contours.Count + 1} has a coordinate that is not a decimal number"
                : announced is { } count && count != numbers.Length / 3 ? $"contour {contours.Count + 1} announces {count} points but has {numbers.Length / 3}"
                : null;
            if (problem is not null)
            {
                return new RoiContours(number, name, [], problem);
            }

            PatientPoint[] points = new PatientPoint[numbers.Length / 3];
            for (int i = 0; i < points.Length; i++)
            {
                points[i] = new PatientPoint(numbers[3 * i], numbers[(3 * i) + 1], numbers[(3 * i) + 2]);
            }

            contours.Add(new Contour(item.Text(DicomTags.ContourGeometricType), points) { ImageUid = item.Item(DicomTags.ContourImageSequence)?.Text(DicomTags.ReferencedSopInstanceUid) ?? string.Empty });
        }

        return new RoiContours(number, name, contours, contours.Count == 0 ? "it has no contour" : null);
    }
}
