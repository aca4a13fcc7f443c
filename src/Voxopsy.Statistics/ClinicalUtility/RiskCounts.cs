using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.ClinicalUtility;

/// <summary>How many events and non-events lie at or above each threshold; a resample costs one pass over the subjects.</summary>
internal sealed class RiskCounts
{
    private readonly double[] _thresholds;
    private readonly int[] _places;
    private readonly int[] _reached;
    private readonly bool[] _events;
    private readonly int[] _eventsFrom;
    private readonly int[] _nonEventsFrom;

    private RiskCounts(double[] thresholds, int[] places, int[] reached, bool[] events, int[] eventsFrom, int[] nonEventsFrom)
    {
        _thresholds = thresholds;
        _places = places;
        _reached = reached;
        _events = events;
        _eventsFrom = eventsFrom;
        _nonEventsFrom = nonEventsFrom;
    }

    internal int Events => _eventsFrom[0];

    internal int NonEvents => _nonEventsFrom[0];

    internal static RiskCounts Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> events, ReadOnlySpan<double> thresholds)
    {
        ScoredOutcomes.Check(probabilities, events);
        double[] sorted = thresholds.ToArray();
        Array.Sort(sorted);
        foreach (double threshold in sorted)
        {
            if (threshold is not (>= 0 and < 1))
            {
                throw new ArgumentException($"A risk threshold lies in [0, 1), found {threshold:G6}.", nameof(thresholds));
            }
        }

        // How many sorted thresholds a subject reaches.
        int[] reached = new int[probabilities.Length];
        for (int i = 0; i < reached.Length; i++)
        {
            if (probabilities[i] is < 0 or > 1)
            {
                throw new ArgumentException(
                    $"The predicted risk of subject {i + 1} is {probabilities[i]:G6}; a decision curve needs probabilities. Calibrate a score first.",
                    nameof(probabilities));
            }

            int low = 0;
            int high = sorted.Length;
            while (low < high)
            {
                int middle = (low + high) / 2;
                (low, high) = sorted[middle] <= probabilities[i] ? (middle + 1, high) : (low, middle);
            }

            reached[i] = low;
        }

        int[] places = new int[thresholds.Length];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = Array.BinarySearch(sorted, thresholds[i]);
        }

        bool[] outcomes = events.ToArray();
        (int[] eventsFrom, int[] nonEventsFrom) = Count(reached, outcomes, sorted.Length, static i => i);
        return new RiskCounts(thresholds.ToArray(), places, reached, outcomes, eventsFrom, nonEventsFrom);
    }

    internal RiskCounts Resample(SeededRandom random)
    {
        while (true)
        {
            (int[] eventsFrom, int[] nonEventsFrom) = Count(_reached, _events, _thresholds.Length, _ => random.NextInt(_reached.Length));
            if (eventsFrom[0] > 0 && nonEventsFrom[0] > 0)
            {
                return new RiskCounts(_thresholds, _places, _reached, _events, eventsFrom, nonEventsFrom);
            }
        }
    }

    internal DecisionPoint[] Points(DecisionSettings settings)
    {
        double events = Events;
        double nonEvents = NonEvents;
        double prevalence = double.IsNaN(settings.Prevalence) ? events / (events + nonEvents) : settings.Prevalence;
        DecisionPoint[] points = new DecisionPoint[_thresholds.Length];
        for (int i = 0; i < points.Length; i++)
        {
            double threshold = _thresholds[i];
            double odds = threshold / (1 - threshold);
            double truePositives = _eventsFrom[_places[i] + 1] / events;
            double falsePositives = _nonEventsFrom[_places[i] + 1] / nonEvents;
            points[i] = new DecisionPoint(
                threshold,
                truePositives,
                falsePositives,
                (truePositives * prevalence) - (falsePositives * (1 - prevalence) * odds) - settings.Harm,
                prevalence - ((1 - prevalence) * odds),
                prevalence);
        }

        return points;
    }

    /// <summary>Events and non-events that reach at least k thresholds, k from 0 to all.</summary>
    private static (int[] Events, int[] NonEvents) Count(int[] reached, bool[] outcomes, int thresholds, Func<int, int> draw)
    {
        int[] events = new int[thresholds + 1];
        int[] nonEvents = new int[thresholds + 1];
        for (int i = 0; i < reached.Length; i++)
        {
            int subject = draw(i);
            (outcomes[subject] ? events : nonEvents)[reached[subject]]++;
        }

        for (int k = thresholds - 1; k >= 0; k--)
        {
            events[k] += events[k + 1];
            nonEvents[k] += nonEvents[k + 1];
        }

        return (events, nonEvents);
    }
}
