using System.Globalization;
using System.Text;
using System.Text.Json;
using Voxopsy.Cli.Rendering;

namespace Voxopsy.Cli.Commands;

/// <summary>What a statistical command found: tables for people, or one JSON document with the same numbers in full.</summary>
internal sealed class StatsReport(string method)
{
    private readonly List<(string Name, string[] Headers, List<object?[]> Rows)> _tables = [];
    private readonly List<string> _notes = [];

    /// <summary>Starts a table; rows added next belong to it.</summary>
    internal StatsReport Table(string name, params string[] headers)
    {
        _tables.Add((name, headers, []));
        return this;
    }

    /// <summary>Adds a row: texts, whole numbers, numbers; null for nothing.</summary>
    internal StatsReport Row(params object?[] cells)
    {
        _tables[^1].Rows.Add(cells);
        return this;
    }

    /// <summary>Adds a remark; it goes to standard error, and into the document.</summary>
    internal StatsReport Note(string text)
    {
        _notes.Add(text);
        return this;
    }

    internal void WriteText(Terminal terminal)
    {
        foreach ((string name, string[] headers, List<object?[]> rows) in _tables)
        {
            terminal.Output.WriteLine(name);
            TextTable table = new(headers);
            foreach (object?[] row in rows)
            {
                table.Add([.. row.Select(Show)]);
            }

            terminal.Output.WriteLine(table.ToString());
        }

        foreach (string note in _notes)
        {
            terminal.Error.WriteLine("note: " + note);
        }
    }

    internal string ToJson()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("method", method);
            json.WriteStartArray("tables");
            foreach ((string name, string[] headers, List<object?[]> rows) in _tables)
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteStartArray("rows");
                foreach (object?[] row in rows)
                {
                    json.WriteStartObject();
                    for (int i = 0; i < headers.Length; i++)
                    {
                        Write(json, headers[i].Replace(' ', '_'), row[i]);
                    }

                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("notes");
            foreach (string note in _notes)
            {
                json.WriteStringValue(note);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The tables as comma-separated files would hold them, one after the other.</summary>
    internal IEnumerable<(string Name, string Csv)> ToCsv() => _tables.Select(table =>
    {
        IEnumerable<string> lines = table.Rows.Select(row => string.Join(',', row.Select(Cell))).Prepend(string.Join(',', table.Headers.Select(Quote)));
        return (table.Name, string.Join('\n', lines) + "\n");
    });

    /// <summary>A number as a table shows it: four decimals, or three digits with an exponent when those would hide it.</summary>
    internal static string Show(object? cell) => cell switch
    {
        null => "–",
        double value when double.IsNaN(value) => "–",
        double value when double.IsInfinity(value) => value > 0 ? "inf" : "-inf",
        double value when value != 0 && Math.Abs(value) is < 0.001 or >= 1e7 => value.ToString("0.00e+0", CultureInfo.InvariantCulture),
        double value => value.ToString("0.0000", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString()!,
    };

    private static string Cell(object? cell) => cell switch
    {
        null => string.Empty,
        double value => double.IsNaN(value) ? string.Empty : value.ToString("R", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => Quote(cell.ToString()!),
    };

    private static string Quote(string text) =>
        text.AsSpan().ContainsAny(",\"\n") ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case double number when double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case null or double:
                json.WriteNull(name);
                break;
            default:
                json.WriteString(name, value.ToString());
                break;
        }
    }
}
