using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Voxopsy.Cli.Commands;

/// <summary>Keeps each finished case beside the table, so that a stopped extraction goes on where it was; the table is written at the end.</summary>
internal sealed class ExtractStore(string output, string fingerprint)
{
    private readonly string _folder = output + ".parts";

    /// <summary>Extracts a case unless the same files were extracted with the same settings before.</summary>
    internal void Keep(ExtractCase one, Func<IReadOnlyList<ExtractRow>> extract)
    {
        string part = PartOf(one);
        if (File.Exists(part))
        {
            return;
        }

        StringBuilder text = new();
        foreach (ExtractRow row in extract())
        {
            text.Append(CultureInfo.InvariantCulture, $"{Quoted(row.ImageType)},{Quoted(row.Family)},{Quoted(row.Feature)},{Quoted(row.Ibsi)},{Quoted(row.Aggregation)},{row.Value:R},{Quoted(row.Unit)}\n");
        }

        Directory.CreateDirectory(_folder);
        string unfinished = part + ".new";
        File.WriteAllText(unfinished, text.ToString());
        File.Move(unfinished, part, overwrite: true);
    }

    /// <summary>Writes the table from the kept cases, in their order, and lets go of them.</summary>
    internal void Write(IEnumerable<ExtractCase> cases, bool wide)
    {
        ExtractCase[] finished = [.. cases];
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
        using (StreamWriter table = new(output, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" })
        {
            if (wide)
            {
                WriteWide(table, finished);
            }
            else
            {
                WriteLong(table, finished);
            }
        }

        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private void WriteLong(StreamWriter table, ExtractCase[] cases)
    {
        table.WriteLine("case,roi,image,image_type,family,feature,ibsi,aggregation,value,unit");
        foreach (ExtractCase one in cases)
        {
            string lead = $"{Quoted(one.Name)},{Quoted(string.Join('+', one.Labels.Select(label => label.ToString(CultureInfo.InvariantCulture))))},{Quoted(Path.GetFileName(one.Image))},";
            foreach (string line in File.ReadLines(PartOf(one)))
            {
                table.Write(lead);
                table.WriteLine(line);
            }
        }
    }

    private void WriteWide(StreamWriter table, ExtractCase[] cases)
    {
        string[]? columns = null;
        foreach (ExtractCase one in cases)
        {
            string[][] rows = [.. File.ReadLines(PartOf(one)).Select(Cells)];
            string[] names = [.. rows.Select(cells => cells[4].Length > 0 ? $"{cells[1]} {cells[2]} ({cells[4]})" : cells[2].Contains('_', StringComparison.Ordinal) ? cells[2] : $"{cells[1]} {cells[2]}")];
            if (columns is null)
            {
                columns = names;
                table.WriteLine("case," + string.Join(',', columns.Select(Quoted)));
            }

            Dictionary<string, string> values = names.Zip(rows).ToDictionary(pair => pair.First, pair => pair.Second[5]);
            table.WriteLine(Quoted(one.Name) + "," + string.Join(',', columns.Select(name => values.GetValueOrDefault(name, string.Empty))));
        }
    }

    private string PartOf(ExtractCase one)
    {
        FileInfo image = new(one.Image);
        FileInfo mask = new(one.Mask);
        string key = string.Create(
            CultureInfo.InvariantCulture,
            $"{fingerprint}|{one.Name}|{string.Join(' ', one.Labels)}|{image.FullName}|{Stamp(image)}|{mask.FullName}|{Stamp(mask)}");
        return Path.Combine(_folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..24] + ".csv");
    }

    private static string Stamp(FileInfo file) => file.Exists
        ? string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks}")
        : throw new FileNotFoundException($"'{file.FullName}' does not exist", file.FullName);

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(',', '"', '\n') < 0 ? text : '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    private static string[] Cells(string line)
    {
        List<string> cells = [];
        StringBuilder cell = new();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(line[i]);
            }
        }

        cells.Add(cell.ToString());
        return [.. cells];
    }
}
