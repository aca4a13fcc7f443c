using System.Collections.Immutable;
using Voxopsy.Reporting.Drawing;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Figures;

/// <summary>Coefficients along a LASSO path; columns of the chosen model have colour and name, all others stand back.</summary>
public sealed record LassoPathFigure : Figure
{
    private const double PlotWidth = 330;
    private const double PlotHeight = 270;
    private const double LabelWidth = 260;
    private const int MostNames = 14;

    /// <summary>Gets the penalties, largest first, at least two.</summary>
    public required ImmutableArray<double> Lambdas { get; init; }

    /// <summary>Gets the number of columns in the model at each penalty.</summary>
    public required ImmutableArray<int> NonZero { get; init; }

    /// <summary>Gets the path of each column.</summary>
    public required ImmutableArray<LassoCoefficientPath> Paths { get; init; }

    /// <summary>Gets the position of the penalty that was used.</summary>
    public required int ChosenIndex { get; init; }

    /// <summary>Gets the marks and words of the axes.</summary>
    public required LassoMarks Marks { get; init; }

    /// <summary>Gets the name of the vertical axis, such as <c>Coefficient (log odds per SD)</c>.</summary>
    public required string VerticalLabel { get; init; }

    internal override Scene Draw()
    {
        double[] all = [.. Paths.SelectMany(path => path.Coefficients).Where(double.IsFinite), 0];
        (double low, double high, ImmutableArray<Tick> ticks) = TickChoice.Widened(all.Min(), all.Max(), 5);
        Frame frame = new(Axis.LeftRoom(ticks), LassoAxes.TopRoom, PlotWidth, PlotHeight);
        LogScale x = LassoAxes.PenaltyScale(Lambdas, frame);
        LinearScale y = new(low, high, frame.Bottom, frame.Top);
        ImmutableArray<LassoCoefficientPath> chosen = [.. Paths
            .Where(path => path.Coefficients[ChosenIndex] != 0)
            .OrderByDescending(path => Math.Abs(path.Coefficients[ChosenIndex]))
            .Take(MostNames)];

        SceneBuilder scene = new();
        scene.Line(frame.Left, y.At(0), frame.Right, y.At(0), new Stroke(Palette.Pale));
        foreach (LassoCoefficientPath path in Paths.Except(chosen))
        {
            Curve(scene, path, x, y, new Stroke(Palette.Pale));
        }

        for (int i = 0; i < chosen.Length; i++)
        {
            Curve(scene, chosen[i], x, y, Palette.SeriesStroke(i, 1.6));
        }

        LassoAxes.Draw(scene, frame, x, Marks, NonZero, Lambdas);
        Axis.Left(scene, frame, y, ticks, VerticalLabel);
        Names(scene, frame, y, chosen);
        double legend = frame.Bottom + Axis.BottomRoom + 6;
        legend += Legend.Flow(scene, frame.Left, legend, PlotWidth + LabelWidth, LassoAxes.Entries(Marks));
        return scene.Build(frame.Right + LabelWidth + 20, legend + 6, Title, Description);
    }

    /// <summary>A curve begins where its column enters: drawn earlier, the last curve would hide all others on the zero line.</summary>
    private void Curve(SceneBuilder scene, LassoCoefficientPath path, LogScale x, LinearScale y, Stroke stroke)
    {
        int entry = Enumerable.Range(0, Lambdas.Length).FirstOrDefault(i => path.Coefficients[i] != 0, Lambdas.Length);
        scene.Polyline(
            Enumerable.Range(0, Lambdas.Length).Skip(entry - 1).Where(i => double.IsFinite(path.Coefficients[i])).Select(i => new Point(x.At(Lambdas[i]), y.At(path.Coefficients[i]))),
            stroke);
    }

    /// <summary>Names at the right end of their curves, moved apart, with a thin line back to the curve.</summary>
    private static void Names(SceneBuilder scene, Frame frame, LinearScale y, ImmutableArray<LassoCoefficientPath> chosen)
    {
        double[] ends = [.. chosen.Select(path => y.At(path.Coefficients[^1]))];
        double[] places = LabelSpread.Apart(ends, 16, frame.Top - 4, Math.Max(frame.Bottom + 4, frame.Top - 4 + (16 * (chosen.Length - 1))));
        for (int i = 0; i < chosen.Length; i++)
        {
            scene.Line(frame.Right + 2, ends[i], frame.Right + 16, places[i], new Stroke(Palette.SeriesColor(i), 0.8));
            scene.Text(frame.Right + 19, places[i] + 4, TextFit.Shorten(chosen[i].Feature, TextStyle.Note, LabelWidth - 4), TextStyle.Note);
        }
    }
}
