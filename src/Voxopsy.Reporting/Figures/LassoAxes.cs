using System.Collections.Immutable;
using Voxopsy.Reporting.Drawing;

namespace Voxopsy.Reporting.Figures;

/// <summary>What both LASSO figures share: penalties from strong to weak below, the number of columns above, the two usual penalties marked.</summary>
internal static class LassoAxes
{
    internal const double TopRoom = 44;

    /// <summary>Penalties fall from left to right, so that models grow to the right.</summary>
    internal static LogScale PenaltyScale(ImmutableArray<double> lambdas, Frame frame) => new(lambdas[0], lambdas[^1], frame.Left, frame.Right);

    internal static void Draw(SceneBuilder scene, Frame frame, LogScale x, LassoMarks marks, ImmutableArray<int> nonZero, ImmutableArray<double> lambdas)
    {
        Marked(scene, frame, x.At(lambdas[marks.MinimumIndex]), new Stroke(Palette.Muted, 1.2, "5 3"));
        if (marks.OneStandardErrorIndex != marks.MinimumIndex)
        {
            Marked(scene, frame, x.At(lambdas[marks.OneStandardErrorIndex]), new Stroke(Palette.Muted, 1.2, "1.5 2.5"));
        }

        Axis.Bottom(scene, frame, x, x.Ticks, marks.PenaltyLabel);
        ImmutableArray<Tick> counts = [.. Enumerable.Range(0, lambdas.Length)
            .Where(i => i % Math.Max(1, lambdas.Length / 9) == 0)
            .Select(i => new Tick(lambdas[i], TickChoice.Text(nonZero[i], 0)))];
        Axis.Top(scene, frame, x, counts, marks.CountLabel);
    }

    internal static ImmutableArray<LegendEntry> Entries(LassoMarks marks) =>
    [
        new(marks.MinimumLabel, Line: new Stroke(Palette.Muted, 1.2, "5 3")),
        new(marks.OneStandardErrorLabel, Line: new Stroke(Palette.Muted, 1.2, "1.5 2.5")),
    ];

    private static void Marked(SceneBuilder scene, Frame frame, double x, Stroke stroke) => scene.Line(x, frame.Top, x, frame.Bottom, stroke);
}

/// <summary>The two usual penalties of a LASSO path, and the words of its axes.</summary>
/// <param name="MinimumIndex">Position of the penalty with the least deviance.</param>
/// <param name="OneStandardErrorIndex">Position of the largest penalty within one standard error of it.</param>
/// <param name="PenaltyLabel">Name of the axis of penalties.</param>
/// <param name="CountLabel">Name of the axis of column counts.</param>
/// <param name="MinimumLabel">Name of the first mark, such as <c>λ min = 0.021</c>.</param>
/// <param name="OneStandardErrorLabel">Name of the second mark.</param>
public sealed record LassoMarks(
    int MinimumIndex, int OneStandardErrorIndex, string PenaltyLabel, string CountLabel, string MinimumLabel, string OneStandardErrorLabel);
