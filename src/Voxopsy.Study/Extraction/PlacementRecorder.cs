using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Alignment;
using Voxopsy.Imaging.Tiles;
using Voxopsy.Study.Checks;
using Voxopsy.Study.Cohorts;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Extraction;

/// <summary>Judges the place of every mask of a study once, and keeps a tile of each.</summary>
internal sealed class PlacementRecorder(StudyDefinition study, ImmutableArray<Cohort> cohorts)
{
    private const int TilePixels = 200;
    private const int FewestAlike = 64;
    private const int MostNamed = 12;

    private readonly ConcurrentDictionary<(string Mask, string Image, string Region), MaskPlacement> _placements = [];

    // Headers of all images, read only when a mask does not fit its own.
    private readonly Lazy<ImmutableArray<KnownImage>> _known = new(() => Known(study, cohorts));

    /// <summary>The placements, in the order of the cohorts.</summary>
    internal ImmutableArray<MaskPlacement> Placements()
    {
        Dictionary<string, int> order = cohorts.SelectMany(cohort => cohort.Cases.Select(found => cohort.Name + "\n" + found.Id)).Select((key, at) => (key, at)).ToDictionary(pair => pair.key, pair => pair.at);
        return [.. _placements.Values.OrderBy(one => order[one.Cohort + "\n" + one.Case]).ThenBy(one => one.Mask, StringComparer.Ordinal).ThenBy(one => one.Image, StringComparer.Ordinal)];
    }

    /// <summary>Judges one mask on one image.</summary>
    /// <returns>The verdict; refused when the headers disagree.</returns>
    internal AlignmentVerdict Judge(FeatureSetDefinition set, Cohort cohort, Case found, (string Name, string Path) image, string maskPath, Volume volume, Mask mask)
    {
        (string, string, string) key = (maskPath, image.Path, set.Mask);
        if (_placements.TryGetValue(key, out MaskPlacement? known))
        {
            return known.Verdict;
        }

        AlignmentContext context = new() { ImagePath = image.Path, MaskPath = maskPath, ImagePatient = found.Patient };
        AlignmentVerdict verdict = AlignmentCheck.Diagnose(volume, mask, context);
        verdict = verdict.IsAccepted ? verdict : AlignmentCheck.Diagnose(volume, mask, context with { Others = [.. _known.Value.Where(other => other.Name != image.Path)] });
        SliceTile? tile = verdict.OnImage is { IsEmpty: false } placed ? SliceTile.Draw(volume, placed, TilePixels) : null;
        _placements[key] = new MaskPlacement
        {
            Cohort = cohort.Name,
            Case = found.Id,
            Patient = found.Patient,
            Mask = set.Mask,
            Image = image.Name,
            MaskPath = maskPath,
            ImagePath = image.Path,
            Verdict = verdict with { OnImage = null, Placement = verdict.Placement is { } placement ? placement with { Mended = null } : null },
            Slice = tile is null ? string.Empty : FormattableString.Invariant($"{tile.Slice + 1} of {tile.Slices}"),
            Tile = tile?.Png ?? [],
            Content = mask.VoxelCount < FewestAlike ? string.Empty : mask.Box.Size + Convert.ToHexString(SHA256.HashData(mask.BoxMembership)),
        };
        return verdict;
    }

    /// <summary>What the pictures say against masks, worst first, and what they leave open.</summary>
    internal IEnumerable<Problem> Problems()
    {
        ImmutableArray<MaskPlacement> all = Placements();
        foreach (MaskPlacement one in all.Where(one => one.Verdict.Placement?.Grade == PlacementGrade.Contradicted))
        {
            yield return Contradicted(one);
        }

        foreach (IGrouping<(string Content, string Mask), MaskPlacement> alike in all.Where(one => one.Content.Length > 0).GroupBy(one => (one.Content, one.Mask)).Where(group => group.Select(one => one.Patient).Distinct().Skip(1).Any()))
        {
            string patients = string.Join(", ", alike.Select(one => one.Patient).Distinct());
            yield return new Problem
            {
                Severity = Severity.Warning,
                Kind = ProblemKind.Geometry,
                Summary = "several patients have the same mask, voxel for voxel",
                Where = $"mask {alike.Key.Mask}, patients {patients}",
                Details = [$"found     {alike.First().MaskPath} drawn again for the others", "expected  a region of its own for every patient"],
                Fix = "Find out whose mask it is, and draw or copy the others again.",
            };
        }

        ImmutableArray<MaskPlacement> open = [.. all.Where(one => one.Verdict.Placement?.Grade == PlacementGrade.Open)];
        int judged = all.Count(one => one.Verdict.IsAccepted);
        if (judged > 0)
        {
            int supported = all.Count(one => one.Verdict.Placement?.Grade == PlacementGrade.Supported);
            yield return new Problem
            {
                Severity = open.IsEmpty ? Severity.Note : Severity.Warning,
                Kind = ProblemKind.Geometry,
                Summary = "headers agree, but pictures cannot prove the place of every mask",
                Where = $"{judged} masks on their images",
                Details =
                [
                    $"supported by the picture  {supported}; contradicted  {judged - supported - open.Length}; open  {open.Length}",
                    .. open.IsEmpty ? (string[])[] : ["open      " + string.Join(", ", open.Take(MostNamed).Select(one => $"{one.Case} ({one.Mask} on {one.Image})")) + (open.Length > MostNamed ? $" and {open.Length - MostNamed} more" : string.Empty)],
                    "one slice up or down cannot be ruled out by the picture for any of them",
                ],
                Fix = "Look at the tiles: voxopsy check STUDY --out DIR writes check.html with one of each case.",
            };
        }
    }

    private Problem Contradicted(MaskPlacement one)
    {
        PlacementEvidence placement = one.Verdict.Placement!;
        string? word = placement.Rival switch { PlacementRival.Flip => "flips", PlacementRival.OneSlice => "slice", _ => null };
        return new Problem
        {
            Severity = Severity.Warning,
            Kind = ProblemKind.Geometry,
            Summary = "the picture speaks against the place of the mask",
            Where = $"patient {one.Case}, mask {one.Mask}, image {one.Image}",
            Cohort = one.Cohort,
            Case = one.Case,
            Details = [$"likely: {placement.Explanation}", "why it matters: features would be computed outside the lesion"],
            Fix = word is null
                ? "Look at its tile in check.html; if it is wrong, take the mask that was drawn on this image."
                : $"Look at its tile in check.html; if it is wrong: voxopsy check {Path.GetFileName(study.Path)} --fix {word} --patient {one.Patient}      writes a new mask, keeps the old one",
        };
    }

    private static ImmutableArray<KnownImage> Known(StudyDefinition study, ImmutableArray<Cohort> cohorts)
    {
        List<KnownImage> known = [];
        foreach ((Cohort cohort, Case found) in cohorts.SelectMany(cohort => cohort.Cases.Select(found => (cohort, found))))
        {
            foreach (ImageDefinition image in study.Images)
            {
                string path = PathTemplate.Resolve(image.Template, cohort.Table, found.Row);
                try
                {
                    known.Add(new KnownImage(path, found.Patient, VolumeReader.ReadHeader(path)));
                }
                catch (Exception unreadable) when (unreadable is ImagingException or IOException or UnauthorizedAccessException)
                {
                    // Named where the image itself is used; here it only cannot serve as an explanation.
                }
            }
        }

        return [.. known];
    }
}
