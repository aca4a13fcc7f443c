using System.Globalization;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Resampling;

namespace Voxopsy.Imaging.Alignment;

/// <summary>Finds out whether a mask lies on its image and, when it does not, why; every explanation is tried, none is assumed.</summary>
public static class AlignmentCheck
{
    private const double SameNumber = 1e-3;

    /// <summary>Judges a mask.</summary>
    /// <param name="image">The image.</param>
    /// <param name="mask">A region that should lie on it.</param>
    /// <param name="context">Names, owners and other images.</param>
    /// <returns>The verdict. Nothing is copied over a header: a mended mask is offered, never put in place.</returns>
    public static AlignmentVerdict Diagnose(Volume image, Mask mask, AlignmentContext context)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentNullException.ThrowIfNull(context);
        (Grid i, Grid m) = (image.Grid, mask.Grid);
        if (context.ImagePatient.Length > 0 && context.MaskPatient.Length > 0 && context.ImagePatient != context.MaskPatient)
        {
            return new AlignmentVerdict { Kind = AlignmentKind.OtherPatient, Explanation = $"the mask says it belongs to patient '{context.MaskPatient}', the image to '{context.ImagePatient}'" };
        }

        double apart = i.LargestDisplacement(m);
        if (apart <= Grid.HeaderRounding)
        {
            return Accept(image, RegionOfInterest.Place(mask, i), apart == 0 ? AlignmentKind.SameGrid : AlignmentKind.HeaderRounding, apart == 0
                ? "the same grid"
                : string.Create(CultureInfo.InvariantCulture, $"the same grid within the rounding of headers: no voxel is more than {apart:0.######} mm apart"));
        }

        if (LatticeMap.TryCreate(m, i) is { } map)
        {
            return Accept(image, map.Apply(mask, i), AlignmentKind.SameLattice, $"the same voxel centers in another order or extent: mask {m.Size} {Orientation.Codes(m.Direction)}, image {i.Size} {Orientation.Codes(i.Direction)}");
        }

