using System.Globalization;
using System.Text;

namespace Voxopsy.Cli.Rendering;

/// <summary>A table of text: columns as wide as their content, numbers to the right.</summary>
internal sealed class TextTable(params string[] headers)
{
    private readonly List<string[]> _rows = [];

    internal void Add(params string[] cells) => _rows.Add(cells);

    public override string ToString()
    {
        int[] widths = [.. headers.Select((header, i) => Math.Max(Width(header), _rows.Count == 0 ? 0 : _rows.Max(row => Width(row[i]))))];
        bool[] right = [.. headers.Select((_, i) => _rows.Count > 0 && _rows.All(row => IsNumeric(row[i])))];
        StringBuilder text = new();
        Write(text, headers, widths, right);
        foreach (string[] row in _rows)
        {
            Write(text, row, widths, right);
        }

        return text.ToString();
    }

    /// <summary>Columns a text takes on a terminal: East Asian characters take two.</summary>
    internal static int Width(string text) => text.EnumerateRunes().Sum(rune => rune.Value is >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0x20000 ? 2 : 1);

    private static bool IsNumeric(string cell) => cell is "" or "–" || double.TryParse(cell.Split(' ')[0].TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static void Write(StringBuilder text, string[] cells, int[] widths, bool[] right)
    {
        StringBuilder line = new();
        for (int i = 0; i < cells.Length; i++)
        {
            string padding = new(' ', widths[i] - Width(cells[i]));
            line.Append(i == 0 ? string.Empty : "  ").Append(right[i] ? padding + cells[i] : cells[i] + padding);
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
    }
}
