using System.Collections.Immutable;

namespace Voxopsy.Statistics.Preprocessing;

/// <summary>The training quantiles of a column.</summary>
/// <param name="Feature">The column.</param>
/// <param name="Values">Quantiles at evenly spaced probabilities from 0 to 1, never descending.</param>
public sealed record ColumnQuantiles(FeatureId Feature, ImmutableArray<double> Values);
