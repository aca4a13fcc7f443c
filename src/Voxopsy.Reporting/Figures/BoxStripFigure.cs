using System.Collections.Immutable;
using Voxopsy.Reporting.Drawing;

namespace Voxopsy.Reporting.Figures;

/// <summary>Distributions side by side: every case as a dot, quartiles as a box behind them.</summary>
public sealed record BoxStripFigure : Figure
{
    private const double Band = 110;
    private const double PlotHeight = 260;
    private const double DotRadius = 2.4;

    /// <summary>Gets the name of the vertical axis.</summary>
    public required string VerticalLabel { get; init; }

    /// <summary>Gets the groups, left to right, at least one.</summary>
    public required ImmutableArray<StripGroup> Groups { get; init; }

    internal override Scene Draw()
    {
        double[] all = [.. Groups.SelectMany(group => group.Values).Where(double.IsFinite)];
        (double low, double high, ImmutableArray<Tick> ticks) = TickChoice.Widened(all.DefaultIfEmpty(0).Min(), all.DefaultIfEmpty(1).Max(), 5);
        Frame frame = new(Axis.LeftRoom(ticks), 12, Band * Groups.Length, PlotHeight);
        LinearScale y = new(low, high, frame.Bottom, frame.Top);
        CategoryScale x = new(Groups.Length, frame.Left, frame.Right);
        SceneBuilder scene = new();
        int lines = 1;
        for (int i = 0; i < Groups.Length; i++)
        {
            DrawGroup(scene, Groups[i], x.At(i), y, Palette.SeriesColor(i));
            ImmutableArray<string> name = TextFit.Wrap(Groups[i].Name, TextStyle.Tick, Band - 8);
            lines = Math.Max(lines, name.Length);
            for (int line = 0; line < name.Length; line++)
            {
                scene.Text(x.At(i), frame.Bottom + 18 + (line * 15), name[line], TextStyle.Tick, TextAnchor.Middle);
            }
        }

        scene.Line(frame.Left, frame.Bottom, frame.Right, frame.Bottom, Stroke.Axis);
        Axis.Left(scene, frame, y, ticks, VerticalLabel);
        return scene.Build(frame.Right + 14, frame.Bottom + 16 + (lines * 15), Title, Description);
    }

    private static void DrawGroup(SceneBuilder scene, StripGroup group, double middle, LinearScale y, string color)
    {
        if (double.IsFinite(group.LowerQuartile) && double.IsFinite(group.UpperQuartile))
        {
            double top = y.At(group.UpperQuartile);
            scene.Box(new Frame(middle - 32, top, 64, Math.Max(0.5, y.At(group.LowerQuartile) - top)), new Fill(color, 0.15), new Stroke(color));
        }

        foreach ((double value, double shift) in Spread(group.Values, y))
        {
            scene.Dot(middle + shift, y.At(value), DotRadius, new Fill(color, 0.7));
        }

        if (double.IsFinite(group.Median))
        {
            scene.Line(middle - 32, y.At(group.Median), middle + 32, y.At(group.Median), new Stroke(Palette.Ink, 2));
        }
    }

    /// <summary>Dots of nearly equal height step aside, left and right in turn, so that nothing random is needed to see them all.</summary>
    private static IEnumerable<(double Value, double Shift)> Spread(ImmutableArray<double> values, LinearScale y)
    {
        Dictionary<int, int> taken = [];
        foreach (double value in values.Where(double.IsFinite).Order())
        {
            int level = (int)Math.Round(y.At(value) / (2 * DotRadius));
            int count = taken.GetValueOrDefault(level);
            taken[level] = count + 1;
            int step = ((count + 1) / 2) % 9;
            yield return (value, step * 2 * DotRadius * (count % 2 == 0 ? 1 : -1));
        }
    }
}

/// <summary>The distribution of one group.</summary>
/// <param name="Name">The group.</param>
/// <param name="Values">One value a case.</param>
/// <param name="LowerQuartile">First quartile.</param>
/// <param name="Median">Median.</param>
/// <param name="UpperQuartile">Third quartile.</param>
public sealed record StripGroup(string Name, ImmutableArray<double> Values, double LowerQuartile, double Median, double UpperQuartile);
