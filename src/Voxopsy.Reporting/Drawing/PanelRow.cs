namespace Voxopsy.Reporting.Drawing;

/// <summary>Puts equal panels side by side, in rows of at most three.</summary>
internal static class PanelRow
{
    private const double Gap = 28;

    /// <summary>Draws each panel and says how large all of them are together.</summary>
    /// <param name="scene">Where to draw.</param>
    /// <param name="count">Number of panels.</param>
    /// <param name="width">Width of each.</param>
    /// <param name="draw">Draws the panel at a position from a left and top pixel, and returns its height.</param>
    internal static (double Width, double Height) Draw(SceneBuilder scene, int count, double width, Func<SceneBuilder, int, double, double, double> draw)
    {
        int columns = Math.Max(1, count is 4 ? 2 : Math.Min(count, 3));
        double top = 0;
        for (int first = 0; first < count; first += columns)
        {
            double height = 0;
            for (int i = first; i < Math.Min(count, first + columns); i++)
            {
                height = Math.Max(height, draw(scene, i, (i - first) * (width + Gap), top));
            }

            top += height + (first + columns < count ? Gap : 0);
        }

        return ((columns * width) + ((columns - 1) * Gap), top);
    }

    /// <summary>Writes a panel's heading in as many lines as it needs.</summary>
    /// <returns>The height used, with a gap below.</returns>
    internal static double Heading(SceneBuilder scene, double left, double top, double width, string heading)
    {
        if (heading.Length == 0)
        {
            return 12;
        }

        double y = top + 16;
        foreach (string line in TextFit.Wrap(heading, TextStyle.Heading, width))
        {
            scene.Text(left, y, line, TextStyle.Heading);
            y += 17;
        }

        return y - top - 5;
    }
}
