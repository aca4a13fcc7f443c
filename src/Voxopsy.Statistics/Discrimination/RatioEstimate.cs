namespace Voxopsy.Statistics.Discrimination;

/// <summary>A ratio with a confidence interval that is symmetric on the logarithmic scale.</summary>
/// <param name="Value">The ratio, at least 0; infinite when its denominator is 0, NaN when both parts are.</param>
/// <param name="Lower">Lower confidence limit; NaN when a cell of the table is 0.</param>
/// <param name="Upper">Upper confidence limit; NaN when a cell of the table is 0.</param>
public readonly record struct RatioEstimate(double Value, double Lower, double Upper);