        double now = Content.Of(image, mask).Mean;
        return (Belongs(m, context) ?? Mirrored(image, mask, context) ?? Exchanged(image, mask, context) ?? SameField(image, mask, context) ?? new AlignmentVerdict
        {
            Kind = AlignmentKind.Unexplained,
            Explanation = $"no flip, shift, exchange of axes or resampling explains it; it most likely belongs to another series or patient (image {i}; mask {m})",
        }) with
        { MeanNow = now };
    }

    private static AlignmentVerdict Accept(Volume image, Mask placed, AlignmentKind kind, string explanation)
    {
        double mean = Content.Of(image, placed).Mean;
        PlacementEvidence placement = PlacementCheck.Judge(image, placed);
        return new AlignmentVerdict
        {
            Kind = kind,
            Explanation = explanation,
            OnImage = placed,
            MeanNow = mean,
            MeanMended = mean,
            Placement = placement,
            Doubt = placement.Grade == PlacementGrade.Contradicted ? placement.Explanation + "; look at it before using it" : string.Empty,
        };
    }

    private static AlignmentVerdict? Belongs(Grid mask, AlignmentContext context)
    {
        KnownImage? home = context.Others.FirstOrDefault(other => other.Patient == context.ImagePatient && Fits(mask, other.Grid)) ?? context.Others.FirstOrDefault(other => Fits(mask, other.Grid));
        return home is null ? null
            : home.Patient == context.ImagePatient
            ? new AlignmentVerdict
            {
                Kind = AlignmentKind.OtherSeries,
                Explanation = $"it lies exactly on '{home.Name}', another series of this patient; it was drawn there",
                Remedy = $"voxopsy resample {context.MaskPath} --like {context.ImagePath} --mask --out MENDED   (only when both series share their coordinates)",
            }
            : new AlignmentVerdict { Kind = AlignmentKind.OtherPatient, Explanation = $"it lies exactly on '{home.Name}' of patient '{home.Patient}'" };
    }

    private static bool Fits(Grid mask, Grid other) => mask.Size == other.Size && mask.LargestDisplacement(other) <= 10 * Grid.HeaderRounding;

    /// <summary>The same size and spacing, moved or with axes reversed.</summary>
    private static AlignmentVerdict? Mirrored(Volume image, Mask mask, AlignmentContext context)
    {
        (Grid i, Grid m) = (image.Grid, mask.Grid);
        if (i.Size != m.Size || !Near(i.Spacing.X, m.Spacing.X) || !Near(i.Spacing.Y, m.Spacing.Y) || !Near(i.Spacing.Z, m.Spacing.Z))
        {
            return null;
        }

        string axes = Reversed(i.Direction, m.Direction) ?? ReversedCoordinates(i, m) ?? "?";
        if (axes == "?")
        {
            return null;
        }

        Mask asStored = Mask.FromBox(i, mask.Box, mask.BoxMembership);
        if (axes.Length == 0)
        {
            PatientPoint shift = i.PatientToVoxel.Apply(m.Origin.X, m.Origin.Y, m.Origin.Z);
            bool overlaps = Math.Abs(shift.X) < i.Size.X / 2.0 && Math.Abs(shift.Y) < i.Size.Y / 2.0 && Math.Abs(shift.Z) < Math.Max(1.5, i.Size.Z / 2.0);
            return !overlaps ? null : Mended(image, asStored, AlignmentKind.Offset, string.Create(
                CultureInfo.InvariantCulture,
                $"the same grid moved by {shift.X:0.##} {shift.Y:0.##} {shift.Z:0.##} voxels, {m.Origin.DistanceTo(i.Origin):0.###} mm"), context);
        }

        // Either the header is wrong and the voxels are in the image's order, or the voxels were reversed with the header.
        Mask turned = Content.Flip(asStored, axes.Contains('x', StringComparison.Ordinal), axes.Contains('y', StringComparison.Ordinal), axes.Contains('z', StringComparison.Ordinal));
        Content stored = Content.Of(image, asStored);
        Content other = Content.Of(image, turned);
        Mask chosen = other.IsMuchMoreHomogeneousThan(stored) ? turned : asStored;
        return Mended(image, chosen, AlignmentKind.Flipped, $"{string.Join(" and ", axes.ToCharArray())} {(axes.Length > 1 ? "are" : "is")} flipped", context);
    }

    /// <summary>Axes of the grid that point the other way; null when directions differ otherwise.</summary>
    private static string? Reversed(Direction image, Direction mask)
    {
        string axes = string.Empty;
        foreach ((char name, PatientVector a, PatientVector b) in (ReadOnlySpan<(char, PatientVector, PatientVector)>)[('x', image.X, mask.X), ('y', image.Y, mask.Y), ('z', image.Z, mask.Z)])
        {
            double cosine = a.Dot(b);
            if (Math.Abs(Math.Abs(cosine) - 1) > 1e-4)
            {
                return null;
            }

            axes += cosine < 0 ? name : string.Empty;
        }

        return axes;
    }

    /// <summary>Patient coordinates with the wrong sign, as when RAS is read as LPS; null when that is no explanation.</summary>
    private static string? ReversedCoordinates(Grid image, Grid mask)
    {
        for (int signs = 1; signs < 8; signs++)
        {
            (int x, int y, int z) = ((signs & 1) != 0 ? -1 : 1, (signs & 2) != 0 ? -1 : 1, (signs & 4) != 0 ? -1 : 1);
            PatientVector Turn(PatientVector v) => new(v.X * x, v.Y * y, v.Z * z);
            Direction turned = new(Turn(mask.Direction.X), Turn(mask.Direction.Y), Turn(mask.Direction.Z));
            if (Reversed(image.Direction, turned) == string.Empty)
            {
                return (x < 0 ? "x" : string.Empty) + (y < 0 ? "y" : string.Empty) + (z < 0 ? "z" : string.Empty);
            }
        }

        return null;
    }

    /// <summary>The same numbers of voxels and spacings on other axes.</summary>
    private static AlignmentVerdict? Exchanged(Volume image, Mask mask, AlignmentContext context)
    {
        Grid i = image.Grid;
        (int Size, double Spacing)[] wanted = [(i.Size.X, i.Spacing.X), (i.Size.Y, i.Spacing.Y), (i.Size.Z, i.Spacing.Z)];
        (int Size, double Spacing)[] found = [(mask.Grid.Size.X, mask.Grid.Spacing.X), (mask.Grid.Size.Y, mask.Grid.Spacing.Y), (mask.Grid.Size.Z, mask.Grid.Spacing.Z)];
        (int[] Order, Mask Mask, Content Content)? best = null;
        foreach (int[] order in (int[][])[[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
        {
            bool sizes = Enumerable.Range(0, 3).All(axis => wanted[axis].Size == found[order[axis]].Size);
            bool spacings = Enumerable.Range(0, 3).All(axis => Near(wanted[axis].Spacing, found[order[axis]].Spacing)) || Enumerable.Range(0, 3).All(axis => Near(wanted[axis].Spacing, found[axis].Spacing));
            if (sizes && spacings)
            {
                Mask turned = Content.Exchange(mask, order, i);
                Content content = Content.Of(image, turned);
                best = best is { } before && !content.IsMuchMoreHomogeneousThan(before.Content) ? best : (order, turned, content);
            }
        }

        return best is not { } one ? null
            : Mended(image, one.Mask, AlignmentKind.Permuted, $"its axes are exchanged: image axes x, y, z are its {string.Join(", ", one.Order.Select(axis => "xyz"[axis]))}", context);
    }

    /// <summary>Other voxels over the same field of view.</summary>
    private static AlignmentVerdict? SameField(Volume image, Mask mask, AlignmentContext context)
    {
        (Grid i, Grid m) = (image.Grid, mask.Grid);
        (double[] low, double[] high) = Extent(i, i);
        (double[] maskLow, double[] maskHigh) = Extent(i, m);
        double[] tolerance = [Half(i.Spacing.X, m), Half(i.Spacing.Y, m), Half(i.Spacing.Z, m)];
        bool sameEdges = Enumerable.Range(0, 3).All(axis => Math.Abs(low[axis] - maskLow[axis]) <= tolerance[axis] && Math.Abs(high[axis] - maskHigh[axis]) <= tolerance[axis]);
        if (!sameEdges)
        {
            return null;
        }

        Mask resampled = Resampler.Resample(mask, i, Interpolation.Linear, 0.5);
        return Mended(image, resampled, AlignmentKind.Resampled, $"the same field of view with other voxels: {m.Size} of {m.Spacing} mm instead of {i.Size} of {i.Spacing} mm", context);
    }

    /// <summary>The corners of a grid's field of view in mm along the axes of the image.</summary>
    private static (double[] Low, double[] High) Extent(Grid image, Grid grid)
    {
        double[] low = [double.MaxValue, double.MaxValue, double.MaxValue];
        double[] high = [double.MinValue, double.MinValue, double.MinValue];
        (Affine map, Affine back) = (grid.VoxelToPatient, image.PatientToVoxel);
        for (int corner = 0; corner < 8; corner++)
        {
            PatientPoint place = map.Apply(((corner & 1) * grid.Size.X) - 0.5, (((corner >> 1) & 1) * grid.Size.Y) - 0.5, ((corner >> 2) * grid.Size.Z) - 0.5);
            PatientPoint voxel = back.Apply(place.X, place.Y, place.Z);
            double[] at = [voxel.X * image.Spacing.X, voxel.Y * image.Spacing.Y, voxel.Z * image.Spacing.Z];
            for (int axis = 0; axis < 3; axis++)
            {
                low[axis] = Math.Min(low[axis], at[axis]);
                high[axis] = Math.Max(high[axis], at[axis]);
            }
        }

        return (low, high);
    }

    /// <summary>Edges agree when they differ by no more than half of the larger voxel; resampling rounds the field of view to whole voxels.</summary>
    private static double Half(double spacing, Grid mask) => 0.51 * Math.Max(spacing, Math.Max(mask.Spacing.X, Math.Max(mask.Spacing.Y, mask.Spacing.Z)));

    private static AlignmentVerdict Mended(Volume image, Mask mended, AlignmentKind kind, string explanation, AlignmentContext context)
    {
        double mean = Content.Of(image, mended).Mean;
        return new AlignmentVerdict
        {
            Kind = kind,
            Explanation = explanation,
            OnImage = mended,
            MeanMended = mean,
            Remedy = $"voxopsy resample {context.MaskPath} --like {context.ImagePath} --mask --mend --out MENDED",
        };
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) <= SameNumber * Math.Max(a, b);
}
