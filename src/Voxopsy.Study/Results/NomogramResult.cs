using System.Collections.Immutable;

namespace Voxopsy.Study.Results;

/// <summary>A nomogram: points a value, total points to probability.</summary>
/// <param name="Axes">One axis a predictor.</param>
/// <param name="MaximumTotal">Largest total of points.</param>
/// <param name="Totals">Total points with the probability they stand for, rising.</param>
public sealed record NomogramResult(ImmutableArray<NomogramAxisResult> Axes, double MaximumTotal, ImmutableArray<NomogramTotal> Totals);

/// <summary>The axis of one predictor.</summary>
/// <param name="Predictor">Its name.</param>
/// <param name="Unit">Its unit; empty when none was given.</param>
/// <param name="Marks">Values with their points; the points run from 0 up to at most 100.</param>
public sealed record NomogramAxisResult(string Predictor, string Unit, ImmutableArray<NomogramMark> Marks);

/// <summary>A mark on an axis.</summary>
/// <param name="Label">What stands at the mark: a number or a level.</param>
/// <param name="Points">Its points.</param>
public sealed record NomogramMark(string Label, double Points);

/// <summary>Total points and the probability they stand for.</summary>
/// <param name="Points">The total.</param>
/// <param name="Probability">The probability, a round one.</param>
public sealed record NomogramTotal(double Points, double Probability);
