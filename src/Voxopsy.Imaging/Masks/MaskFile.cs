using System.Text;
using Voxopsy.Imaging.Dicom;

namespace Voxopsy.Imaging.Masks;

/// <summary>One region that a mask file holds.</summary>
/// <param name="Number">Label, segment or region number.</param>
/// <param name="Name">The name that the file gives it; empty when it gives none.</param>
/// <param name="Voxels">Its voxels; null for outlines, which have voxels only on an image.</param>
public sealed record MaskEntry(int Number, string Name, long? Voxels);

/// <summary>Lists what a mask file holds: NIfTI, NRRD (with the names of <c>.seg.nrrd</c>), MetaImage, DICOM SEG and RTSTRUCT. Nothing is guessed.</summary>
public static class MaskFile
{
    private const int LongestHeader = 1 << 20;

    /// <summary>Lists the regions of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>By number.</returns>
    /// <exception cref="ImagingException">It cannot be read.</exception>
    public static IReadOnlyList<MaskEntry> List(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (IsVolume(path))
        {
            (IReadOnlyList<LayeredSegment> segments, bool isLayered) = Segments(path);
            if (isLayered)
            {
                return [.. segments.Select(segment => new MaskEntry(segment.Number, segment.Name, LayeredSegmentation.Read(path, segment).VoxelCount))];
            }

            return [.. MaskReader.ReadLabels(path).Select(label => new MaskEntry(label.Key, NameOf(segments, label.Key), label.Value))];
        }

        DicomFile file = DicomFile.Read(path);
        if (file.Dataset.Text(DicomTags.Modality) == "RTSTRUCT")
        {
            return [.. RtStructureReader.Read(file).Regions.Select(region => new MaskEntry(region.Number, region.Name, null))];
        }

        Segmentation segmentation = SegmentationReader.Read(file);
        return [.. segmentation.Segments.Select(segment => new MaskEntry(segment.Number, segment.Label, segmentation.Read(segment.Number).Mask.VoxelCount))];
    }

    /// <summary>Reads one region of any mask file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="number">Label, segment or region number.</param>
    /// <param name="image">The grid that outlines are drawn on; other masks keep their own.</param>
    /// <returns>The region.</returns>
    /// <exception cref="ImagingException">It cannot be read, or holds no such region.</exception>
    public static NamedMask Read(string path, int number, Grid image)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(image);
        if (IsVolume(path))
        {
            (IReadOnlyList<LayeredSegment> segments, bool isLayered) = Segments(path);
            LayeredSegment? layered = isLayered
                ? segments.FirstOrDefault(segment => segment.Number == number)
                    ?? throw new UnreadableVolumeException(path, $"it has no segment {number}; it has {string.Join(", ", segments.Select(segment => $"{segment.Number} ({segment.Name})"))}.")
                : null;
            return new NamedMask(number, NameOf(segments, number), layered is null ? MaskReader.Read(path, [number]) : LayeredSegmentation.Read(path, layered), []);
        }

        DicomFile file = DicomFile.Read(path);
        if (file.Dataset.Text(DicomTags.Modality) != "RTSTRUCT")
        {
            Segmentation segmentation = SegmentationReader.Read(file);
            return segmentation.Segments.Any(segment => segment.Number == number) ? segmentation.Read(number)
                : throw new DicomException(path, $"it has no segment {number}; it has {string.Join(", ", segmentation.Segments.Select(segment => $"{segment.Number} ({segment.Label})"))}.");
        }

        RtStructureSet set = RtStructureReader.Read(file);
        RoiContours region = set.Regions.FirstOrDefault(region => region.Number == number)
            ?? throw new DicomException(path, $"it has no region {number}; it has {string.Join(", ", set.Regions.Select(region => $"{region.Number} ({region.Name})"))}.");
        return ContourRasterizer.Rasterize(region, image);
    }

    private static bool IsVolume(string path) => VolumeReader.Extensions.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>The segments that the header of an NRRD file names; none for other formats.</summary>
    private static (IReadOnlyList<LayeredSegment> Segments, bool IsLayered) Segments(string path)
    {
        if (!path.EndsWith(".nrrd", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".nhdr", StringComparison.OrdinalIgnoreCase))
        {
            return ([], false);
        }

        string[] header = [.. HeaderLines(path)];
        bool isLayered = header.Contains("dimension: 4");
        return (LayeredSegmentation.Segments(header, isLayered), isLayered);
    }

    private static string NameOf(IReadOnlyList<LayeredSegment> segments, int number) => string.Join(" / ", segments.Where(segment => segment.Number == number).Select(segment => segment.Name).Distinct());

    private static IEnumerable<string> HeaderLines(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 14);
        List<byte> line = [];
        while (file.Position < LongestHeader && file.ReadByte() is >= 0 and int letter)
        {
            if (letter != '\n')
            {
                line.Add((byte)letter);
                continue;
            }

            string text = Encoding.UTF8.GetString(line.ToArray()).TrimEnd('\r');
            if (text.Length == 0)
            {
                yield break;
            }

            line.Clear();
            yield return text;
        }
    }
}
