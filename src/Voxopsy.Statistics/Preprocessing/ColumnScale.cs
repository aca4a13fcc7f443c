namespace Voxopsy.Statistics.Preprocessing;

/// <summary>How a column is centered and scaled: (value − center) / scale.</summary>
/// <param name="Feature">The column.</param>
/// <param name="Center">What is subtracted, in the column's unit.</param>
/// <param name="Scale">What is divided by, positive, in the column's unit.</param>
public sealed record ColumnScale(FeatureId Feature, double Center, double Scale);
