using System.Collections.Immutable;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Calibration;

/// <summary>A recalibration that keeps the order of scores: linear between the learned points, flat beyond the ends.</summary>
/// <param name="Scores">Scores in ascending order, no two equal.</param>
/// <param name="Probabilities">The probability at each, never descending.</param>
public sealed record IsotonicCalibration(ImmutableArray<double> Scores, ImmutableArray<double> Probabilities)
{
    /// <summary>Learns the curve; equal scores share one point.</summary>
    /// <param name="scores">One score a subject, higher for the event.</param>
    /// <param name="events">Whether the subject had the event.</param>
    /// <exception cref="ArgumentException">The lengths differ or a score is NaN.</exception>
    /// <exception cref="OneClassException">Only events or only non-events.</exception>
    public static IsotonicCalibration Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> events)
    {
        ScoredOutcomes.Check(scores, events);
        List<double> places = [];
        List<double> sums = [];
        List<double> weights = [];
        foreach (int row in SortOrder.Ascending(scores))
        {
            if (places.Count == 0 || scores[row] != places[^1])
            {
                places.Add(scores[row]);
                sums.Add(0);
                weights.Add(0);
            }

            sums[^1] += events[row] ? 1 : 0;
            weights[^1]++;
        }

        double[] means = [.. sums.Select((sum, i) => sum / weights[i])];
        return new IsotonicCalibration([.. places], [.. IsotonicRegression.Fit(means, weights.ToArray())]);
    }

    /// <summary>The probability of the event at a score, within [0, 1].</summary>
    public double Predict(double score)
    {
        int found = Scores.BinarySearch(score);
        if (found >= 0)
        {
            return Probabilities[found];
        }

        int above = ~found;
        if (above == 0 || above == Scores.Length)
        {
            return Probabilities[above == 0 ? 0 : ^1];
        }

        double share = (score - Scores[above - 1]) / (Scores[above] - Scores[above - 1]);
        return Probabilities[above - 1] + (share * (Probabilities[above] - Probabilities[above - 1]));
    }
}
