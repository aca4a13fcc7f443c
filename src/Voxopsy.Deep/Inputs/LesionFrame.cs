using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Deep.Inputs;

/// <summary>The axes of a grid with the acquired slices as its planes, turned so that columns run to the left, rows to the back and slices upwards, as far as they can.</summary>
/// <remarks>The slice axis is the one with the largest spacing, the last one among equals: slices stay as they were acquired, whether axial, coronal or sagittal.</remarks>
internal sealed class LesionFrame
{
    private readonly Grid _grid;
    private readonly int[] _axes;
    private readonly bool[] _turned;

    internal LesionFrame(Grid grid)
    {
        _grid = grid;
        double[] spacing = [grid.Spacing.X, grid.Spacing.Y, grid.Spacing.Z];
        PatientVector[] directions = [grid.Direction.X, grid.Direction.Y, grid.Direction.Z];
        int slice = 2;
        for (int axis = 0; axis < 3; axis++)
        {
            slice = spacing[axis] > spacing[slice] * 1.01 ? axis : slice;
        }

        int[] rest = [.. Enumerable.Range(0, 3).Where(axis => axis != slice).OrderBy(axis => Dominant(directions[axis]))];
        _axes = [rest[0], rest[1], slice];
        _turned = [.. _axes.Select(axis => Along(directions[axis], Dominant(directions[axis])) < 0)];
        Directions = [.. _axes.Select((axis, i) => _turned[i] ? directions[axis].Scale(-1) : directions[axis])];
        Spacing = [.. _axes.Select(axis => spacing[axis])];
    }

    /// <summary>Unit vectors of columns, rows and slices.</summary>
    internal PatientVector[] Directions { get; }

    /// <summary>Spacing of the grid along them.</summary>
    internal double[] Spacing { get; }

    /// <summary>Size of the grid along one of them.</summary>
    internal int Length(int axis) => Of(_grid.Size, _axes[axis]);

    /// <summary>A voxel of the grid by its place along the axes of the frame.</summary>
    internal (int X, int Y, int Z) Voxel(int column, int row, int slice)
    {
        Span<int> index = stackalloc int[3];
        ReadOnlySpan<int> own = [column, row, slice];
        for (int i = 0; i < 3; i++)
        {
            index[_axes[i]] = _turned[i] ? Length(i) - 1 - own[i] : own[i];
        }

        return (index[0], index[1], index[2]);
    }

    /// <summary>Where a place along the axes of the frame lies in the patient.</summary>
    internal PatientPoint Point(double column, double row, double slice)
    {
        Span<double> index = stackalloc double[3];
        ReadOnlySpan<double> own = [column, row, slice];
        for (int i = 0; i < 3; i++)
        {
            index[_axes[i]] = _turned[i] ? Length(i) - 1 - own[i] : own[i];
        }

        return _grid.VoxelToPatient.Apply(index[0], index[1], index[2]);
    }

    /// <summary>A box of the grid along the axes of the frame.</summary>
    internal (int Start, int Length)[] Box(BoundingBox box) =>
    [
        .. _axes.Select((axis, i) =>
        {
            int start = Of(box.Start, axis);
            int length = Of(box.Size, axis);
            return (_turned[i] ? Length(i) - start - length : start, length);
        }),
    ];

    /// <summary>A grid around a point, its axes chosen among those of the frame.</summary>
    internal Grid Around(PatientPoint center, (int Axis, int Size, double Spacing)[] axes)
    {
        double[] offset = [center.X, center.Y, center.Z];
        foreach ((int axis, int size, double spacing) in axes)
        {
            PatientVector back = Directions[axis].Scale(-spacing * (size - 1) / 2);
            (offset[0], offset[1], offset[2]) = (offset[0] + back.X, offset[1] + back.Y, offset[2] + back.Z);
        }

        return new Grid(
            new GridSize(axes[0].Size, axes[1].Size, axes[2].Size),
            new VoxelSpacing(axes[0].Spacing, axes[1].Spacing, axes[2].Spacing),
            new PatientPoint(offset[0], offset[1], offset[2]),
            new Direction(Directions[axes[0].Axis], Directions[axes[1].Axis], Directions[axes[2].Axis]));
    }

    private static int Dominant(PatientVector vector) =>
        Math.Abs(vector.X) >= Math.Abs(vector.Y) && Math.Abs(vector.X) >= Math.Abs(vector.Z) ? 0 : Math.Abs(vector.Y) >= Math.Abs(vector.Z) ? 1 : 2;

    private static double Along(PatientVector vector, int axis) => axis == 0 ? vector.X : axis == 1 ? vector.Y : vector.Z;

    private static int Of(GridSize size, int axis) => axis == 0 ? size.X : axis == 1 ? size.Y : size.Z;

    private static int Of(VoxelIndex index, int axis) => axis == 0 ? index.X : axis == 1 ? index.Y : index.Z;
}
