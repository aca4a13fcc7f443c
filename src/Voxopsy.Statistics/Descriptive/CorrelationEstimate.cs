namespace Voxopsy.Statistics.Descriptive;

/// <summary>A correlation with its test.</summary>
/// <param name="Value">In [−1, 1]; NaN when a column is constant.</param>
/// <param name="Lower">Lower confidence limit; NaN where none is defined.</param>
/// <param name="Upper">Upper confidence limit; NaN where none is defined.</param>
/// <param name="Statistic">Student's t (Pearson, Spearman) or z (Kendall).</param>
/// <param name="P">Two-sided p value.</param>
/// <param name="Count">Complete pairs.</param>
public readonly record struct CorrelationEstimate(double Value, double Lower, double Upper, double Statistic, double P, int Count);
