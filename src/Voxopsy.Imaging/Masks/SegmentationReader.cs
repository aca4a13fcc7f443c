using Voxopsy.Imaging.Dicom;
using Voxopsy.Imaging.Dicom.Importing;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Masks;

/// <summary>Reads DICOM segmentations (SEG): binary and fractional, any number of segments, frames found by their position.</summary>
/// <remarks>Source: DICOM PS3.3, A.51 and C.8.20.</remarks>
public static class SegmentationReader
{
    private const int FreeVoxels = 1 << 28;
    private const int VoxelsPerByte = 64;

    /// <summary>Reads a segmentation.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its segments and the grid they lie on.</returns>
    /// <exception cref="DicomException">It is no segmentation, or frames and segments contradict each other.</exception>
    public static Segmentation Read(string path) => Read(DicomFile.Read(path));

    internal static Segmentation Read(DicomFile file)
    {
        DicomDataset set = file.Dataset;
        IReadOnlyList<DicomDataset> groups = set.Items(DicomTags.PerFrameFunctionalGroupsSequence);
        int count = set.Integer(DicomTags.NumberOfFrames) ?? 1;
        string type = set.Text(DicomTags.SegmentationType);
        if (type is not ("BINARY" or "FRACTIONAL" or "LABELMAP"))
        {
            throw new DicomException(file.Path, $"its segmentation type is '{type}'; BINARY, FRACTIONAL and LABELMAP are read.");
        }

        if (groups.Count == 0 || groups.Count != count)
        {
            throw new DicomException(file.Path, $"it announces {count} frames but describes {groups.Count}, so it is not known which segment a frame belongs to.");
        }

        SegmentDescription[] segments = ReadSegments(file);
        DicomDataset? shared = set.Item(DicomTags.SharedFunctionalGroupsSequence);
        Placement[] places = [.. groups.Select((group, i) => Place(file, new FunctionalGroups(set, shared, group), i, type == "LABELMAP" ? [] : segments))];
        (Grid grid, int[] slices) = Arrange(file, places);
        (int, int)[] frames = [.. places.Select((place, i) => (place.Segment, slices[i]))];
        return new Segmentation(file.Path, ImageFileReader.Identify(set), grid, segments, type == "LABELMAP" ? ReadLabels(file, frames) : ReadFrames(file, grid, frames, type == "FRACTIONAL"))
        {
            Drawn = [.. groups.Select((group, i) => new DrawnOn(SourceOf(group), places[i].Position))],
            ReferencedSeriesUids = [.. set.Items(DicomTags.ReferencedSeriesSequence).Select(item => item.Text(DicomTags.SeriesInstanceUid)).Where(uid => uid.Length > 0)],
        };
    }

    /// <summary>The image that a frame was drawn on; empty when it names none or several.</summary>
    private static string SourceOf(DicomDataset group)
    {
        IReadOnlyList<DicomDataset> sources = group.Item(DicomTags.DerivationImageSequence)?.Items(DicomTags.SourceImageSequence) ?? [];
        return sources.Count == 1 ? sources[0].Text(DicomTags.ReferencedSopInstanceUid) : string.Empty;
    }

    private static SegmentDescription[] ReadSegments(DicomFile file)
    {
        SegmentDescription[] segments = [.. file.Dataset.Items(DicomTags.SegmentSequence).Select(item => new SegmentDescription(
            item.Integer(DicomTags.SegmentNumber) ?? throw new DicomException(file.Path, "a segment has no number."),
            item.Text(DicomTags.SegmentLabel),
            item.Item(DicomTags.SegmentedPropertyCategorySequence)?.Text(DicomTags.CodeMeaning) ?? string.Empty,
            item.Item(DicomTags.SegmentedPropertyTypeSequence)?.Text(DicomTags.CodeMeaning) ?? string.Empty,
            item.Text(DicomTags.SegmentAlgorithmType)))
            .OrderBy(segment => segment.Number)];
        return segments.Length == 0 || segments.Select(segment => segment.Number).Distinct().Count() != segments.Length
            ? throw new DicomException(file.Path, "it describes no segment, or two segments share one number.")
            : segments;
    }

