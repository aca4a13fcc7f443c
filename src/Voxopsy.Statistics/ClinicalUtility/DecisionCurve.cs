using System.Collections.Immutable;
using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.ClinicalUtility;

/// <summary>Net benefit of a model over risk thresholds, beside treating all and treating none.</summary>
/// <remarks>
/// Net benefit = TPR × prevalence − FPR × (1 − prevalence) × t / (1 − t) − harm. Source: Vickers and Elkin 2006, Medical Decision Making
/// 26:565; case-control weighting by a given prevalence as in the dcurves package.
/// </remarks>
public sealed class DecisionCurve
{
    private DecisionCurve(ImmutableArray<DecisionPoint> points, int events, int nonEvents)
    {
        Points = points;
        Events = events;
        NonEvents = nonEvents;
    }

    /// <summary>Gets one point a threshold, in the order of the thresholds given.</summary>
    public ImmutableArray<DecisionPoint> Points { get; }

    /// <summary>Gets the number of events.</summary>
    public int Events { get; }

    /// <summary>Gets the number of non-events.</summary>
    public int NonEvents { get; }

    /// <summary>Computes the curve.</summary>
    /// <param name="probabilities">Predicted risk of each subject, in [0, 1].</param>
    /// <param name="events">Whether the subject had the event.</param>
    /// <param name="thresholds">Risk thresholds in [0, 1).</param>
    /// <param name="settings">Harm and prevalence; the defaults when left out.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a probability or threshold lies outside its range.</exception>
    /// <exception cref="Discrimination.OneClassException">Only events or only non-events.</exception>
    public static DecisionCurve From(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> events, ReadOnlySpan<double> thresholds, DecisionSettings? settings = null)
    {
        RiskCounts counts = RiskCounts.Of(probabilities, events, thresholds);
        return new DecisionCurve([.. counts.Points(settings ?? DecisionSettings.Default)], counts.Events, counts.NonEvents);
    }

    /// <summary>Computes the curve with percentile intervals of the net benefit over resampled subjects.</summary>
    /// <param name="probabilities">Predicted risk of each subject, in [0, 1].</param>
    /// <param name="events">Whether the subject had the event.</param>
    /// <param name="thresholds">Risk thresholds in [0, 1).</param>
    /// <param name="resamples">Number of resamples, at least 2.</param>
    /// <param name="random">Source of the resamples.</param>
    /// <param name="settings">Harm, prevalence and level; the defaults when left out.</param>
    /// <remarks>Subjects are drawn with replacement; a draw with one class only is drawn again. The model is not refitted: the limits hold for
    /// these predictions, not for the way they were made.</remarks>
    public static DecisionCurve WithBootstrap(
        ReadOnlySpan<double> probabilities,
        ReadOnlySpan<bool> events,
        ReadOnlySpan<double> thresholds,
        int resamples,
        SeededRandom random,
        DecisionSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 2);
        settings ??= DecisionSettings.Default;
        RiskCounts counts = RiskCounts.Of(probabilities, events, thresholds);
        DecisionPoint[] points = counts.Points(settings);
        double[][] drawn = [.. points.Select(_ => new double[resamples])];
        for (int resample = 0; resample < resamples; resample++)
        {
            DecisionPoint[] again = counts.Resample(random).Points(settings);
            for (int i = 0; i < again.Length; i++)
            {
                drawn[i][resample] = again[i].NetBenefit;
            }
        }

        double tail = (1 - settings.Level) / 2;
        for (int i = 0; i < points.Length; i++)
        {
            Array.Sort(drawn[i]);
            points[i] = points[i] with
            {
                Lower = Quantile.Type7OfSorted(drawn[i], tail),
                Upper = Quantile.Type7OfSorted(drawn[i], 1 - tail),
            };
        }

        return new DecisionCurve([.. points], counts.Events, counts.NonEvents);
    }
}
