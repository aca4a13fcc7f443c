namespace Voxopsy.Deep.Augmentation;

/// <summary>Displacements at control points, linear between them.</summary>
internal sealed class ControlGrid
{
    private readonly float[][] _moves;
    private readonly int _columns;
    private readonly int _rows;
    private readonly int _slices;
    private readonly float _step;
    private readonly float _stepZ;

    private ControlGrid(float[][] moves, (int Columns, int Rows, int Slices) points, float step, float stepZ)
    {
        (_moves, _step, _stepZ) = (moves, step, stepZ);
        (_columns, _rows, _slices) = points;
    }

    internal static ControlGrid Draw(ImageBlock block, int spacing, double deviation, Draws stream)
    {
        int columns = ((block.Width - 1) / spacing) + 2;
        int rows = ((block.Height - 1) / spacing) + 2;
        int stepZ = Math.Min(spacing, Math.Max(1, block.Depth));
        int slices = block.IsFlat ? 1 : ((block.Depth - 1) / stepZ) + 2;
        float[][] moves = new float[block.IsFlat ? 2 : 3][];
        for (int axis = 0; axis < moves.Length; axis++)
        {
            moves[axis] = new float[columns * rows * slices];
            for (int i = 0; i < moves[axis].Length; i++)
            {
                moves[axis][i] = (float)(deviation * stream.Normal());
            }
        }

        return new ControlGrid(moves, (columns, rows, slices), spacing, stepZ);
    }

    /// <summary>Adds the displacements of one row of voxels.</summary>
    internal void AddRow(int y, int z, float[] xs, float[] ys, float[] zs)
    {
        float at = y / _step;
        int row = Math.Min((int)at, _rows - 2);
        float deep = z / _stepZ;
        int slice = _slices == 1 ? 0 : Math.Min((int)deep, _slices - 2);
        Span<float> line = stackalloc float[_columns];
        for (int axis = 0; axis < _moves.Length; axis++)
        {
            for (int column = 0; column < _columns; column++)
            {
                float near = Between(axis, slice, row, column, at - row);
                line[column] = _slices == 1 ? near : near + ((Between(axis, slice + 1, row, column, at - row) - near) * (deep - slice));
            }

            float[] target = axis == 0 ? xs : axis == 1 ? ys : zs;
            for (int x = 0; x < target.Length; x++)
            {
                float place = x / _step;
                int column = Math.Min((int)place, _columns - 2);
                target[x] += line[column] + ((line[column + 1] - line[column]) * (place - column));
            }
        }
    }

    private float Between(int axis, int slice, int row, int column, float part)
    {
        int place = (((slice * _rows) + row) * _columns) + column;
        float first = _moves[axis][place];
        return first + ((_moves[axis][place + _columns] - first) * part);
    }
}
