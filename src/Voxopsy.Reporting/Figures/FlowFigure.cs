using System.Collections.Immutable;
using Voxopsy.Reporting.Drawing;

namespace Voxopsy.Reporting.Figures;

/// <summary>The way of patients through a study: one column a cohort, boxes downwards, those set aside to the right, parts at the end.</summary>
public sealed record FlowFigure : Figure
{
    private const double BoxWidth = 200;
    private const double AsideWidth = 190;
    private const double Reach = 26;
    private const double Padding = 9;
    private const double LineHeight = 16;
    private const double ColumnGap = 36;
    private const int ColumnsInRow = 2;

    /// <summary>Gets the columns, one a cohort.</summary>
    public required ImmutableArray<FlowColumn> Columns { get; init; }

    internal override Scene Draw()
    {
        SceneBuilder scene = new();
        double top = 8;
        double right = 0;
        foreach (FlowColumn[] row in Columns.Chunk(ColumnsInRow))
        {
            double left = 8;
            double bottom = top;
            foreach (FlowColumn column in row)
            {
                bottom = Math.Max(bottom, DrawColumn(scene, column, left, top));
                left += WidthOf(column) + ColumnGap;
            }

            right = Math.Max(right, left - ColumnGap);
            top = bottom + ColumnGap;
        }

        return scene.Build(right + 8, top - ColumnGap + 8, Title, Description);
    }

    private static double WidthOf(FlowColumn column)
    {
        double main = BoxWidth + (column.Steps.Any(step => step.Aside.Length > 0) ? Reach + AsideWidth : 0);
        return Math.Max(main, PartsWidth(column));
    }

    private static double PartsWidth(FlowColumn column) => column.Parts.Length == 0 ? 0 : (column.Parts.Length * (BoxWidth - 44)) + ((column.Parts.Length - 1) * 16);

    private static double DrawColumn(SceneBuilder scene, FlowColumn column, double left, double top)
    {
        double y = top;
        foreach (string line in TextFit.Wrap(column.Heading, TextStyle.Heading, WidthOf(column)))
        {
            scene.Text(left, y + 13, line, TextStyle.Heading);
            y += 18;
        }

        y += 4;
        double middle = left + (BoxWidth / 2);
        for (int i = 0; i < column.Steps.Length; i++)
        {
            y = DrawBox(scene, column.Steps[i].Lines, new Point(left, y), BoxWidth, Palette.Wash);
            bool more = i + 1 < column.Steps.Length;
            if (column.Steps[i].Aside.Length > 0)
            {
                double aside = y + 14;
                double asideBottom = DrawBox(scene, column.Steps[i].Aside, new Point(left + BoxWidth + Reach, aside), AsideWidth, Palette.Paper);
                double branch = aside + ((asideBottom - aside) / 2);
                Arrow(scene, new Point(middle, branch), new Point(left + BoxWidth + Reach, branch));
                double next = Math.Max(asideBottom + 14, y + 30);
                scene.Line(middle, y, middle, more ? next : branch, Stroke.Axis);
                y = more ? next : asideBottom;
                if (more)
                {
                    Head(scene, new Point(middle, y), 0, 1);
                }
            }
            else if (more)
            {
                Arrow(scene, new Point(middle, y), new Point(middle, y + 30));
                y += 30;
            }
        }

        return column.Parts.Length == 0 ? y : DrawParts(scene, column, left, middle, y);
    }

    private static double DrawParts(SceneBuilder scene, FlowColumn column, double left, double middle, double top)
    {
        double width = BoxWidth - 44;
        double fork = top + 14;
        double boxes = fork + 16;
        double[] centers = [.. Enumerable.Range(0, column.Parts.Length).Select(i => left + (i * (width + 16)) + (width / 2))];
        scene.Line(middle, top, middle, fork, Stroke.Axis);
        scene.Line(Math.Min(middle, centers[0]), fork, Math.Max(middle, centers[^1]), fork, Stroke.Axis);
        double bottom = boxes;
        for (int i = 0; i < centers.Length; i++)
        {
            Arrow(scene, new Point(centers[i], fork), new Point(centers[i], boxes));
            bottom = Math.Max(bottom, DrawBox(scene, column.Parts[i], new Point(centers[i] - (width / 2), boxes), width, Palette.Wash));
        }

        return bottom;
    }

    private static double DrawBox(SceneBuilder scene, ImmutableArray<string> texts, Point corner, double width, string color)
    {
        string[] lines = [.. texts.SelectMany(text => TextFit.Wrap(text, TextStyle.Note, width - (2 * Padding)))];
        double height = (lines.Length * LineHeight) + (2 * Padding) - 2;
        scene.Box(new Frame(corner.X, corner.Y, width, height), new Fill(color), new Stroke(Palette.Muted), 3);
        for (int i = 0; i < lines.Length; i++)
        {
            scene.Text(corner.X + Padding, corner.Y + Padding + 11 + (i * LineHeight), lines[i], TextStyle.Note);
        }

        return corner.Y + height;
    }

    private static void Arrow(SceneBuilder scene, Point from, Point to)
    {
        scene.Line(from.X, from.Y, to.X, to.Y, Stroke.Axis);
        Head(scene, to, Math.Sign(to.X - from.X), Math.Sign(to.Y - from.Y));
    }

    private static void Head(SceneBuilder scene, Point tip, int dx, int dy) => scene.Polygon(
        [
            tip,
            new Point(tip.X - (6 * dx) + (3.2 * dy), tip.Y - (6 * dy) + (3.2 * dx)),
            new Point(tip.X - (6 * dx) - (3.2 * dy), tip.Y - (6 * dy) - (3.2 * dx)),
        ],
        new Fill(Palette.Ink));
}

/// <summary>The way of one cohort.</summary>
/// <param name="Heading">The cohort.</param>
/// <param name="Steps">Boxes from top to bottom, at least one.</param>
/// <param name="Parts">Boxes side by side below the last step, one array of lines each.</param>
public sealed record FlowColumn(string Heading, ImmutableArray<FlowStep> Steps, ImmutableArray<ImmutableArray<string>> Parts);

/// <summary>A box and what leaves after it.</summary>
/// <param name="Lines">The lines of the box.</param>
/// <param name="Aside">The lines of the box of those set aside after it; empty when nobody was.</param>
public sealed record FlowStep(ImmutableArray<string> Lines, ImmutableArray<string> Aside);