    /// <summary>Where a frame lies and which segment it belongs to; a label map has no segments by frame, and none are handed over.</summary>
    private static Placement Place(DicomFile file, FunctionalGroups groups, int frame, SegmentDescription[] segments)
    {
        int number = segments.Length == 0 ? 0 : (groups.Group(DicomTags.SegmentIdentificationSequence) ?? file.Dataset).Integer(DicomTags.ReferencedSegmentNumber)
            ?? throw new DicomException(file.Path, $"frame {frame + 1} names no segment.");
        if (segments.Length > 0 && !segments.Any(segment => segment.Number == number))
        {
            throw new DicomException(file.Path, $"frame {frame + 1} belongs to segment {number}, which is not described.");
        }

        double[] position = groups.Triple(DicomTags.PlanePositionSequence, DicomTags.ImagePosition, 3, out string? problem)
            ?? throw new DicomException(file.Path, $"frame {frame + 1}: {problem}.");
        double[] axes = groups.Triple(DicomTags.PlaneOrientationSequence, DicomTags.ImageOrientation, 6, out problem)
            ?? throw new DicomException(file.Path, $"frame {frame + 1}: {problem}.");
        double[] spacing = groups.Triple(DicomTags.PixelMeasuresSequence, DicomTags.PixelSpacing, 2, out problem)
            ?? throw new DicomException(file.Path, $"frame {frame + 1}: {problem}.");
        PatientVector row = new(axes[0], axes[1], axes[2]);
        PatientVector column = new(axes[3], axes[4], axes[5]);
        if (Math.Abs(row.Length - 1) > 0.01 || Math.Abs(column.Length - 1) > 0.01 || Math.Abs(row.Dot(column)) > 0.01 || !(DicomLimits.IsDistance(spacing[0]) && DicomLimits.IsDistance(spacing[1])) || position.Max(Math.Abs) > DicomLimits.Farthest)
        {
            throw new DicomException(file.Path, $"frame {frame + 1} has an orientation or spacing that spans no plane.");
        }

        return new Placement(
            number,
            new PatientPoint(position[0], position[1], position[2]),
            row.Scale(1 / row.Length),
            column.Scale(1 / column.Length),
            spacing,
            groups.Number(DicomTags.PixelMeasuresSequence, DicomTags.SpacingBetweenSlices),
            groups.Number(DicomTags.PixelMeasuresSequence, DicomTags.SliceThickness));
    }

    /// <summary>Finds the grid whose slices hold all frames, and the slice of each frame.</summary>
    private static (Grid Grid, int[] Slices) Arrange(DicomFile file, Placement[] places)
    {
        Placement first = places[0];
        PatientVector normal = first.Row.Cross(first.Column);
        if (Array.Exists(places, place => place.Row.Dot(first.Row) < 1 - 1e-6 || place.Column.Dot(first.Column) < 1 - 1e-6
            || Math.Abs(place.Spacing[0] - first.Spacing[0]) > 1e-4 || Math.Abs(place.Spacing[1] - first.Spacing[1]) > 1e-4))
        {
            throw new DicomException(file.Path, "its frames have different orientations or spacings, so they lie on no common grid.");
        }

        double[] heights = [.. places.Select(place => place.Along(normal))];
        int lowest = Array.IndexOf(heights, heights.Min());
        foreach (Placement place in places)
        {
            PatientVector apart = new(place.Position.X - first.Position.X, place.Position.Y - first.Position.Y, place.Position.Z - first.Position.Z);
            if (Math.Abs(apart.Dot(first.Row)) > 0.051 || Math.Abs(apart.Dot(first.Column)) > 0.051)
            {
                throw new DicomException(file.Path, "its frames do not lie above each other along their normal, so they lie on no rectangular grid.");
            }
        }

        double step = FindStep(file, heights, first);
        int[] slices = [.. heights.Select(height => (int)Math.Round((height - heights[lowest]) / step))];
        GridSize size = new(RequireCount(file, DicomTags.Columns), RequireCount(file, DicomTags.Rows), slices.Max() + 1);
        if ((double)size.X * size.Y * size.Z > Math.Max(FreeVoxels, Math.Min(16.0 * size.X * size.Y * places.Length, VoxelsPerByte * (double)new FileInfo(file.Path).Length)))
        {
            throw new DicomException(file.Path, $"its {places.Length} frames would spread over {size} voxels, far more than they can fill.");
        }

        Affine map = new(first.Row.Scale(first.Spacing[1]), first.Column.Scale(first.Spacing[0]), normal.Scale(step), places[lowest].Position);
        return (Grid.FromAffine(size, map), slices);
    }

    /// <summary>The distance between slices: as stated when frames fit it, else the smallest gap; every gap must be a whole number of steps.</summary>
    private static double FindStep(DicomFile file, double[] heights, Placement first)
    {
        double[] sorted = [.. heights.Order()];
        double[] gaps = [.. Enumerable.Range(1, sorted.Length - 1).Select(i => sorted[i] - sorted[i - 1]).Where(gap => gap > 0.01)];
        foreach (double? candidate in (double?[])[first.Between, gaps.Length == 0 ? null : gaps.Min(), first.Thickness])
        {
            double step = gaps.Length > 0 && candidate is { } near && Math.Abs(near - gaps.Min()) < 0.02 * near ? MeanStep(sorted, near) : candidate ?? 0;
            if (step > 0.01 && DicomLimits.IsDistance(step) && Array.TrueForAll(gaps, gap => gap / step < 1e6 && Math.Abs(gap - (Math.Round(gap / step) * step)) < Math.Max(0.051, 0.02 * step) && Math.Round(gap / step) >= 1))
            {
                return step;
            }
        }

        throw new DicomException(file.Path, gaps.Length == 0
            ? "all frames lie at one position and it states no distance between slices."
            : "its frames lie at uneven distances, so they lie on no grid.");
    }

