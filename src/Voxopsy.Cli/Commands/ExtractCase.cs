using System.Globalization;

namespace Voxopsy.Cli.Commands;

/// <summary>One case to extract from.</summary>
/// <param name="Name">Its name in the table of results.</param>
/// <param name="Image">Image file.</param>
/// <param name="Mask">Mask file.</param>
/// <param name="Labels">Labels that make up the region; none for everything but background.</param>
internal sealed record ExtractCase(string Name, string Image, string Mask, IReadOnlyList<int> Labels)
{
    /// <summary>Reads a table with the columns case, image, mask and maybe label.</summary>
    internal static IReadOnlyList<ExtractCase> ReadTable(string path)
    {
        string[] lines = [.. File.ReadAllLines(path).Where(line => line.Trim().Length > 0)];
        string[] heading = lines.Length == 0 ? [] : [.. lines[0].TrimStart('\uFEFF').Split(',').Select(cell => cell.Trim().Trim('"').ToLowerInvariant())];
        (int name, int image, int mask, int label) = (Array.IndexOf(heading, "case"), Array.IndexOf(heading, "image"), Array.IndexOf(heading, "mask"), Array.IndexOf(heading, "label"));
        if (name < 0 || image < 0 || mask < 0)
        {
            throw new CommandFailure(ExitCode.WrongUse, $"error extract: '{path}' needs the columns case, image and mask (comma-separated), found '{string.Join(", ", heading)}'");
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        List<ExtractCase> cases = [];
        foreach ((string line, int number) in lines.Skip(1).Select((line, i) => (line, i + 2)))
        {
            string[] cells = [.. line.Split(',').Select(cell => cell.Trim().Trim('"'))];
            if (cells.Length < heading.Length)
            {
                throw new CommandFailure(ExitCode.WrongUse, $"error extract: '{path}' line {number} has {cells.Length} cells, its heading {heading.Length}");
            }

            cases.Add(new ExtractCase(cells[name], Path.Combine(folder, cells[image]), Path.Combine(folder, cells[mask]), ParseLabels(path, number, label < 0 ? string.Empty : cells[label])));
        }

        string? twice = cases.GroupBy(one => one.Name).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null ? cases : throw new CommandFailure(ExitCode.WrongUse, $"error extract: '{path}' names case '{twice}' more than once; names must differ");
    }

    private static int[] ParseLabels(string path, int line, string text) => [.. text.Split([' ', ';', '|'], StringSplitOptions.RemoveEmptyEntries).Select(word =>
        int.TryParse(word, NumberStyles.Integer, CultureInfo.InvariantCulture, out int label)
            ? label : throw new CommandFailure(ExitCode.WrongUse, $"error extract: '{path}' line {line}: label '{word}' is not a whole number"))];
}
