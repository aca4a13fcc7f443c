namespace Voxopsy.Statistics.Reclassification;

/// <summary>An improvement with its normal interval and test.</summary>
/// <param name="Value">The improvement.</param>
/// <param name="StandardError">Standard error.</param>
/// <param name="Lower">Lower confidence limit.</param>
/// <param name="Upper">Upper confidence limit.</param>
/// <param name="Z">Value over standard error.</param>
/// <param name="P">Two-sided p value.</param>
public readonly record struct ReclassificationEstimate(double Value, double StandardError, double Lower, double Upper, double Z, double P)
{
    internal static ReclassificationEstimate Of(double value, double error, double level)
    {
        double half = Distributions.Normal.Quantile(0.5 + (level / 2)) * error;
        return new ReclassificationEstimate(value, error, value - half, value + half, value / error, Distributions.Normal.TwoSidedP(value / error));
    }
}
