using Voxopsy.Statistics.Descriptive;

namespace Voxopsy.Statistics.Discrimination;

/// <summary>Choosing a direction from data.</summary>
public static class ScoreDirections
{
    /// <summary>The direction that puts the median of the events on the event's side; higher when the medians are equal.</summary>
    /// <param name="scores">One score a subject, no NaN.</param>
    /// <param name="events">Whether the subject had the event.</param>
    /// <remarks>
    /// A direction chosen on the data that are then judged makes every area at least about one half; choose it on training rows only.
    /// Source of the rule: pROC, direction = "auto".
    /// </remarks>
    /// <exception cref="ArgumentException">The lengths differ or a score is NaN.</exception>
    /// <exception cref="OneClassException">Only events or only non-events.</exception>
    public static ScoreDirection ByMedians(ReadOnlySpan<double> scores, ReadOnlySpan<bool> events)
    {
        (double[] cases, double[] controls) = ScoredOutcomes.Separate(scores, events);
        return Quantile.Median(controls) > Quantile.Median(cases) ? ScoreDirection.LowerIsEvent : ScoreDirection.HigherIsEvent;
    }
}
