using System.Collections.Immutable;
using Voxopsy.Reporting.Drawing;

namespace Voxopsy.Reporting.Figures;

/// <summary>Cross-validated deviance of a LASSO at each penalty, with one standard error up and down.</summary>
public sealed record LassoCrossValidationFigure : Figure
{
    private const double PlotWidth = 400;
    private const double PlotHeight = 270;

    /// <summary>Gets the penalties, largest first, at least two.</summary>
    public required ImmutableArray<double> Lambdas { get; init; }

    /// <summary>Gets the mean deviance at each penalty.</summary>
    public required ImmutableArray<double> MeanDeviance { get; init; }

    /// <summary>Gets its standard error at each penalty.</summary>
    public required ImmutableArray<double> StandardError { get; init; }

    /// <summary>Gets the number of columns in the model at each penalty.</summary>
    public required ImmutableArray<int> NonZero { get; init; }

    /// <summary>Gets the marks and words of the axes.</summary>
    public required LassoMarks Marks { get; init; }

    /// <summary>Gets the name of the vertical axis, such as <c>Binomial deviance</c>.</summary>
    public required string VerticalLabel { get; init; }

    internal override Scene Draw()
    {
        int[] known = [.. Enumerable.Range(0, Lambdas.Length).Where(i => double.IsFinite(MeanDeviance[i]))];
        double[] errors = [.. StandardError.Select(error => double.IsFinite(error) ? error : 0)];
        (double low, double high, ImmutableArray<Tick> ticks) = TickChoice.Widened(
            known.Select(i => MeanDeviance[i] - errors[i]).DefaultIfEmpty(0).Min(), known.Select(i => MeanDeviance[i] + errors[i]).DefaultIfEmpty(1).Max(), 5);
        Frame frame = new(Axis.LeftRoom(ticks), LassoAxes.TopRoom, PlotWidth, PlotHeight);
        LogScale x = LassoAxes.PenaltyScale(Lambdas, frame);
        LinearScale y = new(low, high, frame.Bottom, frame.Top);

        SceneBuilder scene = new();
        LassoAxes.Draw(scene, frame, x, Marks, NonZero, Lambdas);
        foreach (int i in known)
        {
            double at = x.At(Lambdas[i]);
            scene.Line(at, y.At(MeanDeviance[i] - errors[i]), at, y.At(MeanDeviance[i] + errors[i]), new Stroke(Palette.Pale));
        }

        foreach (int i in known)
        {
            scene.Dot(x.At(Lambdas[i]), y.At(MeanDeviance[i]), 2.2, new Fill(Palette.Vermillion));
        }

        Axis.Left(scene, frame, y, ticks, VerticalLabel);
        double legend = frame.Bottom + Axis.BottomRoom + 6;
        legend += Legend.Flow(scene, frame.Left, legend, PlotWidth, LassoAxes.Entries(Marks));
        return scene.Build(frame.Right + 20, legend + 6, Title, Description);
    }
}
