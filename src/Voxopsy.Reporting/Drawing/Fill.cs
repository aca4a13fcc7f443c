namespace Voxopsy.Reporting.Drawing;

/// <summary>How an area is filled.</summary>
/// <param name="Color">A colour as <c>#rrggbb</c>.</param>
/// <param name="Opacity">1 is opaque, 0 cannot be seen.</param>
internal sealed record Fill(string Color, double Opacity = 1);
