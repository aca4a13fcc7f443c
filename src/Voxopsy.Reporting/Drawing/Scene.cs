using System.Collections.Immutable;

namespace Voxopsy.Reporting.Drawing;

/// <summary>A finished drawing, free of any file format.</summary>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Title">What is seen, for readers who cannot see it.</param>
/// <param name="Description">What it shows, in a sentence or two, for the same readers.</param>
/// <param name="Marks">Everything drawn, first at the back.</param>
internal sealed record Scene(double Width, double Height, string Title, string Description, ImmutableArray<Mark> Marks);
