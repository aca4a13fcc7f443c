using System.Globalization;

namespace Voxopsy.Imaging.Dicom;

/// <summary>Puts the images of many files together to series and decides what each is: a volume, set aside, or refused.</summary>
internal static class SeriesAssembler
{
    /// <summary>Assembles all series, in an order that does not depend on the order of the files.</summary>
    internal static IReadOnlyList<AssembledSeries> Assemble(IEnumerable<ImageFile> files, AssemblyOptions options, CancellationToken cancellation)
    {
        List<AssembledSeries> all = [];
        foreach (IGrouping<string, ImageFile> series in files.GroupBy(KeyOf).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            all.AddRange(AssembleOne([.. series.OrderBy(file => file.Path, StringComparer.Ordinal)], options));
        }

        return all;
    }

    private static string KeyOf(ImageFile file) => file.Identity.SeriesUid.Length > 0
        ? $"{file.Identity.StudyUid}\n{file.Identity.SeriesUid}"
        : $"{file.Identity.StudyUid}\n\n{file.Identity.SeriesNumber}\n{Path.GetDirectoryName(file.Path)}";

    private static IEnumerable<AssembledSeries> AssembleOne(IReadOnlyList<ImageFile> files, AssemblyOptions options)
    {
        List<SeriesRemark> remarks = [.. files.SelectMany(file => file.Remarks.Select(text => (file.Path, text))).GroupBy(pair => pair.text)
            .Select(group => new SeriesRemark(SeriesFinding.FileRemark, $"{Name(group.First().Path)}{(group.Count() > 1 ? $" and {group.Count() - 1} more" : string.Empty)}: {group.Key}"))];
        if (files.Any(file => file.HasBurnedInText))
        {
            remarks.Add(new(SeriesFinding.BurnedInText, "the files say that text is burned into the pixels; it may name the patient"));
        }

        if (TwoPeople(files) is { } people)
        {
            yield return Refuse(files, remarks, SeriesFinding.TwoPatients, people);
            yield break;
        }

        foreach (IGrouping<(SeriesFinding Finding, string Text)?, ImageFile> kind in files.GroupBy(AsideReason).OrderBy(group => group.Key?.Finding ?? (SeriesFinding)(-1)))
        {
            ImageFile[] members = [.. kind];
            if (kind.Key is { } reason)
            {
                yield return Describe(members, members.Length == files.Count ? string.Empty : reason.Text, SeriesOutcome.SetAside, [.. remarks, new(reason.Finding, reason.Text)]);
                continue;
            }

            foreach (AssembledSeries series in AssembleImages(members, remarks, options))
            {
                yield return series;
            }
        }
    }

    private static AssembledSeries[] AssembleImages(ImageFile[] files, List<SeriesRemark> before, AssemblyOptions options)
    {
        List<SeriesRemark> remarks = [.. before];
        if (Unusable(files) is { } unusable)
        {
            return [Refuse(files, remarks, SeriesFinding.UnusableImage, unusable)];
        }

        if (files.Select(file => file.Identity.FrameOfReferenceUid).Where(uid => uid.Length > 0).Distinct().Skip(1).Any())
        {
            return [Refuse(files, remarks, SeriesFinding.TwoFramesOfReference, "its images lie in different frames of reference, so their positions cannot be compared")];
        }

        if (DuplicateImages.Remove(files, remarks) is not { } kept)
        {
            return [Refuse(files, remarks, null, string.Empty)];
        }

        List<(PixelFormat Format, List<ImageFrame> Frames)> groups = GroupByPlane(kept);
        if (groups.Select(group => (group.Format.Columns, group.Format.Rows)).Distinct().Skip(1).Any())
        {
            remarks.Add(new(SeriesFinding.MixedSize, $"images of {string.Join(" and ", groups.Select(group => $"{group.Format.Columns}x{group.Format.Rows}").Distinct())} pixels; each size is taken alone"));
        }

        if (groups.Count > groups.Select(group => (group.Format.Columns, group.Format.Rows)).Distinct().Count())
        {
            remarks.Add(new(SeriesFinding.MixedOrientation, $"images of {groups.Count} orientations; each is taken alone"));
        }

        ILookup<string, ImageFile> byPath = kept.ToLookup(file => file.Path);
        return [.. groups.SelectMany((group, index) => AssemblePlane(
            new Plane([.. group.Frames.Select(frame => frame.Path).Distinct().Select(path => byPath[path].First())], group.Format, group.Frames, groups.Count > 1 ? $"plane {index + 1} of {groups.Count}" : string.Empty),
            remarks,
            options))];
    }

