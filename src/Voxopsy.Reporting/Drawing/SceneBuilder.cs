using System.Collections.Immutable;

namespace Voxopsy.Reporting.Drawing;

/// <summary>Collects marks in the order they are drawn.</summary>
internal sealed class SceneBuilder
{
    private readonly ImmutableArray<Mark>.Builder _marks = ImmutableArray.CreateBuilder<Mark>();

    internal void Add(Mark mark) => _marks.Add(mark);

    internal void Line(double fromX, double fromY, double toX, double toY, Stroke stroke) =>
        Add(new LineMark(new Point(fromX, fromY), new Point(toX, toY), stroke));

    internal void Polyline(IEnumerable<Point> points, Stroke stroke)
    {
        ImmutableArray<Point> all = [.. points];
        if (all.Length > 1)
        {
            Add(new PolylineMark(all, stroke));
        }
    }

    internal void Polygon(IEnumerable<Point> points, Fill fill)
    {
        ImmutableArray<Point> all = [.. points];
        if (all.Length > 2)
        {
            Add(new PolygonMark(all, fill));
        }
    }

    internal void Box(Frame frame, Fill? fill, Stroke? stroke = null, double cornerRadius = 0) => Add(new BoxMark(frame, fill, stroke, cornerRadius));

    internal void Dot(double x, double y, double radius, Fill fill, Stroke? stroke = null) => Add(new DotMark(new Point(x, y), radius, fill, stroke));

    internal void Text(double x, double y, string text, TextStyle style, TextAnchor anchor = TextAnchor.Start, double rotation = 0)
    {
        if (text.Length > 0)
        {
            Add(new TextMark(new Point(x, y), text, style, anchor, rotation));
        }
    }

    /// <summary>Draws what falls within a frame only.</summary>
    internal void Clip(Frame frame, Action<SceneBuilder> draw)
    {
        SceneBuilder inside = new();
        draw(inside);
        Add(new ClipMark(frame, inside._marks.ToImmutable()));
    }

    internal Scene Build(double width, double height, string title, string description) =>
        new(Math.Ceiling(width), Math.Ceiling(height), title, description, _marks.ToImmutable());
}
