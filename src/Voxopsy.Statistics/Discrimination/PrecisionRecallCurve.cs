using System.Collections.Immutable;

namespace Voxopsy.Statistics.Discrimination;

/// <summary>Precision over recall: what a ROC curve hides when events are rare.</summary>
public sealed class PrecisionRecallCurve
{
    private PrecisionRecallCurve(ImmutableArray<PrecisionRecallPoint> points, double averagePrecision, double prevalence)
    {
        Points = points;
        AveragePrecision = averagePrecision;
        Prevalence = prevalence;
    }

    /// <summary>Gets one point a distinct score, from the highest score to the lowest.</summary>
    public ImmutableArray<PrecisionRecallPoint> Points { get; }

    /// <summary>Gets Σ (recall step × precision), the area without interpolation, in (0, 1].</summary>
    /// <remarks>Linear interpolation between points would be too hopeful (Davis and Goadrich 2006).</remarks>
    public double AveragePrecision { get; }

    /// <summary>Gets the share of events: the precision of a score that tells nothing.</summary>
    public double Prevalence { get; }

    /// <summary>Builds the curve.</summary>
    /// <param name="scores">One score a subject, higher for the event, no NaN.</param>
    /// <param name="events">Whether the subject had the event.</param>
    /// <exception cref="ArgumentException">The lengths differ or a score is NaN.</exception>
    /// <exception cref="OneClassException">Only events or only non-events.</exception>
    public static PrecisionRecallCurve From(ReadOnlySpan<double> scores, ReadOnlySpan<bool> events)
    {
        // The other direction sorts negated scores upwards, which is the order wanted here.
        ScoredOutcomes descending = ScoredOutcomes.Of(scores, events, ScoreDirection.LowerIsEvent);
        ImmutableArray<PrecisionRecallPoint>.Builder points = ImmutableArray.CreateBuilder<PrecisionRecallPoint>();
        double average = 0;
        int found = 0;
        for (int start = 0; start < descending.Sorted.Length;)
        {
            int end = descending.EndOfTie(start);
            int cases = descending.CasesBetween(start, end);
            found += cases;
            double precision = (double)found / end;
            average += (double)cases / descending.Cases * precision;
            points.Add(new PrecisionRecallPoint(-descending.Sorted[start], (double)found / descending.Cases, precision));
            start = end;
        }

        return new PrecisionRecallCurve(points.DrainToImmutable(), average, (double)descending.Cases / scores.Length);
    }
}
