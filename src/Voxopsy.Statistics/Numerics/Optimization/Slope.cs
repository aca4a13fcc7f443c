namespace Voxopsy.Statistics.Numerics.Optimization;

/// <summary>A function's value and gradient at a place; the gradient is written into the span given.</summary>
internal delegate double Slope(ReadOnlySpan<double> place, Span<double> gradient);
