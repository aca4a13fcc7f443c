using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Dicom;

/// <summary>Makes a rectangular, evenly spaced volume of tilted or unevenly spaced slices.</summary>
/// <remarks>
/// The new grid keeps rows and columns and runs along the normal, with the median step. Each new slice is the linear mixture of its two
/// neighbors; each neighbor is first shifted within its plane (bilinear) so that the same place of the patient is mixed. Beyond the edge of
/// a slice its own smallest value is taken, which for CT is air.
/// </remarks>
internal static class SliceStraightener
{
    internal static Volume Straighten(AssembledSeries series, float[] slices, CancellationToken cancellation)
    {
        SliceStack stack = SliceStack.Of(series.Frames);
        ImageFrame first = stack.Frames[0];
        double step = stack.IsEven ? (stack.Positions[^1] - stack.Positions[0]) / (stack.Positions.Length - 1) : stack.MedianStep;
        int count = (int)Math.Floor(((stack.Positions[^1] - stack.Positions[0]) / step) + 1 + 1e-3);
        GridSize size = new(series.Columns, series.Rows, count);
        Grid grid = Grid.FromAffine(size, new Affine(first.Row.Scale(first.SpacingX), first.Column.Scale(first.SpacingY), first.Normal.Scale(step), first.Position));
        float outside = slices.Min();
        float[] voxels = GC.AllocateUninitializedArray<float>((int)size.VoxelCount);
        int pixels = series.Columns * series.Rows;
        int below = 0;
        for (int z = 0; z < count; z++)
        {
            cancellation.ThrowIfCancellationRequested();
            double at = stack.Positions[0] + (z * step);
            while (below + 2 < stack.Positions.Length && stack.Positions[below + 1] <= at)
            {
                below++;
            }

            double share = Math.Clamp((at - stack.Positions[below]) / (stack.Positions[below + 1] - stack.Positions[below]), 0, 1);
            Span<float> target = voxels.AsSpan(z * pixels, pixels);
            target.Clear();
            for (int side = 0; side < 2; side++)
            {
                double weight = side == 0 ? 1 - share : share;
                if (weight > 1e-9)
                {
                    AddShifted(slices.AsSpan((below + side) * pixels, pixels), size, Shift(grid, stack.Frames[below + side]), weight, outside, target);
                }
            }
        }

        return new Volume(grid, voxels);
    }

    /// <summary>Where the rectangular grid meets a slice: columns and rows to add to an index.</summary>
    private static (double X, double Y) Shift(Grid grid, ImageFrame frame)
    {
        PatientPoint at = grid.PatientToVoxel.Apply(frame.Position.X, frame.Position.Y, frame.Position.Z);
        return (-at.X, -at.Y);
    }

    private static void AddShifted(ReadOnlySpan<float> slice, GridSize size, (double X, double Y) shift, double weight, float outside, Span<float> target)
    {
        for (int y = 0; y < size.Y; y++)
        {
            for (int x = 0; x < size.X; x++)
            {
                target[(y * size.X) + x] += (float)(weight * Bilinear(slice, size, x + shift.X, y + shift.Y, outside));
            }
        }
    }

    private static double Bilinear(ReadOnlySpan<float> slice, GridSize size, double x, double y, float outside)
    {
        double fx = Math.Floor(x + 1e-6);
        double fy = Math.Floor(y + 1e-6);
        (double dx, double dy) = (Math.Max(0, x - fx), Math.Max(0, y - fy));
        (int left, int top) = ((int)fx, (int)fy);
        double upper = At(slice, size, left, top, outside);
        upper += dx < 1e-6 ? 0 : dx * (At(slice, size, left + 1, top, outside) - upper);
        if (dy < 1e-6)
        {
            return upper;
        }

        double lower = At(slice, size, left, top + 1, outside);
        lower += dx < 1e-6 ? 0 : dx * (At(slice, size, left + 1, top + 1, outside) - lower);
        return upper + (dy * (lower - upper));
    }

    private static float At(ReadOnlySpan<float> slice, GridSize size, int x, int y, float outside) =>
        (uint)x < (uint)size.X && (uint)y < (uint)size.Y ? slice[(y * size.X) + x] : outside;
}
