using System.Collections.Immutable;

namespace Voxopsy.Study.Tables;

/// <summary>A table as it was written: text cells under named columns, nothing interpreted.</summary>
public sealed class CellTable
{
    private readonly Dictionary<string, int> _positions;

    internal CellTable(string path, ImmutableArray<string> columns, ImmutableArray<string[]> rows, ImmutableArray<int> lines, ImmutableArray<string> notes)
    {
        Path = path;
        Columns = columns;
        Rows = rows;
        Lines = lines;
        Notes = notes;
        _positions = columns.Select((name, position) => (name, position)).ToDictionary(pair => pair.name, pair => pair.position);
    }

    /// <summary>Gets the file the table came from.</summary>
    public string Path { get; }

    /// <summary>Gets the column names; an unnamed column is called <c>column1</c>, <c>column2</c>, … by its position.</summary>
    public ImmutableArray<string> Columns { get; }

    /// <summary>Gets the rows, one cell a column, spaces at both ends removed.</summary>
    public ImmutableArray<string[]> Rows { get; }

    /// <summary>Gets the line of the file each row starts on.</summary>
    public ImmutableArray<int> Lines { get; }

    /// <summary>Gets what was assumed while reading, such as an encoding; empty when nothing was.</summary>
    public ImmutableArray<string> Notes { get; }

    /// <summary>Whether the table has the column.</summary>
    public bool Has(string column) => _positions.ContainsKey(column);

    /// <summary>The position of a column, or −1.</summary>
    public int PositionOf(string column) => _positions.GetValueOrDefault(column, -1);

    /// <summary>The cell of a row under a column.</summary>
    public string this[int row, string column] => Rows[row][_positions[column]];

    /// <summary>Whether a cell says that its value is not known: empty, <c>NA</c>, <c>NaN</c>, <c>n/a</c>, <c>null</c> or <c>.</c>.</summary>
    public static bool IsMissing(string cell) =>
        cell.Length == 0 || cell is "." or "NA" or "na" or "N/A" or "n/a" or "NaN" or "nan" or "NULL" or "null" or "None";
}
