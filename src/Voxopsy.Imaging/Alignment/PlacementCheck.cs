using System.Globalization;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Alignment;

/// <summary>Asks the picture whether a mask under a true header lies where it was drawn.</summary>
/// <remarks>
/// Voxels that were flipped, moved or taken from another patient under a header that agrees can only be seen in the picture. The region is compared with its seven flips within
/// the grid, with places displaced by a quarter and a half of its box, and with one slice up and down. What the picture cannot tell is said, never passed over.
/// </remarks>
public static class PlacementCheck
{
    private const int FewestVoxels = 12;

    // A displaced region of an uneven lesion may look better than the whole of it, so more is asked than of a flip.
    private const double Strong = 0.35;

    private static readonly (int A, int B, int C)[] Displacements = [(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (1, 1, 0), (-1, 1, 0), (1, -1, 0), (-1, -1, 0), (0, 0, 1), (0, 0, -1)];

    /// <summary>Judges the place of a mask.</summary>
    /// <param name="image">The image.</param>
    /// <param name="mask">A region on the grid of the image.</param>
    /// <returns>The grade, the most likely fault and what mends it.</returns>
    /// <exception cref="ArgumentException">The mask lies on another grid.</exception>
    public static PlacementEvidence Judge(Volume image, Mask mask)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(mask);
        if (image.Grid.Size != mask.Grid.Size)
        {
            throw new ArgumentException($"The mask ({mask.Grid.Size}) must be on the grid of the image ({image.Grid.Size}); place it there first.", nameof(mask));
        }

        if (mask.VoxelCount < FewestVoxels)
        {
            return Unknown($"the region has {mask.VoxelCount} voxels, too few to tell its place by the picture");
        }

        PlacementScore score = new(image, RegionSamples.Of(mask));
        double here = score.At(Candidate.AsStored);
        if (double.IsNaN(here))
        {
            return Unknown("nothing stands out in or around the region, so the picture cannot tell its place");
        }

        (Candidate Place, double Score) flip = Best(score, Flips());
        (Candidate Place, double Score) moved = Best(score, Displaced(mask, [4, 2]));
        (Candidate Place, double Score) slice = Best(score, OneSlice(image.Grid));
        (Candidate Place, double Score) near = Best(score, Displaced(mask, [8]));
        double rival = Larger(flip.Score, moved.Score);
        double margin = double.IsNaN(rival) ? double.NaN : here - rival;
        double sliceMargin = here - slice.Score;
        PlacementRival fault = Fault(image, mask, here, flip, moved, slice);
        Candidate best = fault switch { PlacementRival.Flip => flip.Place, PlacementRival.OneSlice => slice.Place, PlacementRival.Elsewhere => moved.Place, _ => flip.Score >= moved.Score || double.IsNaN(moved.Score) ? flip.Place : moved.Place };
        PlacementGrade grade = fault != PlacementRival.None ? PlacementGrade.Contradicted : margin > PlacementEvidence.Decisive && !(near.Score > here + PlacementEvidence.Decisive) ? PlacementGrade.Supported : PlacementGrade.Open;
        return new PlacementEvidence
        {
            Grade = grade,
            Rival = fault,
            Margin = margin,
            SliceMargin = sliceMargin,
            Explanation = Words(grade, fault, best, fault == PlacementRival.OneSlice ? sliceMargin : margin),
            Mended = fault is PlacementRival.Flip or PlacementRival.OneSlice ? Move(mask, best) : null,
        };
    }

    /// <summary>A fault is named when a place is clearly better; a flip before a displacement, because a flip explains more with less.</summary>
    private static PlacementRival Fault(Volume image, Mask mask, double here, (Candidate Place, double Score) flip, (Candidate Place, double Score) moved, (Candidate Place, double Score) slice)
    {
        if (flip.Score - here > PlacementEvidence.Decisive && (!(moved.Score > flip.Score) || IsSettled(image, mask, flip)))
        {
            return PlacementRival.Flip;
        }

        return slice.Score - here > Strong && !(moved.Score > slice.Score) ? PlacementRival.OneSlice
            : moved.Score - here > Strong ? PlacementRival.Elsewhere : PlacementRival.None;
    }

