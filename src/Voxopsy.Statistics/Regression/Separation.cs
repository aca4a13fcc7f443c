using System.Collections.Immutable;

namespace Voxopsy.Statistics.Regression;

/// <summary>The outcome is told apart without error along some direction, so the most likely coefficient is infinite.</summary>
/// <param name="Kind">Whether all rows are told apart or only some.</param>
/// <param name="Columns">The columns that tell the outcomes apart, the strongest first; their coefficients have no finite estimate.</param>
/// <remarks>
/// Found by a certificate, not by large numbers: the last Newton step is a direction d with (2yᵢ − 1)·xᵢd ≥ 0 in every row and &gt; 0 in
/// some (Albert and Anderson 1984, Biometrika 71:1). Firth's penalized regression has a finite estimate for such rows.
/// </remarks>
public sealed record Separation(SeparationKind Kind, ImmutableArray<string> Columns);
