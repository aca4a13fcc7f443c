using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Statistics.Discrimination;

/// <summary>A straight line through the curve on normal-deviate axes: z(specificity) = a + b z(sensitivity).</summary>
/// <param name="Intercept">a.</param>
/// <param name="Slope">b, negative.</param>
/// <param name="Area">Area under the smooth curve, Φ(a / √(1 + b²)).</param>
/// <param name="Variance">Variance of that area.</param>
/// <remarks>
/// Least squares over the points with finite deviates, as pROC's smooth(method = "binormal"); variance of Obuchowski and McClish 1997
/// (Statistics in Medicine 16:1529).
/// </remarks>
public readonly record struct BinormalFit(double Intercept, double Slope, double Area, double Variance)
{
    /// <summary>Fits a curve.</summary>
    /// <param name="curve">An empirical curve.</param>
    /// <returns>The fit; null when fewer than two points with different sensitivities lie strictly inside the unit square.</returns>
    public static BinormalFit? Of(RocCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        double[][] inside = [.. curve.Points
            .Where(point => point.Sensitivity is > 0 and < 1 && point.Specificity is > 0 and < 1)
            .Select(point => new[] { Normal.Quantile(point.Sensitivity), Normal.Quantile(point.Specificity) })];
        if (inside.Length < 2)
        {
            return null;
        }

        double meanX = inside.Average(point => point[0]);
        double meanY = inside.Average(point => point[1]);
        double spread = inside.Sum(point => (point[0] - meanX) * (point[0] - meanX));
        if (spread <= 1e-14 * inside.Length)
        {
            return null;
        }

        double slope = inside.Sum(point => (point[0] - meanX) * (point[1] - meanY)) / spread;
        double intercept = meanY - (slope * meanX);
        double square = 1 + (slope * slope);
        double ratio = curve.Controls / (double)curve.Cases;
        double height = Math.Exp(-intercept * intercept / 2 / square);
        double f = height / Math.Sqrt(2 * Math.PI * square);
        double g = -intercept * slope * height / Math.Sqrt(2 * Math.PI * square * square * square);
        double variance = (f * f * (1 + (slope * slope / ratio) + (intercept * intercept / 2)))
            + (g * g * slope * slope * (1 + ratio) / (2 * ratio));
        return new BinormalFit(intercept, slope, Normal.Cdf(intercept / Math.Sqrt(square)), variance / curve.Cases);
    }
}
