using System.Collections.Immutable;
using Voxopsy.Reporting.Drawing;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Figures;

/// <summary>Decision curves: net benefit of each model over threshold probabilities, with its interval, against treating all and none.</summary>
public sealed record DecisionCurveFigure : Figure
{
    private const double PlotWidth = 365;
    private const double PlotHeight = 280;
    private const int MostBands = 3;

    /// <summary>Gets the name of the horizontal axis, such as <c>Threshold probability</c>.</summary>
    public required string HorizontalLabel { get; init; }

    /// <summary>Gets the name of the vertical axis, such as <c>Net benefit</c>.</summary>
    public required string VerticalLabel { get; init; }

    /// <summary>Gets the name of treating everyone.</summary>
    public required string TreatAllLabel { get; init; }

    /// <summary>Gets the name of treating no one.</summary>
    public required string TreatNoneLabel { get; init; }

    /// <summary>Gets the panels, one a cohort.</summary>
    public required ImmutableArray<DecisionPanel> Panels { get; init; }

    internal override Scene Draw()
    {
        SceneBuilder scene = new();
        double left = Panels.Select(panel => Axis.LeftRoom(VerticalScale(panel, default).Ticks)).DefaultIfEmpty(0).Max();
        (double width, double height) = PanelRow.Draw(
            scene, Panels.Length, left + PlotWidth + 20, (target, i, x, y) => DrawPanel(target, Panels[i], new Point(x + left, y)));
        return scene.Build(width, height, Title, Description);
    }

    private double DrawPanel(SceneBuilder scene, DecisionPanel panel, Point origin)
    {
        double top = origin.Y + PanelRow.Heading(scene, origin.X, origin.Y, PlotWidth, panel.Heading);
        Frame frame = new(origin.X, top, PlotWidth, PlotHeight);
        LinearScale x = new(panel.Points(point => point.Threshold).Min(), panel.Points(point => point.Threshold).Max(), frame.Left, frame.Right);
        LinearScale y = VerticalScale(panel, frame);
        scene.Clip(frame, inside =>
        {
            for (int i = FirstBand(panel); i < panel.Curves.Length; i++)
            {
                Band(inside, panel.Curves[i].Points, new Fill(Palette.SeriesColor(i), 0.13), x, y);
            }

            inside.Polyline(panel.Curves[0].Points.Select(point => new Point(x.At(point.Threshold), y.At(point.TreatAll))), AllStroke);
            inside.Line(frame.Left, y.At(0), frame.Right, y.At(0), NoneStroke);
            for (int i = 0; i < panel.Curves.Length; i++)
            {
                inside.Polyline(
                    panel.Curves[i].Points.Where(point => double.IsFinite(point.NetBenefit.Value)).Select(point => new Point(x.At(point.Threshold), y.At(point.NetBenefit.Value))),
                    Palette.SeriesStroke(i));
            }
        });
        Axis.Bottom(scene, frame, x, x.Ticks, HorizontalLabel);
        Axis.Left(scene, frame, y, y.Ticks, VerticalLabel);
        double legend = frame.Bottom + Axis.BottomRoom + 6;
        legend += Legend.Flow(scene, frame.Left, legend, PlotWidth, Entries(panel));
        return legend + 6 - origin.Y;
    }

    /// <summary>Many bands on top of each other hide the curves; beyond a few models only the last one has its band.</summary>
    private static int FirstBand(DecisionPanel panel) => panel.Curves.Length > MostBands ? panel.Curves.Length - 1 : 0;

    private static Stroke AllStroke { get; } = new(Palette.Muted, 1.4, "6 3");

    private static Stroke NoneStroke { get; } = new(Palette.Ink, 1.2);

    /// <summary>From a little below zero to a little above the best curve: far below zero nothing useful happens.</summary>
    private static LinearScale VerticalScale(DecisionPanel panel, Frame frame)
    {
        double best = panel.Points(point => Math.Max(point.TreatAll, double.IsFinite(point.NetBenefit.Upper) ? point.NetBenefit.Upper : point.NetBenefit.Value))
            .Where(double.IsFinite).DefaultIfEmpty(0).Max();
        double highest = Math.Max(best, 0.02) * 1.04;
        return new LinearScale(-0.2 * highest, highest, frame.Height > 0 ? frame.Bottom : PlotHeight, frame.Height > 0 ? frame.Top : 0);
    }

    private static void Band(SceneBuilder scene, ImmutableArray<DecisionCurvePoint> points, Fill fill, LinearScale x, LinearScale y)
    {
        DecisionCurvePoint[] known = [.. points.Where(point => double.IsFinite(point.NetBenefit.Lower) && double.IsFinite(point.NetBenefit.Upper))];
        scene.Polygon(
            [
                .. known.Select(point => new Point(x.At(point.Threshold), y.At(point.NetBenefit.Upper))),
                .. known.Reverse().Select(point => new Point(x.At(point.Threshold), y.At(point.NetBenefit.Lower))),
            ],
            fill);
    }

    private ImmutableArray<LegendEntry> Entries(DecisionPanel panel) =>
    [
        .. panel.Curves.Select((curve, i) => new LegendEntry(curve.Name, Line: Palette.SeriesStroke(i), Area: i < FirstBand(panel) ? null : new Fill(Palette.SeriesColor(i), 0.13))),
        new LegendEntry(TreatAllLabel, Line: AllStroke),
        new LegendEntry(TreatNoneLabel, Line: NoneStroke),
    ];
}

/// <summary>The decision curves on one cohort.</summary>
/// <param name="Heading">The cohort, in words.</param>
/// <param name="Curves">One curve a model, at least one, each with two points or more.</param>
public sealed record DecisionPanel(string Heading, ImmutableArray<DecisionSeries> Curves)
{
    internal IEnumerable<double> Points(Func<DecisionCurvePoint, double> of) => Curves.SelectMany(curve => curve.Points).Select(of);
}

/// <summary>The decision curve of one model.</summary>
/// <param name="Name">The model.</param>
/// <param name="Points">Its points, rising in threshold.</param>
public sealed record DecisionSeries(string Name, ImmutableArray<DecisionCurvePoint> Points);
