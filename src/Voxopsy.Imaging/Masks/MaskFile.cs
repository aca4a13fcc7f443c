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
            Dictionary<int, string> names = SegmentNames(path);
            return [.. MaskReader.ReadLabels(path).Select(label => new MaskEntry(label.Key, names.GetValueOrDefault(label.Key, string.Empty), label.Value))];
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
            return new NamedMask(number, SegmentNames(path).GetValueOrDefault(number, string.Empty), MaskReader.Read(path, [number]), []);
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

    /// <summary>Names by label of a segmentation of 3D Slicer: lines 'Segment0_Name:=…' and 'Segment0_LabelValue:=…' of an NRRD header.</summary>
    private static Dictionary<int, string> SegmentNames(string path)
    {
        Dictionary<int, string> names = [];
        if (!path.EndsWith(".nrrd", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".nhdr", StringComparison.OrdinalIgnoreCase))
        {
            return names;
        }

        Dictionary<string, (string Name, int Label)> segments = [];
        foreach (string line in HeaderLines(path))
        {
            int split = line.IndexOf(":=", StringComparison.Ordinal);
            int under = line.IndexOf('_', StringComparison.Ordinal);
            if (split > 0 && under > 0 && under < split && line.StartsWith("Segment", StringComparison.Ordinal))
            {
                string key = line[..under];
                (string name, int label) = segments.GetValueOrDefault(key, (string.Empty, 0));
                segments[key] = line[(under + 1)..split] switch
                {
                    "Name" => (line[(split + 2)..], label),
                    "LabelValue" when int.TryParse(line.AsSpan(split + 2), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int value) => (name, value),
                    _ => (name, label),
                };
            }
        }

        foreach ((string name, int label) in segments.Values.Where(segment => segment.Label > 0))
        {
            names[label] = names.TryGetValue(label, out string? other) && other != name ? $"{other} / {name}" : name;
        }

        return names;
    }

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
