namespace Voxopsy.Reporting.Drawing;

/// <summary>A place in a scene: pixels from the left and from the top.</summary>
internal readonly record struct Point(double X, double Y);