    private static IEnumerable<AssembledSeries> AssemblePlane(Plane plane, IReadOnlyList<SeriesRemark> before, AssemblyOptions options)
    {
        List<SeriesRemark> remarks = [.. before];
        ImageFrame first = plane.Frames[0];
        if (plane.Frames.FirstOrDefault(frame => Differ(frame.SpacingX, first.SpacingX) || Differ(frame.SpacingY, first.SpacingY)) is { } other)
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"pixel spacing is {first.SpacingX:0.####} x {first.SpacingY:0.####} mm in {Name(first.Path)} but {other.SpacingX:0.####} x {other.SpacingY:0.####} mm in {Name(other.Path)}");
            return [Refuse(plane.Files, remarks, SeriesFinding.MixedSpacing, text, plane.Label)];
        }

        if (plane.Frames.Select(frame => frame.Transform is null).Distinct().Skip(1).Any() || plane.Frames.Select(frame => frame.RescaleType).Where(type => type.Length > 0).Distinct().Skip(1).Any())
        {
            return [Refuse(plane.Files, remarks, SeriesFinding.MixedRescale, "some images are rescaled to another unit than others, or not at all, so their values cannot be compared", plane.Label)];
        }

        SliceStack stack = SliceStack.Of(plane.Frames);
        if (plane.Frames.Count > 1 && FrameSeparator.Multiplicity(stack) is > 1 and var times)
        {
            return FrameSeparator.Split(stack) is { } parts
                ? parts.Select(part => StackJudge.Judge(plane.Of(part.Stack, part.Label), part.Stack,
                    [.. remarks, new(SeriesFinding.SplitRepetitions, $"positions occur {times} times; split into {parts.Count} by {part.Label}")], options))
                : [Refuse(plane.Files, remarks, SeriesFinding.RepeatedPosition, DescribeRepetition(stack, times), plane.Label)];
        }

        if (plane.Frames.Count > 1 && !stack.IsEven && FrameSeparator.SplitInterleaved(stack) is { } interleaved)
        {
            return interleaved.Select(part => StackJudge.Judge(plane.Of(part.Stack, part.Label), part.Stack,
                [.. remarks, new(SeriesFinding.SplitRepetitions, $"two or more stacks lie between each other; split into {interleaved.Count} by {part.Label}")], options));
        }

        return [StackJudge.Judge(plane, stack, remarks, options)];
    }

    private static string DescribeRepetition(SliceStack stack, int times)
    {
        int at = Enumerable.Range(1, stack.Positions.Length - 1).First(i => stack.Positions[i] - stack.Positions[i - 1] < FrameSeparator.SamePosition);
        return string.Create(CultureInfo.InvariantCulture, $"up to {times} different images lie at one position ({stack.Positions[at]:0.###} mm: {Name(stack.Frames[at - 1].Path)} and {Name(stack.Frames[at].Path)}) and no attribute or time tells them apart; it is not a volume");
    }

    private static string? TwoPeople(IReadOnlyList<ImageFile> files)
    {
        ImageFile first = files[0];
        ImageFile? other = files.FirstOrDefault(file => file.Identity.PatientId != first.Identity.PatientId
            || !string.Equals(Plain(file.Identity.PatientName), Plain(first.Identity.PatientName), StringComparison.OrdinalIgnoreCase)
            || (file.Identity.BirthDate.Length > 0 && first.Identity.BirthDate.Length > 0 && file.Identity.BirthDate != first.Identity.BirthDate));
        return other is null ? null : $"{Name(first.Path)} and {Name(other.Path)} belong to different people but carry one series identifier";
    }

    private static string Plain(string name) => name.Replace('^', ' ').Replace("  ", " ", StringComparison.Ordinal).Trim();

    private static (SeriesFinding Finding, string Text)? AsideReason(ImageFile file) =>
        file.Identity.Modality is "RTDOSE" || file.SopClassUid == "1.2.840.10008.5.1.4.1.1.481.2" ? (SeriesFinding.NotAnImage, "a dose distribution, not an image")
        : file is { Format: null, Problem: null, IsColor: false } ? (SeriesFinding.NotAnImage, "no pixels: a report, a plan or another document")
        : file.IsColor ? (SeriesFinding.ColorImage, "a color image")
        : file.IsSecondaryCapture ? (SeriesFinding.SecondaryCapture, "a secondary capture, often a picture of a screen; it may show the patient's name")
        : file.IsLocalizer ? (SeriesFinding.Localizer, "a localizer")
        : null;

    private static string? Unusable(ImageFile[] files)
    {
        string[] problems = [.. files.Select(file => (file.Path, Text: file.Problem ?? file.Frames.FirstOrDefault(frame => frame.Problem is not null)?.Problem))
            .Where(pair => pair.Text is not null).Select(pair => $"{Name(pair.Path)}: {pair.Text}")];
        return problems.Length == 0 ? null
            : $"{problems.Length} of {files.Length} file(s) cannot be used: {string.Join("; ", problems.Take(3))}{(problems.Length > 3 ? "; …" : string.Empty)}";
    }

    private static List<(PixelFormat Format, List<ImageFrame> Frames)> GroupByPlane(IReadOnlyList<ImageFile> files)
    {
        List<(PixelFormat Format, List<ImageFrame> Frames)> groups = [];
        foreach (ImageFile file in files)
        {
            foreach (ImageFrame frame in file.Frames)
            {
                List<ImageFrame>? home = groups.Find(group => group.Format.Columns == file.Format!.Columns && group.Format.Rows == file.Format.Rows
                    && group.Frames[0].Row.Dot(frame.Row) > 1 - 1e-6 && group.Frames[0].Column.Dot(frame.Column) > 1 - 1e-6).Frames;
                if (home is null)
                {
                    groups.Add((file.Format!, [frame]));
                }
                else
                {
                    home.Add(frame);
                }
            }
        }

        return groups;
    }

    private static bool Differ(double a, double b) => Math.Abs(a - b) > 1e-4 * Math.Max(a, b);

    private static string Name(string path) => Path.GetFileName(path);

    private static AssembledSeries Refuse(IReadOnlyList<ImageFile> files, List<SeriesRemark> remarks, SeriesFinding? finding, string text, string part = "") =>
        Describe(files, part, SeriesOutcome.Refused, finding is { } named ? [.. remarks, new(named, text)] : remarks);

    private static AssembledSeries Describe(IReadOnlyList<ImageFile> files, string part, SeriesOutcome outcome, IReadOnlyList<SeriesRemark> remarks) => new()
    {
        Identity = files[0].Identity,
        Part = part,
        Outcome = outcome,
        Remarks = remarks,
        Files = [.. files.Select(file => file.Path)],
        InstanceUids = [.. files.Select(file => file.SopInstanceUid)],
        SopClassUid = files[0].SopClassUid,
        Syntax = files[0].Syntax,
        Frames = [.. files.SelectMany(file => file.Frames)],
        Rows = files[0].Format?.Rows ?? 0,
        Columns = files[0].Format?.Columns ?? 0,
    };

    /// <summary>Frames of one size and orientation.</summary>
    internal sealed record Plane(IReadOnlyList<ImageFile> Files, PixelFormat Format, IReadOnlyList<ImageFrame> Frames, string Label)
    {
        internal Plane Of(SliceStack stack, string label)
        {
            HashSet<string> paths = [.. stack.Frames.Select(frame => frame.Path)];
            return this with { Files = [.. Files.Where(file => paths.Contains(file.Path))], Frames = stack.Frames, Label = Label.Length > 0 ? $"{Label}, {label}" : label };
        }
    }
}
