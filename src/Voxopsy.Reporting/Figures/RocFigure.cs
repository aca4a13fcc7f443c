using System.Collections.Immutable;
using Voxopsy.Reporting.Drawing;
using Voxopsy.Reporting.Tables;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Figures;

/// <summary>ROC curves: one panel a cohort, one curve a model, the area with its interval beside each name.</summary>
public sealed record RocFigure : Figure
{
    private const double Side = 320;

    /// <summary>Gets the name of the horizontal axis, such as <c>1 − specificity</c>.</summary>
    public required string HorizontalLabel { get; init; }

    /// <summary>Gets the name of the vertical axis, such as <c>Sensitivity</c>.</summary>
    public required string VerticalLabel { get; init; }

    /// <summary>Gets the heading of the numbers, such as <c>AUC (95% CI)</c>.</summary>
    public required string AreaLabel { get; init; }

    /// <summary>Gets the panels, one a cohort.</summary>
    public required ImmutableArray<RocPanel> Panels { get; init; }

    internal override Scene Draw()
    {
        SceneBuilder scene = new();
        ImmutableArray<Tick> ticks = TickChoice.Linear(0, 1, 5);
        double left = Axis.LeftRoom(ticks);
        (double width, double height) = PanelRow.Draw(
            scene, Panels.Length, left + Side + 14, (target, i, x, y) => DrawPanel(target, Panels[i], new Point(x + left, y), ticks));
        return scene.Build(width, height, Title, Description);
    }

    private double DrawPanel(SceneBuilder scene, RocPanel panel, Point origin, ImmutableArray<Tick> ticks)
    {
        double top = origin.Y + PanelRow.Heading(scene, origin.X, origin.Y, Side, panel.Heading);
        Frame frame = new(origin.X, top, Side, Side);
        LinearScale x = new(0, 1, frame.Left, frame.Right);
        LinearScale y = new(0, 1, frame.Bottom, frame.Top);
        scene.Line(frame.Left, frame.Bottom, frame.Right, frame.Top, new Stroke(Palette.Pale, 1, "4 3"));
        for (int i = 0; i < panel.Curves.Length; i++)
        {
            scene.Polyline(panel.Curves[i].Points.Select(point => new Point(x.At(point.FalsePositiveRate), y.At(point.Sensitivity))), Palette.SeriesStroke(i));
        }

        for (int i = 0; i < panel.Curves.Length; i++)
        {
            if (panel.Curves[i].AtThreshold is { } point && double.IsFinite(point.FalsePositiveRate) && double.IsFinite(point.Sensitivity))
            {
                scene.Dot(x.At(point.FalsePositiveRate), y.At(point.Sensitivity), 4.5, new Fill(Palette.SeriesColor(i)), new Stroke(Palette.Paper, 1.2));
            }
        }

        Axis.Bottom(scene, frame, x, ticks, HorizontalLabel);
        Axis.Left(scene, frame, y, ticks, VerticalLabel);
        double legend = frame.Bottom + Axis.BottomRoom + 4;
        scene.Text(frame.Right, legend + 13, AreaLabel, TextStyle.Quiet, TextAnchor.End);
        legend += 18;
        legend += Legend.Rows(scene, frame.Left, legend, Side, [.. panel.Curves.Select(EntryOf)]);
        return legend + 6 - origin.Y;
    }

    private static LegendEntry EntryOf(RocSeries series, int position) =>
        new(series.Name, NumberText.WithInterval(series.Auc, 3), Palette.SeriesStroke(position));
}

/// <summary>The curves of one cohort.</summary>
/// <param name="Heading">The cohort and its counts, in words.</param>
/// <param name="Curves">One curve a model.</param>
public sealed record RocPanel(string Heading, ImmutableArray<RocSeries> Curves);

/// <summary>The curve of one model.</summary>
/// <param name="Name">The model.</param>
/// <param name="Auc">Its area with the interval.</param>
/// <param name="Points">Its points from (0, 0) to (1, 1).</param>
/// <param name="AtThreshold">Where its frozen threshold lies, or <see langword="null"/>.</param>
public sealed record RocSeries(string Name, Estimate Auc, ImmutableArray<RocPoint> Points, RocPoint? AtThreshold);
