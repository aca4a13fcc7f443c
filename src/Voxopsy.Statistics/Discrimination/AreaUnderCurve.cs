using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Statistics.Discrimination;

/// <summary>The area under the ROC curve and its standard errors.</summary>
public static class AreaUnderCurve
{
    /// <summary>The area alone.</summary>
    /// <param name="scores">One score a subject, higher for the event, no NaN.</param>
    /// <param name="events">Whether the subject had the event.</param>
    /// <returns>A share of pairs in [0, 1], equal to the Mann-Whitney statistic over the number of pairs.</returns>
    /// <exception cref="ArgumentException">The lengths differ or a score is NaN.</exception>
    /// <exception cref="OneClassException">Only events or only non-events.</exception>
    public static double Value(ReadOnlySpan<double> scores, ReadOnlySpan<bool> events) => Placements.Of(ScoredOutcomes.Of(scores, events)).Area;

    /// <summary>The area with DeLong's standard error and the Wald interval cut to [0, 1].</summary>
    /// <param name="scores">One score a subject, higher for the event, no NaN.</param>
    /// <param name="events">Whether the subject had the event.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    /// <returns>The estimate; standard error 0 and both limits 1 under perfect separation, NaN error when a class has one subject.</returns>
    /// <remarks>Source: DeLong, DeLong and Clarke-Pearson 1988; n log n in time.</remarks>
    /// <exception cref="ArgumentException">The lengths differ or a score is NaN.</exception>
    /// <exception cref="OneClassException">Only events or only non-events.</exception>
    public static AreaUnderCurveEstimate DeLong(ReadOnlySpan<double> scores, ReadOnlySpan<bool> events, double level = 0.95)
    {
        Placements placements = Placements.Of(ScoredOutcomes.Of(scores, events));
        return FromVariance(placements.Area, placements.Variance(), level);
    }

    /// <summary>Hanley and McNeil's standard error from the area and the class sizes alone, for printed numbers without data.</summary>
    /// <param name="area">An area in (0, 1).</param>
    /// <param name="cases">Number of events, at least 1.</param>
    /// <param name="controls">Number of non-events, at least 1.</param>
    /// <remarks>Source: Hanley and McNeil 1982, Radiology 143:29, exponential model.</remarks>
    public static double HanleyMcNeilStandardError(double area, double cases, double controls)
    {
        double square = area * area;
        double twoCases = area / (2 - area);
        double twoControls = 2 * square / (1 + area);
        return Math.Sqrt(((area * (1 - area)) + ((cases - 1) * (twoCases - square)) + ((controls - 1) * (twoControls - square))) / (cases * controls));
    }

    /// <summary>Hand and Till's area for more than two classes and one score: the mean area over all pairs of classes.</summary>
    /// <param name="scores">One score a subject, no NaN.</param>
    /// <param name="classes">The class of each subject.</param>
    /// <param name="levels">The classes in order; of each pair the earlier one is the non-event.</param>
    /// <returns>A mean of areas, each in the direction of its medians (<see cref="ScoreDirections.ByMedians"/>).</returns>
    /// <remarks>Source: Hand and Till 2001, Machine Learning 45:171.</remarks>
    /// <exception cref="OneClassException">A level has no subject.</exception>
    public static double HandTill(ReadOnlySpan<double> scores, ReadOnlySpan<string> classes, IReadOnlyList<string> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        double sum = 0;
        int pairs = 0;
        for (int low = 0; low < levels.Count; low++)
        {
            for (int high = low + 1; high < levels.Count; high++)
            {
                List<double> kept = [];
                List<bool> events = [];
                for (int i = 0; i < classes.Length; i++)
                {
                    if (classes[i] == levels[low] || classes[i] == levels[high])
                    {
                        kept.Add(scores[i]);
                        events.Add(classes[i] == levels[high]);
                    }
                }

                ScoreDirection direction = ScoreDirections.ByMedians(kept.ToArray(), events.ToArray());
                double area = Value(kept.ToArray(), events.ToArray());
                sum += direction == ScoreDirection.HigherIsEvent ? area : 1 - area;
                pairs++;
            }
        }

        return sum / pairs;
    }

    /// <summary>The Wald interval of an area, cut to [0, 1].</summary>
    internal static AreaUnderCurveEstimate FromVariance(double area, double variance, double level)
    {
        double error = Math.Sqrt(variance);
        double half = Normal.Quantile(0.5 + (level / 2)) * error;
        return new AreaUnderCurveEstimate(area, error, Math.Max(0, area - half), Math.Min(1, area + half));
    }
}
