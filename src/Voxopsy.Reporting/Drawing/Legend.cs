using System.Collections.Immutable;

namespace Voxopsy.Reporting.Drawing;

/// <summary>A sample with its meaning and, at the right, its number.</summary>
/// <param name="Text">What the sample means.</param>
/// <param name="Value">A number that belongs to it; empty for none.</param>
/// <param name="Line">A line sample.</param>
/// <param name="Area">A square sample, or the band behind the line.</param>
/// <param name="Dot">A dot sample.</param>
internal sealed record LegendEntry(string Text, string Value = "", Stroke? Line = null, Fill? Area = null, Fill? Dot = null);

/// <summary>Draws legends below plots, where they can hide nothing.</summary>
internal static class Legend
{
    private const double RowHeight = 18;
    private const double SampleWidth = 24;
    private const double SampleGap = 8;

    /// <summary>One entry a row, numbers aligned at the right; long names take more lines.</summary>
    /// <returns>The height used.</returns>
    internal static double Rows(SceneBuilder scene, double left, double top, double width, ImmutableArray<LegendEntry> entries)
    {
        double values = TextWidth.Widest(entries.Select(entry => entry.Value), TextStyle.Note);
        double names = width - SampleWidth - SampleGap - (values > 0 ? values + 12 : 0);
        double y = top;
        foreach (LegendEntry entry in entries)
        {
            ImmutableArray<string> lines = TextFit.Wrap(entry.Text, TextStyle.Note, names);
            Sample(scene, left, y + (RowHeight / 2), entry);
            for (int i = 0; i < lines.Length; i++)
            {
                scene.Text(left + SampleWidth + SampleGap, y + 13 + (i * 15), lines[i], TextStyle.Note);
            }

            scene.Text(left + width, y + 13, entry.Value, TextStyle.Note, TextAnchor.End);
            y += RowHeight + ((lines.Length - 1) * 15);
        }

        return y - top;
    }

    /// <summary>Entries one after the other, as many in a row as fit.</summary>
    /// <returns>The height used.</returns>
    internal static double Flow(SceneBuilder scene, double left, double top, double width, ImmutableArray<LegendEntry> entries)
    {
        double x = left;
        double y = top;
        foreach (LegendEntry entry in entries)
        {
            double gap = SampleOf(entry) + SampleGap;
            string text = TextFit.Shorten(entry.Text, TextStyle.Note, width - gap);
            double needed = gap + TextWidth.Of(text, TextStyle.Note);
            if (x > left && x + needed > left + width)
            {
                x = left;
                y += RowHeight;
            }

            Sample(scene, x, y + (RowHeight / 2), entry);
            scene.Text(x + gap, y + 13, text, TextStyle.Note);
            x += needed + 18;
        }

        return entries.Length == 0 ? 0 : y + RowHeight - top;
    }

    private static double SampleOf(LegendEntry entry) => entry.Line is null ? 12 : SampleWidth;

    private static void Sample(SceneBuilder scene, double left, double middle, LegendEntry entry)
    {
        double width = SampleOf(entry);
        if (entry.Area is not null)
        {
            scene.Box(new Frame(left, middle - 5, width, 10), entry.Area);
        }

        if (entry.Line is not null)
        {
            scene.Line(left, middle, left + width, middle, entry.Line);
        }

        if (entry.Dot is not null)
        {
            scene.Dot(left + (width / 2), middle, 4, entry.Dot);
        }
    }
}
