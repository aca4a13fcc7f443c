namespace Voxopsy.Radiomics.Shape;

/// <summary>The smallest and largest position in each of many rows.</summary>
internal sealed class RowExtremes
{
    private readonly int[] _low;
    private readonly int[] _high;

    internal RowExtremes(int rows, int planes)
    {
        (Rows, Planes) = (rows, planes);
        _low = new int[rows * planes];
        _high = new int[rows * planes];
        Array.Fill(_low, int.MaxValue);
        Array.Fill(_high, -1);
    }

    internal int Rows { get; }

    internal int Planes { get; }

    internal void Add(int row, int plane, int position)
    {
        int at = row + (plane * Rows);
        _low[at] = Math.Min(_low[at], position);
        _high[at] = Math.Max(_high[at], position);
    }

    /// <summary>The outermost positions of a row, or null when it is empty.</summary>
    internal (int Low, int High)? At(int row, int plane)
    {
        int at = row + (plane * Rows);
        return _high[at] < 0 ? null : (_low[at], _high[at]);
    }
}
