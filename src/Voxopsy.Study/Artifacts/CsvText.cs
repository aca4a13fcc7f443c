using System.Globalization;
using System.Text;

namespace Voxopsy.Study.Artifacts;

/// <summary>Comma separated text (RFC 4180) with line feeds and numbers that read back to the same bits.</summary>
internal sealed class CsvText
{
    private readonly StringBuilder _text = new();
    private readonly List<string[]> _rows = [];

    internal CsvText(params string[] header) => Row(header);

    /// <summary>The header and the rows, cell by cell.</summary>
    internal IReadOnlyList<string[]> Rows => _rows;

    internal void Row(params IEnumerable<string> cells)
    {
        string[] row = [.. cells];
        _rows.Add(row);
        _text.AppendJoin(',', row.Select(Quoted)).Append('\n');
    }

    /// <summary>A number as a cell; undefined is an empty cell.</summary>
    internal static string Number(double value) => double.IsNaN(value) ? string.Empty : value.ToString("R", CultureInfo.InvariantCulture);

    internal static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    public override string ToString() => _text.ToString();

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\n\r") < 0 ? cell : "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
