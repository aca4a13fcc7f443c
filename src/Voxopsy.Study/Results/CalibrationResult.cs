using System.Collections.Immutable;

namespace Voxopsy.Study.Results;

/// <summary>Whether probabilities mean what they say, from the frozen predictions as they are.</summary>
/// <param name="Intercept">Calibration in the large: intercept with the linear predictor as offset; 0 is right.</param>
/// <param name="Slope">Slope of the outcome on the linear predictor; 1 is right, below 1 is too extreme.</param>
/// <param name="Ici">Integrated calibration index: mean distance of the smooth curve from the diagonal.</param>
/// <param name="E50">Median of that distance.</param>
/// <param name="E90">90th percentile of that distance.</param>
/// <param name="Maximum">Largest distance.</param>
/// <param name="Curve">The smooth curve, rising in predicted probability; empty when it could not be drawn.</param>
/// <param name="Groups">Cases in groups of about equal size by predicted probability.</param>
public sealed record CalibrationResult(
    Estimate Intercept,
    Estimate Slope,
    double Ici,
    double E50,
    double E90,
    double Maximum,
    ImmutableArray<CalibrationPoint> Curve,
    ImmutableArray<CalibrationGroup> Groups);

/// <summary>A point of the smooth calibration curve.</summary>
/// <param name="Predicted">Predicted probability.</param>
/// <param name="Observed">Smoothed share with the outcome.</param>
public sealed record CalibrationPoint(double Predicted, double Observed);

/// <summary>A group of cases with similar predictions.</summary>
/// <param name="Predicted">Mean predicted probability.</param>
/// <param name="Observed">Share with the outcome (Wilson interval).</param>
/// <param name="Cases">Cases in the group.</param>
public sealed record CalibrationGroup(double Predicted, Estimate Observed, int Cases);
