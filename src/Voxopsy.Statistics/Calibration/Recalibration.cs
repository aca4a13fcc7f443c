using System.Collections.Immutable;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Calibration;

/// <summary>A map from predicted to recalibrated risks, learned on some patients and frozen.</summary>
/// <remarks>
/// Source: Steyerberg 2004, Stat Med 23:2567 (updating by intercept, by intercept and slope); Zadrozny and Elkan 2002 (isotonic). Ranks, and so the
/// area under the ROC curve, stay as they are, but for new ties of the isotonic map.
/// </remarks>
public sealed record Recalibration
{
    private readonly ImmutableArray<double> _from;
    private readonly ImmutableArray<double> _to;

    private Recalibration(RecalibrationKind kind, double intercept, double slope, ImmutableArray<double> from, ImmutableArray<double> to)
    {
        Kind = kind;
        Intercept = intercept;
        Slope = slope;
        _from = from;
        _to = to;
    }

    /// <summary>Gets what was fitted.</summary>
    public RecalibrationKind Kind { get; }

    /// <summary>Gets the shift of the log odds; <see cref="double.NaN"/> for the isotonic map.</summary>
    public double Intercept { get; }

    /// <summary>Gets the factor of the log odds, 1 where only the level is changed; <see cref="double.NaN"/> for the isotonic map.</summary>
    public double Slope { get; }

    /// <summary>Learns the map. Use patients that the model was not fitted to, or it will find nothing to correct.</summary>
    /// <param name="probabilities">Predicted risks, within [0, 1].</param>
    /// <param name="events">What happened.</param>
    /// <param name="kind">What may be changed.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a risk lies outside [0, 1].</exception>
    /// <exception cref="OneClassOutcomeException">All patients have the same outcome.</exception>
    /// <exception cref="UnfittableModelException">The risks tell the outcomes apart without error, or are all alike, so that no slope exists.</exception>
    public static Recalibration Fit(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> events, RecalibrationKind kind = RecalibrationKind.InterceptAndSlope)
    {
        foreach (double p in probabilities)
        {
            if (!(p is >= 0 and <= 1))
            {
                throw new ArgumentException($"A predicted risk lies within 0 and 1, found {p:G6}.", nameof(probabilities));
            }
        }

        CalibrationLine line = CalibrationLine.Of(probabilities, events);
        if (kind == RecalibrationKind.Isotonic)
        {
            return Isotonic(probabilities.ToArray(), events.ToArray());
        }

        (double intercept, double slope) = kind == RecalibrationKind.Intercept ? (line.Intercept, 1) : (line.SlopeIntercept, line.Slope);
        return double.IsFinite(intercept) && double.IsFinite(slope)
            ? new Recalibration(kind, intercept, slope, [], [])
            : throw new UnfittableModelException("The predicted risks are all alike or tell the outcomes apart without error, so no line of recalibration exists; change the intercept only, or use more patients.");
    }

    /// <summary>The recalibrated risk.</summary>
    /// <param name="probability">A predicted risk, within [0, 1].</param>
    /// <returns>A risk within [0, 1]; <see cref="double.NaN"/> for NaN.</returns>
    public double Apply(double probability)
    {
        if (Kind != RecalibrationKind.Isotonic)
        {
            double logOdds = LogisticFunction.Logit(Math.Clamp(probability, CalibrationLine.Margin, 1 - CalibrationLine.Margin));
            return LogisticFunction.Probability(Intercept + (Slope * logOdds));
        }

        return double.IsNaN(probability) ? double.NaN
            : probability <= _from[0] ? _to[0]
            : probability >= _from[^1] ? _to[^1]
            : LineInterpolation.At([.. _from], [.. _to], [probability])[0];
    }

    private static Recalibration Isotonic(double[] probabilities, bool[] events)
    {
        // Equal risks must have one answer, so they count as one place.
        (double Place, double Mean, double Count)[] places =
        [
            .. probabilities.Zip(events).GroupBy(one => one.First).OrderBy(group => group.Key)
                .Select(group => (group.Key, group.Average(one => one.Second ? 1.0 : 0.0), (double)group.Count())),
        ];
        double[] fitted = IsotonicRegression.Fit([.. places.Select(one => one.Mean)], [.. places.Select(one => one.Count)]);
        return new Recalibration(RecalibrationKind.Isotonic, double.NaN, double.NaN, [.. places.Select(one => one.Place)], [.. fitted]);
    }
}
