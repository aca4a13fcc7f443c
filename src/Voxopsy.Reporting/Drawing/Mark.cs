using System.Collections.Immutable;

namespace Voxopsy.Reporting.Drawing;

/// <summary>One thing that is drawn.</summary>
internal abstract record Mark;

/// <summary>A straight line.</summary>
internal sealed record LineMark(Point From, Point To, Stroke Stroke) : Mark;

/// <summary>A line through points; never closed, never filled.</summary>
internal sealed record PolylineMark(ImmutableArray<Point> Points, Stroke Stroke) : Mark;

/// <summary>A filled area within points.</summary>
internal sealed record PolygonMark(ImmutableArray<Point> Points, Fill Fill) : Mark;

/// <summary>A rectangle, filled, outlined or both.</summary>
internal sealed record BoxMark(Frame Frame, Fill? Fill, Stroke? Stroke, double CornerRadius = 0) : Mark;

/// <summary>A disc.</summary>
internal sealed record DotMark(Point Center, double Radius, Fill Fill, Stroke? Stroke = null) : Mark;

/// <summary>One line of text.</summary>
/// <param name="At">Where its anchor lies, on the baseline.</param>
/// <param name="Text">What it says.</param>
/// <param name="Style">How it looks.</param>
/// <param name="Anchor">Which part of the text lies at <paramref name="At"/>.</param>
/// <param name="Rotation">Degrees clockwise about <paramref name="At"/>.</param>
internal sealed record TextMark(Point At, string Text, TextStyle Style, TextAnchor Anchor = TextAnchor.Start, double Rotation = 0) : Mark;

/// <summary>Marks of which only the part within a frame is seen.</summary>
internal sealed record ClipMark(Frame Frame, ImmutableArray<Mark> Marks) : Mark;
