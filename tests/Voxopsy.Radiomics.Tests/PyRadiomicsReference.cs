using System.Globalization;
using System.Text.Json;
using Voxopsy.Testing;

namespace Voxopsy.Radiomics.Tests;

/// <summary>One expected value of the PyRadiomics folder.</summary>
internal sealed record PyRadiomicsRow(string Case, string Config, string ImageType, string Class, string Feature, string Value)
{
    internal double Number => double.Parse(Value, CultureInfo.InvariantCulture);
}

/// <summary>Reads the tables of the PyRadiomics folder.</summary>
internal static class PyRadiomicsReference
{
    internal static IEnumerable<PyRadiomicsRow> Anchor(string file) => Rows(file)
        .Select(cells => new PyRadiomicsRow(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]))
        .Where(row => row.ImageType != "diagnostics");

    /// <summary>Values by case, modality and configuration; the configuration is named modality/configuration.</summary>
    internal static IEnumerable<PyRadiomicsRow> WithModality(string file) => Rows(file)
        .Select(cells => new PyRadiomicsRow(cells[0], cells[1] + "/" + cells[2], cells[3], cells[4], cells[5], cells[6]))
        .Where(row => row.ImageType != "diagnostics");

    /// <summary>Values shipped with PyRadiomics, without those that its folder calls stale.</summary>
    internal static IEnumerable<PyRadiomicsRow> Baseline(string file) => Rows(file)
        .Where(cells => cells.Length < 6 || !cells[5].StartsWith("stale", StringComparison.Ordinal))
        .Select(cells => new PyRadiomicsRow(cells[0], cells[1], "original", cells[2], cells[3], cells[4]));

    internal static JsonElement Json(params string[] path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(ReferenceFolders.Oracle(path)));
        return document.RootElement.Clone();
    }

    /// <summary>The cells of each row of a table, without its heading.</summary>
    internal static IEnumerable<string[]> Rows(string file) => File.ReadLines(file).Skip(1).Where(line => line.Length > 0).Select(Split);

    private static string[] Split(string line)
    {
        List<string> cells = [];
        int start = 0;
        bool quoted = false;
        for (int i = 0; i <= line.Length; i++)
        {
            if (i < line.Length && line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (i == line.Length || (line[i] == ',' && !quoted))
            {
                cells.Add(line[start..i].Trim('"'));
                start = i + 1;
            }
        }

        return [.. cells];
    }
}
