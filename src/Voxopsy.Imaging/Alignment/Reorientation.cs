using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Alignment;

/// <summary>An order of storage that people name.</summary>
public enum AnatomicalOrder
{
    /// <summary>x to the left, y to the back, z to the head, as DICOM counts.</summary>
    Lps,

    /// <summary>x to the right, y to the front, z to the head, as NIfTI counts.</summary>
    Ras,
}

/// <summary>Another storage order of the same voxels: nothing is interpolated and no voxel moves in the patient.</summary>
public static class Reorientation
{
    /// <summary>The grid whose axes run along the named directions as closely as exchanging and reversing axes allows.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="order">Where its axes should point.</param>
    /// <returns>The same voxel centers in another order; the grid itself when it already is in that order.</returns>
    public static Grid Reorder(Grid grid, AnatomicalOrder order)
    {
        ArgumentNullException.ThrowIfNull(grid);
        AxisOrder now = AxisOrder.Closest(grid.Direction);
        int[] sizes = [grid.Size.X, grid.Size.Y, grid.Size.Z];
        Affine map = grid.VoxelToPatient;
        PatientVector[] steps = [map.X, map.Y, map.Z];
        PatientVector[] turned = new PatientVector[3];
        int[] size = new int[3];
        int[] start = new int[3];
        for (int axis = 0; axis < 3; axis++)
        {
            (int patient, int sign) = now[axis];
            int wanted = order == AnatomicalOrder.Ras && patient < 2 ? -1 : 1;
            bool reversed = sign != wanted;
            turned[patient] = reversed ? steps[axis].Scale(-1) : steps[axis];
            size[patient] = sizes[axis];
            start[axis] = reversed ? sizes[axis] - 1 : 0;
        }

        return Grid.FromAffine(new GridSize(size[0], size[1], size[2]), new Affine(turned[0], turned[1], turned[2], map.Apply(start[0], start[1], start[2])));
    }

    /// <summary>The same image in another storage order.</summary>
    /// <param name="volume">The image.</param>
    /// <param name="order">Where its axes should point.</param>
    /// <returns>The same intensities at the same places.</returns>
    public static Volume Reorder(Volume volume, AnatomicalOrder order)
    {
        ArgumentNullException.ThrowIfNull(volume);
        Grid target = Reorder(volume.Grid, order);
        LatticeMap map = LatticeMap.TryCreate(target, volume.Grid) ?? throw new InvalidOperationException("A reordered grid has the voxel centers of the old one.");
        float[] voxels = GC.AllocateUninitializedArray<float>((int)target.Size.VoxelCount);
        int at = 0;
        for (int z = 0; z < target.Size.Z; z++)
        {
            for (int y = 0; y < target.Size.Y; y++)
            {
                for (int x = 0; x < target.Size.X; x++)
                {
                    VoxelIndex from = map.Apply(x, y, z);
                    voxels[at++] = volume[from.X, from.Y, from.Z];
                }
            }
        }

        return new Volume(target, voxels);
    }

    /// <summary>A grid of other spacing over the same field of view, aligned by its center.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="spacing">The new spacing, mm.</param>
    /// <returns>ceil(n · old / new) voxels along each axis, with the same center (the convention of IBSI).</returns>
    public static Grid WithSpacing(Grid grid, VoxelSpacing spacing)
    {
        ArgumentNullException.ThrowIfNull(grid);
        GridSize size = new(Count(grid.Size.X, grid.Spacing.X, spacing.X), Count(grid.Size.Y, grid.Spacing.Y, spacing.Y), Count(grid.Size.Z, grid.Spacing.Z, spacing.Z));
        PatientPoint origin = grid.VoxelToPatient.Apply(
            First(grid.Size.X, grid.Spacing.X, size.X, spacing.X), First(grid.Size.Y, grid.Spacing.Y, size.Y, spacing.Y), First(grid.Size.Z, grid.Spacing.Z, size.Z, spacing.Z));
        return new Grid(size, spacing, origin, grid.Direction);
    }

    /// <summary>A quotient that is whole but for rounding stays whole.</summary>
    private static int Count(int count, double old, double now) => (int)Math.Clamp(Math.Ceiling((count * old / now) - 1e-9), 1, int.MaxValue);

    /// <summary>Where the first new voxel lies, in old voxels.</summary>
    private static double First(int count, double old, int newCount, double now) => ((count - 1) / 2.0) - ((newCount - 1) * now / (2 * old));
}
