namespace Voxopsy.Statistics.Preprocessing;

/// <summary>A column's Yeo-Johnson power and what follows it: (transformed − center) / scale.</summary>
/// <param name="Feature">The column.</param>
/// <param name="Lambda">The power; 1 leaves values as they are.</param>
/// <param name="Center">What is subtracted from transformed values; 0 when they are not standardized.</param>
/// <param name="Scale">What they are divided by; 1 when they are not standardized.</param>
public sealed record ColumnPower(FeatureId Feature, double Lambda, double Center, double Scale);
