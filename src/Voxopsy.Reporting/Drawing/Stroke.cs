namespace Voxopsy.Reporting.Drawing;

/// <summary>How a line is drawn.</summary>
/// <param name="Color">A colour as <c>#rrggbb</c>.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Dash">Lengths of dashes and gaps, such as <c>4 3</c>; empty for a solid line.</param>
internal sealed record Stroke(string Color, double Width = 1, string Dash = "")
{
    /// <summary>The thin dark line of axes.</summary>
    internal static Stroke Axis { get; } = new(Palette.Ink);
}
