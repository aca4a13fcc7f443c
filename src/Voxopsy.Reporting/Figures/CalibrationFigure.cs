using System.Collections.Immutable;
using Voxopsy.Reporting.Drawing;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Figures;

/// <summary>Calibration: the smooth curve and grouped cases against the diagonal, and below it who was given which probability.</summary>
public sealed record CalibrationFigure : Figure
{
    private const double Side = 320;
    private const double Strip = 64;

    /// <summary>Gets the name of the horizontal axis, such as <c>Predicted probability</c>.</summary>
    public required string HorizontalLabel { get; init; }

    /// <summary>Gets the name of the vertical axis, such as <c>Observed proportion</c>.</summary>
    public required string VerticalLabel { get; init; }

    /// <summary>Gets the words of the legend: the smooth curve, the groups, the diagonal, bars with and bars without the outcome.</summary>
    public required CalibrationWords Words { get; init; }

    /// <summary>Gets the panels, one a model.</summary>
    public required ImmutableArray<CalibrationPanel> Panels { get; init; }

    internal override Scene Draw()
    {
        SceneBuilder scene = new();
        ImmutableArray<Tick> ticks = TickChoice.Linear(0, 1, 5);
        double left = Axis.LeftRoom(ticks);
        (double width, double height) = PanelRow.Draw(
            scene, Panels.Length, left + Side + 14, (target, i, x, y) => DrawPanel(target, Panels[i], new Point(x + left, y), ticks));
        return scene.Build(width, height, Title, Description);
    }

    private double DrawPanel(SceneBuilder scene, CalibrationPanel panel, Point origin, ImmutableArray<Tick> ticks)
    {
        double top = origin.Y + PanelRow.Heading(scene, origin.X, origin.Y, Side, panel.Heading);
        Frame frame = new(origin.X, top, Side, Side);
        LinearScale x = new(0, 1, frame.Left, frame.Right);
        LinearScale y = new(0, 1, frame.Bottom, frame.Top);
        scene.Line(frame.Left, frame.Bottom, frame.Right, frame.Top, new Stroke(Palette.Pale, 1, "4 3"));
        scene.Polyline(panel.Curve.Select(point => new Point(x.At(point.Predicted), y.At(Math.Clamp(point.Observed, 0, 1)))), new Stroke(Palette.Blue, 2));
        foreach (CalibrationGroup group in panel.Groups.Where(group => double.IsFinite(group.Observed.Value)))
        {
            DrawGroup(scene, group, x, y);
        }

        Axis.Left(scene, frame, y, ticks, VerticalLabel);
        Frame strip = new(frame.Left, frame.Bottom + 8, Side, Strip);
        DrawHistogram(scene, panel, strip);
        Axis.Bottom(scene, strip, x, ticks, HorizontalLabel);

        double notes = strip.Bottom + Axis.BottomRoom + 4;
        foreach (string note in panel.Notes.SelectMany(note => TextFit.Wrap(note, TextStyle.Note, Side)))
        {
            scene.Text(frame.Left, notes + 13, note, TextStyle.Note);
            notes += 17;
        }

        notes += 4 + Legend.Flow(scene, frame.Left, notes + 4, Side, Entries());
        return notes + 6 - origin.Y;
    }

    private static void DrawGroup(SceneBuilder scene, CalibrationGroup group, LinearScale x, LinearScale y)
    {
        double at = x.At(group.Predicted);
        if (double.IsFinite(group.Observed.Lower) && double.IsFinite(group.Observed.Upper))
        {
            scene.Line(at, y.At(group.Observed.Lower), at, y.At(group.Observed.Upper), new Stroke(Palette.Vermillion, 1.2));
        }

        scene.Dot(at, y.At(group.Observed.Value), 4, new Fill(Palette.Vermillion), new Stroke(Palette.Paper));
    }

    /// <summary>Cases with the outcome rise from the middle line, cases without it hang from it.</summary>
    private static void DrawHistogram(SceneBuilder scene, CalibrationPanel panel, Frame strip)
    {
        int most = panel.WithOutcome.Concat(panel.WithoutOutcome).DefaultIfEmpty(0).Max();
        double half = (strip.Height / 2) - 2;
        Draw(panel.WithOutcome, Palette.Vermillion, -1);
        Draw(panel.WithoutOutcome, Palette.Blue, 1);
        scene.Line(strip.Left, strip.CenterY, strip.Right, strip.CenterY, new Stroke(Palette.Pale));

        void Draw(ImmutableArray<int> counts, string color, int direction)
        {
            double band = counts.Length == 0 ? 0 : strip.Width / counts.Length;
            for (int i = 0; i < counts.Length; i++)
            {
                double height = most == 0 ? 0 : half * counts[i] / most;
                if (height > 0)
                {
                    double top = direction < 0 ? strip.CenterY - height : strip.CenterY;
                    scene.Box(new Frame(strip.Left + (i * band) + 0.5, top, band - 1, height), new Fill(color, 0.75));
                }
            }
        }
    }

    private ImmutableArray<LegendEntry> Entries() =>
    [
        new(Words.Curve, Line: new Stroke(Palette.Blue, 2)),
        new(Words.Groups, Dot: new Fill(Palette.Vermillion)),
        new(Words.Ideal, Line: new Stroke(Palette.Pale, 1, "4 3")),
        new(Words.WithOutcome, Area: new Fill(Palette.Vermillion, 0.75)),
        new(Words.WithoutOutcome, Area: new Fill(Palette.Blue, 0.75)),
    ];
}

/// <summary>The words of a calibration legend.</summary>
/// <param name="Curve">The smooth curve.</param>
/// <param name="Groups">The grouped cases with their intervals.</param>
/// <param name="Ideal">The diagonal.</param>
/// <param name="WithOutcome">Bars of cases with the outcome.</param>
/// <param name="WithoutOutcome">Bars of cases without it.</param>
public sealed record CalibrationWords(string Curve, string Groups, string Ideal, string WithOutcome, string WithoutOutcome);

/// <summary>The calibration of one model on one cohort.</summary>
/// <param name="Heading">Model and cohort, in words.</param>
/// <param name="Notes">Lines below the plot, such as intercept and slope.</param>
/// <param name="Curve">The smooth curve, rising in predicted probability.</param>
/// <param name="Groups">Grouped cases.</param>
/// <param name="WithOutcome">Cases with the outcome in equal bins of probability from 0 to 1.</param>
/// <param name="WithoutOutcome">Cases without it in the same bins.</param>
public sealed record CalibrationPanel(
    string Heading,
    ImmutableArray<string> Notes,
    ImmutableArray<CalibrationPoint> Curve,
    ImmutableArray<CalibrationGroup> Groups,
    ImmutableArray<int> WithOutcome,
    ImmutableArray<int> WithoutOutcome);