    /// <summary>Whether a flipped region would not in turn be better off elsewhere.</summary>
    private static bool IsSettled(Volume image, Mask mask, (Candidate Place, double Score) flip)
    {
        Mask turned = Move(mask, flip.Place);
        (Candidate _, double elsewhere) = Best(new PlacementScore(image, RegionSamples.Of(turned)), Displaced(turned, [4, 2]));
        return !(elsewhere > flip.Score);
    }

    private static (Candidate Place, double Score) Best(PlacementScore score, IEnumerable<Candidate> places)
    {
        (Candidate Place, double Score) best = (default, double.NaN);
        foreach (Candidate place in places)
        {
            double value = score.At(place);
            best = double.IsNaN(best.Score) || value > best.Score ? (place, value) : best;
        }

        return best;
    }

    private static IEnumerable<Candidate> Flips() => Enumerable.Range(1, 7).Select(axes => new Candidate((axes & 1) != 0, (axes & 2) != 0, (axes & 4) != 0, 0, 0, 0));

    private static IEnumerable<Candidate> Displaced(Mask mask, int[] parts)
    {
        GridSize box = mask.Box.Size;
        foreach (int part in parts)
        {
            (int x, int y, int z) = ((box.X + part - 1) / part, (box.Y + part - 1) / part, (box.Z + part - 1) / part);
            foreach ((int a, int b, int c) in Displacements)
            {
                yield return new Candidate(false, false, false, a * x, b * y, c * z);
            }
        }
    }

    private static IEnumerable<Candidate> OneSlice(Grid grid) => new[] { 1, -1 }.Select(step => RegionSamples.StackingAxis(grid.Spacing) switch
    {
        0 => Candidate.AsStored with { X = step },
        1 => Candidate.AsStored with { Y = step },
        _ => Candidate.AsStored with { Z = step },
    });

    private static double Larger(double a, double b) => double.IsNaN(a) ? b : double.IsNaN(b) ? a : Math.Max(a, b);

    private static string Words(PlacementGrade grade, PlacementRival fault, Candidate place, double margin)
    {
        string where = Name(place);
        string by = margin.ToString("+0.00;-0.00", CultureInfo.InvariantCulture);
        return (grade, fault) switch
        {
            (PlacementGrade.Supported, _) => $"the picture supports this place ({by} against the best other: {where}); one slice up or down it cannot rule out",
            (PlacementGrade.Open, _) => double.IsNaN(margin) ? "no other place could be compared" : $"the picture does not tell this place from another ({by} against: {where})",
            (_, PlacementRival.Flip) => $"headers agree, but {where} the region would stand out far better ({by}); the voxels were most likely flipped under a true header",
            (_, PlacementRival.OneSlice) => $"headers agree, but {where} the region would stand out far better ({by}); the voxels were most likely moved by one slice under a true header",
            _ => $"headers agree, but {where} the region would stand out far better ({by}); the voxels were most likely moved, or drawn on another patient",
        };
    }

    private static string Name(Candidate place)
    {
        string axes = string.Join(" and ", new[] { place.FlipX ? "x" : string.Empty, place.FlipY ? "y" : string.Empty, place.FlipZ ? "z" : string.Empty }.Where(axis => axis.Length > 0));
        return axes.Length > 0 ? $"flipped along {axes}" : $"moved by {place.X} {place.Y} {place.Z} voxels";
    }

    /// <summary>The mask at another place; what leaves the grid is lost.</summary>
    private static Mask Move(Mask mask, Candidate place)
    {
        Mask turned = Content.Flip(mask, place.FlipX, place.FlipY, place.FlipZ);
        GridSize size = mask.Grid.Size;
        VoxelIndex start = turned.Box.Start;
        byte[] members = turned.ToMembership(new BoundingBox(new VoxelIndex(-place.X, -place.Y, -place.Z), size));
        return start == default && turned.IsEmpty ? turned : Mask.FromMembership(mask.Grid, members);
    }

    private static PlacementEvidence Unknown(string reason) => new() { Grade = PlacementGrade.Open, Rival = PlacementRival.None, Explanation = reason, Margin = double.NaN, SliceMargin = double.NaN };
}
