namespace Voxopsy.Statistics.Discrimination;

/// <summary>A proportion with a confidence interval.</summary>
/// <param name="Value">The proportion in [0, 1]; NaN when nothing was counted.</param>
/// <param name="Lower">Lower confidence limit.</param>
/// <param name="Upper">Upper confidence limit.</param>
public readonly record struct ProportionEstimate(double Value, double Lower, double Upper)
{
    /// <summary>Gets the estimate of nothing: all NaN.</summary>
    public static ProportionEstimate Undefined { get; } = new(double.NaN, double.NaN, double.NaN);
}
