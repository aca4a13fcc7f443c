using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Reporting.Drawing;
using Voxopsy.Reporting.Tables;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Figures;

/// <summary>A nomogram: read points for each predictor, add them up, read the probability.</summary>
public sealed record NomogramFigure : Figure
{
    private const double AxisWidth = 520;
    private const double Row = 52;
    private const double MostNames = 210;
    private const double MostMark = 150;
    private const double RightRoom = 34;

    /// <summary>Baselines of texts from their axis, in the order in which they are filled.</summary>
    private static readonly double[] Levels = [17, -8, 31];

    /// <summary>Gets the name of the axis of points.</summary>
    public required string PointsLabel { get; init; }

    /// <summary>Gets the name of the axis of total points.</summary>
    public required string TotalLabel { get; init; }

    /// <summary>Gets the name of the axis of probabilities, such as <c>Probability of high grade</c>.</summary>
    public required string ProbabilityLabel { get; init; }

    /// <summary>Gets the nomogram.</summary>
    public required NomogramResult Nomogram { get; init; }

    internal override Scene Draw()
    {
        string[] names = [PointsLabel, .. Nomogram.Axes.Select(NameOf), TotalLabel, ProbabilityLabel];
        double left = Math.Min(MostNames, TextWidth.Widest(names, TextStyle.Label)) + 24;
        Frame frame = new(left, 0, AxisWidth, 0);
        SceneBuilder scene = new();
        double y = 34;
        LinearScale points = new(0, 100, frame.Left, frame.Right);
        Line(scene, PointsLabel, points, [.. TickChoice.Linear(0, 100, 10)], y, frame);
        foreach (NomogramAxisResult axis in Nomogram.Axes)
        {
            y += Row;
            Line(scene, NameOf(axis), points, [.. axis.Marks.Select(mark => new Tick(mark.Points, Signed(mark.Label))).OrderBy(tick => tick.Value)], y, frame);
        }

        y += Row;
        LinearScale totals = new(0, Nomogram.MaximumTotal > 0 ? Nomogram.MaximumTotal : 1, frame.Left, frame.Right);
        Line(scene, TotalLabel, totals, totals.Ticks, y, frame);
        ImmutableArray<Tick> probabilities = [.. Nomogram.Totals
            .Where(total => total.Points >= 0 && total.Points <= totals.To)
            .Select(total => new Tick(total.Points, NumberText.Significant(total.Probability, total.Probability is > 0.99 or < 0.01 ? 3 : 2).TrimEnd('0')))];
        if (probabilities.Length > 0)
        {
            y += Row;
            Line(scene, ProbabilityLabel, totals, probabilities, y, frame);
        }

        return scene.Build(frame.Right + RightRoom, y + 34, Title, Description);
    }

    private static string NameOf(NomogramAxisResult axis) => axis.Unit.Length > 0 ? $"{axis.Predictor} ({axis.Unit})" : axis.Predictor;

    /// <summary>Numbers get a true minus sign; levels stay as the data write them.</summary>
    private static string Signed(string label) =>
        label.StartsWith('-') && IsNumber(label) ? label.Replace('-', '−') : label;

    private static bool IsNumber(string label) => double.TryParse(label.Replace('−', '-'), NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>One axis: texts go below it; above it where a neighbour has the place; levels also to a second line below, while a number between others may stay unsaid.</summary>
    private static void Line(SceneBuilder scene, string name, LinearScale scale, ImmutableArray<Tick> ticks, double y, Frame frame)
    {
        ImmutableArray<string> lines = TextFit.Wrap(name, TextStyle.Label, frame.Left - 24);
        for (int i = 0; i < lines.Length; i++)
        {
            scene.Text(frame.Left - 18, y + 4 + ((i - ((lines.Length - 1) / 2.0)) * 15), lines[i], TextStyle.Label, TextAnchor.End);
        }

        if (ticks.Length == 0)
        {
            return;
        }

        scene.Line(scale.At(ticks[0].Value), y, scale.At(ticks[^1].Value), y, Stroke.Axis);
        double[] taken = [.. Levels.Select(_ => double.NegativeInfinity)];
        foreach (Tick tick in ticks)
        {
            double x = scale.At(tick.Value);
            string text = TextFit.Shorten(tick.Text, TextStyle.Tick, MostMark);
            double half = TextWidth.Of(text, TextStyle.Tick) / 2;
            double at = Math.Clamp(x, frame.Left - 14 + half, Math.Max(frame.Left - 14 + half, frame.Right + RightRoom - half));
            int level = Array.FindIndex(taken, 0, IsNumber(tick.Text) ? 2 : Levels.Length, end => at - half >= end + 5);
            double baseline = level < 0 ? 0 : Levels[level];
            scene.Line(x, y, x, y + (baseline < 0 ? -5 : 5), Stroke.Axis);
            if (level >= 0)
            {
                taken[level] = at + half;
                scene.Text(at, y + baseline, text, TextStyle.Tick, TextAnchor.Middle);
            }
        }
    }
}
