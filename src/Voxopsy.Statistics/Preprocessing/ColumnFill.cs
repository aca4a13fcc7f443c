namespace Voxopsy.Statistics.Preprocessing;

/// <summary>What replaces the missing values of a column.</summary>
/// <param name="Feature">The column.</param>
/// <param name="Value">A finite number in the column's unit.</param>
public sealed record ColumnFill(FeatureId Feature, double Value);
