using System.Globalization;
using Voxopsy.Reporting.Drawing;
using Voxopsy.Reporting.Figures;

namespace Voxopsy.Reporting.Documents;

/// <summary>Keeps the figures of a report under names that are safe in pages and file systems, each name once.</summary>
internal sealed class FigureShelf
{
    private readonly SortedDictionary<string, string> _drawings = new(StringComparer.Ordinal);

    /// <summary>Gets each name with its SVG.</summary>
    internal IReadOnlyDictionary<string, string> Drawings => _drawings;

    /// <summary>Draws a figure under a name made of a kind and the names it is about.</summary>
    /// <returns>The SVG and its width in pixels.</returns>
    internal (string Svg, double Width) Put(Figure figure, string kind, params ReadOnlySpan<string> about)
    {
        List<string> parts = [kind];
        foreach (string name in about)
        {
            string safe = Safe(name);
            if (safe.Length > 0)
            {
                parts.Add(safe);
            }
        }

        string wanted = string.Join('-', parts);
        string identity = wanted;
        for (int i = 2; _drawings.ContainsKey(identity); i++)
        {
            identity = string.Create(CultureInfo.InvariantCulture, $"{wanted}-{i}");
        }

        Scene scene = figure.Draw();
        string svg = SvgWriter.Write(scene, identity);
        _drawings.Add(identity, svg);
        return (svg, scene.Width);
    }

    /// <summary>Letters and digits in lower case, hyphens between; other scripts leave nothing, and numbers keep such names apart.</summary>
    private static string Safe(string name)
    {
        const int Longest = 40;
        char[] letters = [.. name.Take(Longest).Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-')];
        return string.Join('-', new string(letters).Split('-', StringSplitOptions.RemoveEmptyEntries));
    }
}
