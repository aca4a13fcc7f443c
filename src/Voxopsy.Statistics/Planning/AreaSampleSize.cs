using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Statistics.Planning;

/// <summary>Power and sample size of one area under the ROC curve against one half.</summary>
/// <remarks>
/// Source: Obuchowski and McClish 1997 (Statistics in Medicine 16:1529): binormal variance under the alternative, 0.0792 (1 + 1/κ) under the
/// null; the constants are the rounded ones of the paper, as pROC uses them.
/// </remarks>
public static class AreaSampleSize
{
    /// <summary>Power to tell an area from one half.</summary>
    /// <param name="area">True area, above 0.5.</param>
    /// <param name="cases">Number of events.</param>
    /// <param name="controls">Number of non-events.</param>
    /// <param name="significance">Two-sided significance level.</param>
    public static double Power(double area, double cases, double controls, double significance = 0.05)
    {
        double ratio = controls / cases;
        double z = Normal.Quantile(1 - (significance / 2));
        return Normal.Cdf(((Math.Sqrt(cases) * Math.Abs(area - 0.5)) - (z * Math.Sqrt(NullVariance(ratio)))) / Math.Sqrt(Variance(area, ratio)));
    }

    /// <summary>Events needed to tell an area from one half.</summary>
    /// <param name="area">True area, above 0.5 and below 1.</param>
    /// <param name="power">Wanted power in (0, 1).</param>
    /// <param name="controlsPerCase">Non-events for each event.</param>
    /// <param name="significance">Two-sided significance level.</param>
    /// <returns>Number of events, not rounded.</returns>
    public static double Cases(double area, double power, double controlsPerCase = 1, double significance = 0.05)
    {
        double root = (Normal.Quantile(1 - (significance / 2)) * Math.Sqrt(NullVariance(controlsPerCase)))
            + (Normal.Quantile(power) * Math.Sqrt(Variance(area, controlsPerCase)));
        return root * root / ((area - 0.5) * (area - 0.5));
    }

    private static double NullVariance(double ratio) => 0.0792 * (1 + (1 / ratio));

    private static double Variance(double area, double ratio)
    {
        double a = Normal.Quantile(area) * 1.414;
        return 0.0099 * Math.Exp(-a * a / 2) * ((5 * a * a) + 8 + (((a * a) + 8) / ratio));
    }
}
