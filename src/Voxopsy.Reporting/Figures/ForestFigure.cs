using System.Collections.Immutable;
using Voxopsy.Reporting.Drawing;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Figures;

/// <summary>Estimates with intervals, one a row, against a line of no effect: odds ratios, or areas of models and subgroups.</summary>
public sealed record ForestFigure : Figure
{
    private const double PlotWidth = 280;
    private const double Row = 24;
    private const double MostNames = 230;
    private const double WidestRatio = 200;

    /// <summary>Gets the name of the axis, such as <c>Odds ratio (log scale)</c>.</summary>
    public required string HorizontalLabel { get; init; }

    /// <summary>Gets the heading of the numbers, such as <c>OR (95% CI)</c>.</summary>
    public required string ValueLabel { get; init; }

    /// <summary>Gets how values are spread along the axis.</summary>
    public required ForestSpread Spread { get; init; }

    /// <summary>Gets the value of no effect: 1 for odds ratios, 0.5 for areas.</summary>
    public required double Reference { get; init; }

    /// <summary>Gets the rows, at least one.</summary>
    public required ImmutableArray<ForestRow> Rows { get; init; }

    internal override Scene Draw()
    {
        ImmutableArray<ImmutableArray<string>> names = [.. Rows.Select(row => TextFit.Wrap(row.Name, TextStyle.Note, MostNames))];
        double left = Math.Ceiling(TextWidth.Widest(names.SelectMany(lines => lines), TextStyle.Note)) + 16;
        double top = 26;
        double height = names.Sum(RowHeight);
        Frame frame = new(left, top, PlotWidth, height + 6);
        Scale x = HorizontalScale(frame);
        SceneBuilder scene = new();
        double values = TextWidth.Widest([ValueLabel, .. Rows.Select(row => row.Text)], TextStyle.Note);
        double right = frame.Right + 18 + values;
        scene.Line(x.At(Reference), frame.Top, x.At(Reference), frame.Bottom, new Stroke(Palette.Pale, 1, "4 3"));
        scene.Text(right, top - 9, ValueLabel, TextStyle.Quiet, TextAnchor.End);
        double y = top;
        for (int i = 0; i < Rows.Length; i++)
        {
            double middle = y + (RowHeight(names[i]) / 2);
            for (int line = 0; line < names[i].Length; line++)
            {
                scene.Text(0, middle + 4 + ((line - ((names[i].Length - 1) / 2.0)) * 15), names[i][line], TextStyle.Note);
            }

            DrawEstimate(scene, Rows[i].Estimate, x, frame, middle);
            scene.Text(right, middle + 4, Rows[i].Text, TextStyle.Note, TextAnchor.End);
            y += RowHeight(names[i]);
        }

        Axis.Bottom(scene, frame, x, x.Ticks, HorizontalLabel);
        return scene.Build(right + 6, frame.Bottom + Axis.BottomRoom + 4, Title, Description);
    }

    private static double RowHeight(ImmutableArray<string> lines) => Row + ((lines.Length - 1) * 15);

    /// <summary>An interval that leaves the axis ends in an arrow head.</summary>
    private static void DrawEstimate(SceneBuilder scene, Estimate estimate, Scale x, Frame frame, double y)
    {
        Stroke stroke = new(Palette.Blue, 1.4);
        if (!double.IsNaN(estimate.Lower) && !double.IsNaN(estimate.Upper))
        {
            double from = Place(estimate.Lower);
            double to = Place(estimate.Upper);
            scene.Line(Math.Max(from, frame.Left), y, Math.Min(to, frame.Right), y, stroke);
            if (from < frame.Left)
            {
                Head(frame.Left, 1);
            }

            if (to > frame.Right)
            {
                Head(frame.Right, -1);
            }
        }

        double at = Place(estimate.Value);
        if (at >= frame.Left && at <= frame.Right)
        {
            scene.Box(new Frame(at - 4, y - 4, 8, 8), new Fill(Palette.Blue));
        }

        double Place(double value) => double.IsPositiveInfinity(value) ? double.PositiveInfinity : value <= 0 && x is LogScale ? double.NegativeInfinity : x.At(value);

        void Head(double tip, int direction) =>
            scene.Polygon([new Point(tip, y), new Point(tip + (6 * direction), y - 3.5), new Point(tip + (6 * direction), y + 3.5)], new Fill(Palette.Blue));
    }

    private Scale HorizontalScale(Frame frame)
    {
        double[] values = [.. Rows
            .SelectMany(row => new[] { row.Estimate.Value, row.Estimate.Lower, row.Estimate.Upper })
            .Append(Reference)
            .Where(double.IsFinite)];
        if (Spread == ForestSpread.Linear)
        {
            (double from, double to, _) = TickChoice.Widened(values.Min(), values.Max(), 5);
            return new LinearScale(from, to, frame.Left, frame.Right);
        }

        double[] within = [.. values.Where(value => value > 0).Select(value => Math.Clamp(value, Reference / WidestRatio, Reference * WidestRatio))];
        double room = Math.Max(1.05, Math.Pow(within.Max() / within.Min(), 0.06));
        return new LogScale(Math.Min(within.Min() / room, Reference / 1.5), Math.Max(within.Max() * room, Reference * 1.5), frame.Left, frame.Right);
    }
}

/// <summary>How values lie along the axis of a forest plot.</summary>
public enum ForestSpread
{
    /// <summary>By their logarithms, for ratios.</summary>
    Logarithmic,

    /// <summary>As they are.</summary>
    Linear,
}

/// <summary>A row of a forest plot.</summary>
/// <param name="Name">What is estimated.</param>
/// <param name="Estimate">The estimate; limits may be undefined.</param>
/// <param name="Text">The estimate in words at the right.</param>
public sealed record ForestRow(string Name, Estimate Estimate, string Text);
