using System.Collections.Immutable;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Deep.Inputs;

/// <summary>The grids on which a case is sampled: one for each channel of each instance.</summary>
/// <param name="Grids">[instance][channel of a phase].</param>
/// <param name="SpacingMillimeters">Of all of them.</param>
/// <param name="IsCut">Whether part of the lesion lies outside.</param>
internal sealed record FieldOfView(ImmutableArray<ImmutableArray<Grid>> Grids, (double X, double Y, double Z) SpacingMillimeters, bool IsCut)
{
    /// <summary>The field of a case.</summary>
    internal static FieldOfView Of(CropSettings settings, CaseImages images)
    {
        if (settings.View == InputView.WholeSlices)
        {
            return Whole(settings, images.Lesion?.Grid ?? images.Phases.First(phase => phase.Image is not null).Image!.Grid);
        }

        if (images.Lesion is not { IsEmpty: false } lesion)
        {
            throw new InputException(
                InputFault.NoLesion,
                images.Name,
                $"the view {settings.View} is drawn around a lesion, and its mask {(images.Lesion is null ? "is missing" : "holds no voxel")}. Name its mask, or train on whole slices (weak supervision).");
        }

        LesionFrame frame = new(lesion.Grid);
        return settings.View == InputView.Box ? Box(settings, frame, frame.Box(lesion.Box)) : Slices(settings, frame, lesion);
    }

    private static FieldOfView Box(CropSettings settings, LesionFrame frame, (int Start, int Length)[] box)
    {
        double side = Side(settings, frame, box, 3);
        double within = settings.Framing == Framing.Spacing ? settings.SpacingMillimeters : side / settings.Size;
        double between = settings.Framing == Framing.Box ? side / settings.Depth : settings.SliceSpacingMillimeters > 0 ? settings.SliceSpacingMillimeters : within;
        Grid grid = frame.Around(Middle(frame, box), [(0, settings.Size, within), (1, settings.Size, within), (2, settings.Depth, between)]);
        return new FieldOfView([[grid]], (within, within, between), IsLarger(frame, box, 0, settings.Size * within) || IsLarger(frame, box, 1, settings.Size * within) || IsLarger(frame, box, 2, settings.Depth * between));
    }

    private static FieldOfView Slices(CropSettings settings, LesionFrame frame, Mask lesion)
    {
        (int Start, int Length)[] box = frame.Box(lesion.Box);
        (int largest, (int Start, int Length) columns, (int Start, int Length) rows) = Largest(frame, lesion, box);
        bool planes = settings.View == InputView.OrthogonalPlanes;
        (int Start, int Length)[] own = planes ? box : [columns, rows, (largest, 1)];
        double spacing = settings.Framing == Framing.Spacing ? settings.SpacingMillimeters : Side(settings, frame, own, planes ? 3 : 2) / settings.Size;
        PatientPoint middle = Middle(frame, own);
        bool cut = Enumerable.Range(0, planes ? 3 : 2).Any(axis => IsLarger(frame, own, axis, settings.Size * spacing));
        (int Axis, int Size, double Spacing) column = (0, settings.Size, spacing);
        (int Axis, int Size, double Spacing) row = (1, settings.Size, spacing);
        if (planes)
        {
            (int Axis, int Size, double Spacing) up = (2, settings.Size, spacing);
            return new FieldOfView(
                [[frame.Around(middle, [column, row, (2, 1, frame.Spacing[2])]), frame.Around(middle, [column, up, (1, 1, spacing)]), frame.Around(middle, [row, up, (0, 1, spacing)])]],
                (spacing, spacing, spacing),
                cut);
        }

        bool bag = settings.View == InputView.SliceBag;
        (int first, int last) = bag ? (box[2].Start, box[2].Start + box[2].Length - 1) : (0, frame.Length(2) - 1);
        ImmutableArray<int> offsets = settings.View == InputView.LargestSlice ? [0] : settings.SliceOffsets;
        ImmutableArray<Grid> grids =
        [
            .. offsets.Select(offset =>
            {
                PatientPoint at = frame.Point(own[0].Start + ((own[0].Length - 1) / 2.0), own[1].Start + ((own[1].Length - 1) / 2.0), Math.Clamp(largest + offset, first, last));
                return frame.Around(at, [column, row, (2, 1, frame.Spacing[2])]);
            }),
        ];
        return new FieldOfView(bag ? [.. grids.Select(grid => (ImmutableArray<Grid>)[grid])] : [grids], (spacing, spacing, frame.Spacing[2]), cut);
    }

