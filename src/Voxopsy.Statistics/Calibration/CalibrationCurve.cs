using System.Collections.Immutable;
using Voxopsy.Statistics.Regression;

namespace Voxopsy.Statistics.Calibration;

/// <summary>A place of a calibration curve.</summary>
/// <param name="Predicted">Predicted probability.</param>
/// <param name="Observed">Share of events among rows predicted about so, smoothed; within [0, 1].</param>
public readonly record struct CalibrationPoint(double Predicted, double Observed);

/// <summary>How far predicted probabilities agree with what happened: the smoothed curve, the line, and the distances between them.</summary>
/// <remarks>
/// Curve by local regression (degree 2, span 0.75); distances |observed − predicted| over the rows: their mean is the integrated calibration index
/// (Austin and Steyerberg 2019, Stat Med 38:4051).
/// </remarks>
public sealed record CalibrationCurve
{
    /// <summary>Gets intercept and slope.</summary>
    public required CalibrationLine Line { get; init; }

    /// <summary>Gets the curve at ascending predicted probabilities.</summary>
    public required ImmutableArray<CalibrationPoint> Points { get; init; }

    /// <summary>Gets the curve's value for each row, in the order of the rows; not cut to [0, 1].</summary>
    public required ImmutableArray<double> Fitted { get; init; }

    /// <summary>Gets the mean distance of curve and prediction over the rows (ICI), 0 best.</summary>
    public required double Ici { get; init; }

    /// <summary>Gets the median distance.</summary>
    public required double E50 { get; init; }

    /// <summary>Gets the distance that 90% of the rows do not exceed.</summary>
    public required double E90 { get; init; }

    /// <summary>Gets the largest distance.</summary>
    public required double Emax { get; init; }

    /// <summary>Gets the mean squared distance of prediction and outcome.</summary>
    public required double Brier { get; init; }

    /// <summary>Gets calibration in the large: the intercept with the slope held at 1.</summary>
    public double Intercept => Line.Intercept;

    /// <summary>Gets the calibration slope.</summary>
    public double Slope => Line.Slope;

    /// <summary>Computes the curve.</summary>
    /// <param name="probabilities">Predicted probabilities, within [0, 1].</param>
    /// <param name="events">What happened.</param>
    /// <param name="pointCount">How many places the drawn curve has, at least 2.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="OneClassOutcomeException">All rows have the same outcome.</exception>
    /// <exception cref="MissingValueException">A probability is not a number.</exception>
    public static CalibrationCurve Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> events, int pointCount = 101)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pointCount, 2);
        CalibrationLine line = CalibrationLine.Of(probabilities, events);
        double[] outcome = LogisticRegression.ToNumbers(events, out _);
        double[] fitted = LocalRegression.Fit(probabilities, outcome, probabilities);
        double[] distance = new double[fitted.Length];
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        for (int i = 0; i < fitted.Length; i++)
        {
            distance[i] = Math.Abs(fitted[i] - probabilities[i]);
            low = Math.Min(low, probabilities[i]);
            high = Math.Max(high, probabilities[i]);
        }

        double[] places = [.. Enumerable.Range(0, pointCount).Select(i => low + ((high - low) * i / (pointCount - 1)))];
        double[] curve = LocalRegression.Fit(probabilities, outcome, places);
        Array.Sort(distance);
        return new CalibrationCurve
        {
            Line = line,
            Points = [.. places.Select((place, i) => new CalibrationPoint(place, Math.Clamp(curve[i], 0, 1)))],
            Fitted = [.. fitted],
            Ici = distance.Average(),
            E50 = Quantile(distance, 0.5),
            E90 = Quantile(distance, 0.9),
            Emax = distance[^1],
            Brier = BrierScore.Of(probabilities, events),
        };
    }

    /// <summary>The quantile of sorted values by straight lines between order statistics (Hyndman and Fan's type 7).</summary>
    internal static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = Math.Clamp((int)place, 0, Math.Max(0, sorted.Length - 2));
        return sorted.Length == 1 ? sorted[0] : sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below]));
    }
}