    private static double MeanStep(double[] sorted, double near)
    {
        double span = sorted[^1] - sorted[0];
        return span / Math.Max(1, Math.Round(span / near));
    }

    /// <summary>A label map holds the number of the segment in each pixel (PS3.3, C.8.20.2).</summary>
    private static SegmentFrames ReadLabels(DicomFile file, (int Segment, int Slice)[] frames)
    {
        if (frames.Select(frame => frame.Slice).Distinct().Count() != frames.Length)
        {
            throw new DicomException(file.Path, "it is a label map and two of its frames lie on one slice, so a voxel would have two labels.");
        }

        PixelFormat format = PixelFormat.Of(file);
        if (format.BitsAllocated is not (8 or 16) || format.Kind != SampleKind.Unsigned)
        {
            throw new DicomException(file.Path, $"a label map has 8 or 16 bits without sign, found {format.BitsAllocated}.");
        }

        FrameSource source = FrameSource.Open(file, format, frames.Length);
        return new SegmentFrames(file.Path, frames, default, (frame, target) => source.Read(frame, target), 0) { LabelBytes = format.BitsAllocated / 8, Order = source.Order };
    }

    private static SegmentFrames ReadFrames(DicomFile file, Grid grid, (int, int)[] frames, bool isFractional)
    {
        DicomDataset set = file.Dataset;
        int allocated = RequireCount(file, DicomTags.BitsAllocated);
        int largest = isFractional ? set.Integer(DicomTags.MaximumFractionalValue) ?? 255 : 0;
        if (isFractional && largest is < 1 or > 255)
        {
            throw new DicomException(file.Path, $"its largest fraction is {largest}; 1 to 255 is defined.");
        }

        bool isPacked = allocated == 1 && file.Syntax.Compression == PixelCompression.None;
        if (!isPacked)
        {
            return new SegmentFrames(file.Path, frames, default, ByteFrames(file, grid, frames.Length, allocated), largest);
        }

        ReadOnlyMemory<byte> packed = set.Find(DicomTags.Pixels)?.Value ?? default;
        long wanted = ((grid.Size.SliceCount * frames.Length) + 7) / 8;
        if (packed.Length < wanted || packed.Length > wanted + 1)
        {
            throw new DicomException(file.Path, $"its pixels have {packed.Length} bytes where {frames.Length} frames of {grid.Size.X}x{grid.Size.Y} bits need {wanted}.");
        }

        return new SegmentFrames(file.Path, frames, InByteOrder(file, packed), null, 0);
    }

    private static Action<int, byte[]> ByteFrames(DicomFile file, Grid grid, int count, int allocated)
    {
        (int columns, int rows) = (grid.Size.X, grid.Size.Y);
        if (allocated == 8)
        {
            FrameSource source = FrameSource.Open(file, PixelFormat.Of(file), count);
            return (frame, target) => source.Read(frame, target);
        }

        if (allocated != 1 || file.Syntax.Compression != PixelCompression.DeflatedFrames)
        {
            throw new DicomException(file.Path, $"masks of {allocated} bits compressed as {file.Syntax.Name} are not read.");
        }

        PixelFormat packed = new((((columns * rows) + 7) / 8), 1, 8, 8, 7, SampleKind.Unsigned);
        FrameSource deflated = FrameSource.Open(file, packed, count);
        byte[] bits = new byte[packed.FrameBytes];
        return (frame, target) =>
        {
            deflated.Read(frame, bits);
            for (int pixel = 0; pixel < target.Length; pixel++)
            {
                target[pixel] = (byte)((bits[pixel >> 3] >> (pixel & 7)) & 1);
            }
        };
    }

    /// <summary>Bits packed into words of 16 bits lie the other way round in a big-endian file.</summary>
    private static ReadOnlyMemory<byte> InByteOrder(DicomFile file, ReadOnlyMemory<byte> packed)
    {
        if (!file.Syntax.IsBigEndian || file.Dataset.Find(DicomTags.Pixels)!.Vr != DicomVr.OW)
        {
            return packed;
        }

        byte[] turned = packed.ToArray();
        for (int i = 0; i + 1 < turned.Length; i += 2)
        {
            (turned[i], turned[i + 1]) = (turned[i + 1], turned[i]);
        }

        return turned;
    }

    private static int RequireCount(DicomFile file, DicomTag tag) => file.Dataset.Integer(tag) is { } value and > 0 and < 65536 ? value
        : throw new DicomException(file.Path, $"{DataDictionary.NameOf(tag)} is missing or not usable.");

    private sealed record Placement(int Segment, PatientPoint Position, PatientVector Row, PatientVector Column, double[] Spacing, double? Between, double? Thickness)
    {
        internal double Along(PatientVector normal) => (Position.X * normal.X) + (Position.Y * normal.Y) + (Position.Z * normal.Z);
    }
}
