using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Statistics.Discrimination;

/// <summary>DeLong's test of two areas under the ROC curve.</summary>
/// <remarks>
/// On the data a larger model was fitted to, the test is biased towards the larger model, and for nested models its null distribution is not
/// normal (Demler, Pencina and D'Agostino 2012): compare nested models by likelihood ratio, or on data that neither has seen.
/// </remarks>
public static class DeLongTest
{
    /// <summary>Compares two scores of the same subjects.</summary>
    /// <param name="a">First score a subject, higher for the event, no NaN.</param>
    /// <param name="b">Second score a subject, likewise.</param>
    /// <param name="events">Whether the subject had the event.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    /// <returns>Areas, difference, interval and test; Z = 0 and P = 1 when both scores rank all pairs alike, as pROC gives.</returns>
    /// <exception cref="ArgumentException">The lengths differ or a score is NaN.</exception>
    /// <exception cref="OneClassException">Only events or only non-events.</exception>
    public static PairedAreaComparison Paired(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<bool> events, double level = 0.95)
    {
        Placements first = Placements.Of(ScoredOutcomes.Of(a, events));
        Placements second = Placements.Of(ScoredOutcomes.Of(b, events));
        double[] placedA = first.BySubject();
        double[] placedB = second.BySubject();
        double varianceA = Placements.Covariance(placedA, first.Area, placedA, first.Area, events);
        double varianceB = Placements.Covariance(placedB, second.Area, placedB, second.Area, events);
        double covariance = Placements.Covariance(placedA, first.Area, placedB, second.Area, events);

        // The variance of the difference from differences of placements: exactly 0 for equal rankings, no cancellation for similar ones.
        double difference = first.Area - second.Area;
        for (int i = 0; i < placedA.Length; i++)
        {
            placedA[i] -= placedB[i];
        }

        double error = Math.Sqrt(Placements.Covariance(placedA, difference, placedA, difference, events));
        double z = difference == 0 && error == 0 ? 0 : difference / error;
        double half = Normal.Quantile(0.5 + (level / 2)) * error;
        return new PairedAreaComparison(first.Area, second.Area, difference, difference - half, difference + half, z, Normal.TwoSidedP(z))
        {
            StandardError = error,
            VarianceA = varianceA,
            VarianceB = varianceB,
            Covariance = covariance,
        };
    }

    /// <summary>Compares one score in two groups of different subjects.</summary>
    /// <param name="a">Scores of the first group, higher for the event, no NaN.</param>
    /// <param name="eventsA">Outcomes of the first group.</param>
    /// <param name="b">Scores of the second group.</param>
    /// <param name="eventsB">Outcomes of the second group.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    /// <remarks>Student's t with the degrees of freedom of Welch and Satterthwaite, as pROC.</remarks>
    /// <exception cref="ArgumentException">The lengths differ or a score is NaN.</exception>
    /// <exception cref="OneClassException">A group has only events or only non-events.</exception>
    public static UnpairedAreaComparison Unpaired(
        ReadOnlySpan<double> a, ReadOnlySpan<bool> eventsA, ReadOnlySpan<double> b, ReadOnlySpan<bool> eventsB, double level = 0.95)
    {
        Placements first = Placements.Of(ScoredOutcomes.Of(a, eventsA));
        Placements second = Placements.Of(ScoredOutcomes.Of(b, eventsB));
        double varianceA = first.Variance();
        double varianceB = second.Variance();
        double variance = varianceA + varianceB;
        double freedom = variance * variance / ((varianceA * varianceA / (a.Length - 1.0)) + (varianceB * varianceB / (b.Length - 1.0)));
        double difference = first.Area - second.Area;
        double d = difference / Math.Sqrt(variance);
        double half = StudentT.Quantile(0.5 + (level / 2), freedom) * Math.Sqrt(variance);
        return new UnpairedAreaComparison(
            first.Area, second.Area, difference, difference - half, difference + half, d, freedom, StudentT.TwoSidedP(d, freedom));
    }
}