    /// <summary>Whole slices, evenly spread, the outermost half a step from the ends; each a square field around the middle of the slice.</summary>
    private static FieldOfView Whole(CropSettings settings, Grid grid)
    {
        LesionFrame frame = new(grid);
        double spacing = Math.Max(frame.Length(0) * frame.Spacing[0], frame.Length(1) * frame.Spacing[1]) / settings.Size;
        return new FieldOfView(
            [
                .. Enumerable.Range(0, settings.SliceCount).Select(i =>
                {
                    double slice = Math.Round(((i + 0.5) * frame.Length(2) / settings.SliceCount) - 0.5, MidpointRounding.AwayFromZero);
                    PatientPoint at = frame.Point((frame.Length(0) - 1) / 2.0, (frame.Length(1) - 1) / 2.0, Math.Clamp(slice, 0, frame.Length(2) - 1));
                    return (ImmutableArray<Grid>)[frame.Around(at, [(0, settings.Size, spacing), (1, settings.Size, spacing), (2, 1, frame.Spacing[2])])];
                }),
            ],
            (spacing, spacing, frame.Spacing[2]),
            IsCut: false);
    }

    /// <summary>The slice of largest area, the first among equals, and the lesion's box within it.</summary>
    private static (int Slice, (int Start, int Length) Columns, (int Start, int Length) Rows) Largest(LesionFrame frame, Mask lesion, (int Start, int Length)[] box)
    {
        (int slice, int most) = (0, -1);
        for (int s = 0; s < box[2].Length; s++)
        {
            int area = 0;
            for (int r = 0; r < box[1].Length; r++)
            {
                for (int c = 0; c < box[0].Length; c++)
                {
                    area += Contains(frame, lesion, box, c, r, s) ? 1 : 0;
                }
            }

            (slice, most) = area > most ? (s, area) : (slice, most);
        }

        int[] columns = [.. Enumerable.Range(0, box[0].Length).Where(c => Enumerable.Range(0, box[1].Length).Any(r => Contains(frame, lesion, box, c, r, slice)))];
        int[] rows = [.. Enumerable.Range(0, box[1].Length).Where(r => Enumerable.Range(0, box[0].Length).Any(c => Contains(frame, lesion, box, c, r, slice)))];
        return (box[2].Start + slice, (box[0].Start + columns[0], columns[^1] - columns[0] + 1), (box[1].Start + rows[0], rows[^1] - rows[0] + 1));
    }

    private static bool Contains(LesionFrame frame, Mask lesion, (int Start, int Length)[] box, int column, int row, int slice)
    {
        (int x, int y, int z) = frame.Voxel(box[0].Start + column, box[1].Start + row, box[2].Start + slice);
        return lesion.Contains(x, y, z);
    }

    private static double Side(CropSettings settings, LesionFrame frame, (int Start, int Length)[] box, int axes) =>
        Enumerable.Range(0, axes).Max(axis => box[axis].Length * frame.Spacing[axis]) + (2 * settings.MarginMillimeters);

    private static bool IsLarger(LesionFrame frame, (int Start, int Length)[] box, int axis, double field) => box[axis].Length * frame.Spacing[axis] > field * (1 + 1e-9);

    private static PatientPoint Middle(LesionFrame frame, (int Start, int Length)[] box) => frame.Point(
        box[0].Start + ((box[0].Length - 1) / 2.0), box[1].Start + ((box[1].Length - 1) / 2.0), box[2].Start + ((box[2].Length - 1) / 2.0));
}
