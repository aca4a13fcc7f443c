namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>Counts of subjects by two categories.</summary>
public sealed class ContingencyTable
{
    private readonly int[,] _counts;

    /// <summary>Takes counts, rows by columns.</summary>
    /// <param name="counts">Counts of at least 0; at least one row and one column.</param>
    /// <exception cref="ArgumentException">A count is negative or the table has no cell.</exception>
    public ContingencyTable(int[,] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        _counts = (int[,])counts.Clone();
        RowSums = new int[counts.GetLength(0)];
        ColumnSums = new int[counts.GetLength(1)];
        if (counts.Length == 0)
        {
            throw new ArgumentException("A table of counts needs at least one row and one column.", nameof(counts));
        }

        for (int row = 0; row < RowSums.Length; row++)
        {
            for (int column = 0; column < ColumnSums.Length; column++)
            {
                int count = counts[row, column];
                if (count < 0)
                {
                    throw new ArgumentException($"Row {row + 1}, column {column + 1} counts {count}; a count is at least 0.", nameof(counts));
                }

                RowSums[row] += count;
                ColumnSums[column] += count;
                Total += count;
            }
        }
    }

    /// <summary>Gets the number of rows.</summary>
    public int Rows => RowSums.Length;

    /// <summary>Gets the number of columns.</summary>
    public int Columns => ColumnSums.Length;

    /// <summary>Gets the number of subjects.</summary>
    public int Total { get; }

    internal int[] RowSums { get; }

    internal int[] ColumnSums { get; }

    /// <summary>A count.</summary>
    /// <param name="row">Row from 0.</param>
    /// <param name="column">Column from 0.</param>
    public int this[int row, int column] => _counts[row, column];

    /// <summary>Counts pairs of labels; a subject whose label is not among the levels (a missing value) is left out.</summary>
    /// <param name="rows">Row label of each subject.</param>
    /// <param name="columns">Column label of each subject.</param>
    /// <param name="rowLevels">Row labels in order.</param>
    /// <param name="columnLevels">Column labels in order.</param>
    /// <exception cref="ArgumentException">The label columns differ in length.</exception>
    public static ContingencyTable Of(
        IReadOnlyList<string> rows, IReadOnlyList<string> columns, IReadOnlyList<string> rowLevels, IReadOnlyList<string> columnLevels)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rowLevels);
        ArgumentNullException.ThrowIfNull(columnLevels);
        if (rows.Count != columns.Count)
        {
            throw new ArgumentException($"A table needs two labels a subject, found {rows.Count} and {columns.Count}.", nameof(columns));
        }

        Dictionary<string, int> rowPlaces = rowLevels.Index().ToDictionary(level => level.Item, level => level.Index);
        Dictionary<string, int> columnPlaces = columnLevels.Index().ToDictionary(level => level.Item, level => level.Index);
        int[,] counts = new int[rowLevels.Count, columnLevels.Count];
        for (int i = 0; i < rows.Count; i++)
        {
            if (rowPlaces.TryGetValue(rows[i], out int row) && columnPlaces.TryGetValue(columns[i], out int column))
            {
                counts[row, column]++;
            }
        }

        return new ContingencyTable(counts);
    }

    /// <summary>The count expected when rows and columns are independent.</summary>
    /// <param name="row">Row from 0.</param>
    /// <param name="column">Column from 0.</param>
    public double Expected(int row, int column) => (double)RowSums[row] * ColumnSums[column] / Total;
}
