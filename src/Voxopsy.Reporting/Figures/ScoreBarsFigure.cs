using System.Collections.Immutable;
using Voxopsy.Reporting.Drawing;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Figures;

/// <summary>One bar a case, sorted, from the threshold up or down to its score; the colour says what was true.</summary>
public sealed record ScoreBarsFigure : Figure
{
    private const double PlotWidth = 620;
    private const double PlotHeight = 220;

    /// <summary>Gets the name of the horizontal axis, such as <c>Patients, sorted by score</c>.</summary>
    public required string HorizontalLabel { get; init; }

    /// <summary>Gets the name of the vertical axis, such as <c>Probability</c>.</summary>
    public required string VerticalLabel { get; init; }

    /// <summary>Gets the name of cases with the outcome.</summary>
    public required string WithLabel { get; init; }

    /// <summary>Gets the name of cases without the outcome.</summary>
    public required string WithoutLabel { get; init; }

    /// <summary>Gets the words at the threshold.</summary>
    public required string ThresholdLabel { get; init; }

    /// <summary>Gets the threshold from which bars start, within [0, 1].</summary>
    public required double Threshold { get; init; }

    /// <summary>Gets the scores, in any order.</summary>
    public required ImmutableArray<CaseScore> Scores { get; init; }

    internal override Scene Draw()
    {
        ImmutableArray<Tick> ticks = TickChoice.Linear(0, 1, 5);
        Frame frame = new(Axis.LeftRoom(ticks), 12, PlotWidth, PlotHeight);
        LinearScale y = new(0, 1, frame.Bottom, frame.Top);
        SceneBuilder scene = new();
        CaseScore[] sorted = [.. Scores.Where(score => double.IsFinite(score.Probability)).OrderBy(score => score.Probability).ThenBy(score => score.Outcome)];
        CategoryScale x = new(sorted.Length, frame.Left, frame.Right);
        double width = Math.Max(0.6, x.Band > 3 ? x.Band - 1 : x.Band);
        for (int i = 0; i < sorted.Length; i++)
        {
            double from = y.At(Threshold);
            double to = y.At(sorted[i].Probability);
            double height = Math.Max(0.6, Math.Abs(to - from));
            scene.Box(new Frame(x.At(i) - (width / 2), Math.Min(from, to), width, height), new Fill(sorted[i].Outcome ? Palette.Vermillion : Palette.Blue));
        }

        scene.Line(frame.Left, y.At(Threshold), frame.Right, y.At(Threshold), Stroke.Axis);
        Axis.Left(scene, frame, y, ticks, VerticalLabel);
        scene.Text(frame.CenterX, frame.Bottom + 20, HorizontalLabel, TextStyle.Label, TextAnchor.Middle);
        double legend = frame.Bottom + 34;
        legend += Legend.Flow(
            scene,
            frame.Left,
            legend,
            PlotWidth,
            [new(WithLabel, Area: new Fill(Palette.Vermillion)), new(WithoutLabel, Area: new Fill(Palette.Blue)), new(ThresholdLabel, Line: Stroke.Axis)]);
        return scene.Build(frame.Right + 14, legend + 6, Title, Description);
    }
}
