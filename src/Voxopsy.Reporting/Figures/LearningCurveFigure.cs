using System.Collections.Immutable;
using Voxopsy.Reporting.Drawing;

namespace Voxopsy.Reporting.Figures;

/// <summary>The loss of networks over their epochs: on what they learned from, and on the inner part that judged when to stop.</summary>
public sealed record LearningCurveFigure : Figure
{
    private const double PlotWidth = 300;
    private const double PlotHeight = 190;

    /// <summary>Gets the name of the horizontal axis, such as <c>Epoch</c>.</summary>
    public required string HorizontalLabel { get; init; }

    /// <summary>Gets the name of the vertical axis, such as <c>Loss</c>.</summary>
    public required string VerticalLabel { get; init; }

    /// <summary>Gets the words of the legend: learning, judging, the epoch that was kept.</summary>
    public required (string Learning, string Judging, string Kept) Words { get; init; }

    /// <summary>Gets the panels, one a network; at least one.</summary>
    public required ImmutableArray<LearningPanel> Panels { get; init; }

    internal override Scene Draw()
    {
        double[] losses = [.. Panels.SelectMany(panel => panel.Loss.Concat(panel.InnerLoss)).Where(double.IsFinite)];
        (double low, double high, ImmutableArray<Tick> ticks) = TickChoice.Widened(0, losses.DefaultIfEmpty(1).Max(), 5);
        double left = Axis.LeftRoom(ticks);
        SceneBuilder scene = new();
        (double width, double height) = PanelRow.Draw(scene, Panels.Length, left + PlotWidth + 14, (target, i, x, y) => DrawPanel(target, Panels[i], x + left, y, (low, high, ticks)));
        return scene.Build(width, height, Title, Description);
    }

    private double DrawPanel(SceneBuilder scene, LearningPanel panel, double left, double top, (double Low, double High, ImmutableArray<Tick> Ticks) range)
    {
        double heading = PanelRow.Heading(scene, left, top, PlotWidth, panel.Heading);
        Frame frame = new(left, top + heading, PlotWidth, PlotHeight);
        LinearScale x = new(1, Math.Max(2, panel.Loss.Length), frame.Left, frame.Right);
        LinearScale y = new(range.Low, range.High, frame.Bottom, frame.Top);
        double kept = x.At(panel.Kept);
        scene.Line(kept, frame.Top, kept, frame.Bottom, new Stroke(Palette.Muted, 1.2, "5 3"));
        Line(scene, panel.Loss, x, y, new Stroke(Palette.Blue, 1.8));
        Line(scene, panel.InnerLoss, x, y, new Stroke(Palette.Vermillion, 1.8));
        Axis.Left(scene, frame, y, range.Ticks, VerticalLabel);
        Axis.Bottom(scene, frame, x, TickChoice.Linear(1, Math.Max(2, panel.Loss.Length), 5), HorizontalLabel);
        double legend = frame.Bottom + Axis.BottomRoom + 4;
        return legend + 6 + Legend.Flow(scene, frame.Left, legend, PlotWidth, Entries(panel)) - top;
    }

    private ImmutableArray<LegendEntry> Entries(LearningPanel panel) =>
    [
        new(Words.Learning, Line: new Stroke(Palette.Blue, 1.8)),
        .. panel.InnerLoss.Any(double.IsFinite) ? [new LegendEntry(Words.Judging, Line: new Stroke(Palette.Vermillion, 1.8))] : Array.Empty<LegendEntry>(),
        new(Words.Kept, Line: new Stroke(Palette.Muted, 1.2, "5 3")),
    ];

    private static void Line(SceneBuilder scene, ImmutableArray<double> losses, LinearScale x, LinearScale y, Stroke stroke)
    {
        Point[] points = [.. Enumerable.Range(0, losses.Length).Where(i => double.IsFinite(losses[i])).Select(i => new Point(x.At(i + 1), y.At(losses[i])))];
        if (points.Length > 0)
        {
            scene.Polyline(points, stroke);
        }
    }
}

/// <summary>The curve of one network.</summary>
/// <param name="Heading">Which one.</param>
/// <param name="Loss">The loss of each epoch; at least one.</param>
/// <param name="InnerLoss">The loss of the inner part in each epoch; not a number where there is none.</param>
/// <param name="Kept">The epoch whose weights were kept, from 1.</param>
public sealed record LearningPanel(string Heading, ImmutableArray<double> Loss, ImmutableArray<double> InnerLoss, int Kept);
