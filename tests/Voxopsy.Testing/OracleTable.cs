using System.Collections.Concurrent;
using System.Globalization;

namespace Voxopsy.Testing;

/// <summary>An input table of a reference case: header, commas, no quotes, missing values written <c>NA</c>.</summary>
public sealed class OracleTable
{
    private static readonly ConcurrentDictionary<string, OracleTable> Read = new();
    private readonly Dictionary<string, string[]> _columns = [];

    private OracleTable(string path)
    {
        string[] lines = [.. File.ReadLines(path).Where(line => line.Length > 0)];
        Columns = lines[0].Split(',');
        RowCount = lines.Length - 1;
        string[][] cells = [.. Columns.Select(_ => new string[RowCount])];
        for (int row = 0; row < RowCount; row++)
        {
            string[] fields = lines[row + 1].Split(',');
            for (int column = 0; column < Columns.Length; column++)
            {
                cells[column][row] = fields[column];
            }
        }

        for (int column = 0; column < Columns.Length; column++)
        {
            _columns[Columns[column]] = cells[column];
        }
    }

    /// <summary>The names of the columns, in the order of the file.</summary>
    public string[] Columns { get; }

    /// <summary>The number of rows below the header.</summary>
    public int RowCount { get; }

    /// <summary>Reads a table; a file that was read before is not read again.</summary>
    public static OracleTable Of(string path) => Read.GetOrAdd(path, static file => new OracleTable(file));

    /// <summary>The lines of a file without header as numbers, such as a list of resamples.</summary>
    public static double[][] NumericLines(string path) =>
        [.. File.ReadLines(path).Where(line => line.Length > 0).Select(line => line.Split(',').Select(Number).ToArray())];

    /// <summary>A number as R prints it; <c>NA</c> is <see cref="double.NaN"/>.</summary>
    public static double Number(string text) => text switch
    {
        "NA" or "NaN" => double.NaN,
        "Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        "TRUE" => 1,
        "FALSE" => 0,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    /// <summary>Whether the table has a column of this name.</summary>
    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>A column as written.</summary>
    public string[] Text(string column) =>
        _columns.TryGetValue(column, out string[]? cells) ? cells : throw new KeyNotFoundException($"The input has no column '{column}'.");

    /// <summary>A column as numbers; <c>NA</c> is <see cref="double.NaN"/>.</summary>
    public double[] Numbers(string column) => Array.ConvertAll(Text(column), Number);

    /// <summary>Whether every value that is not missing reads as a number.</summary>
    public bool IsNumeric(string column) =>
        Array.TrueForAll(Text(column), cell => cell == "NA" || double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _));

    /// <summary>Which rows hold a given text in a column, <c>TRUE</c> meaning also 1.</summary>
    public bool[] Equal(string column, string value) => Array.ConvertAll(Text(column), cell => cell == value);
}
