using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Discrimination;

/// <summary>Scores and outcomes that were checked once and sorted once; curve, area and variance are read off from it.</summary>
internal sealed class ScoredOutcomes
{
    private ScoredOutcomes(int[] order, double[] sorted, bool[] events, int cases)
    {
        Order = order;
        Sorted = sorted;
        Events = events;
        Cases = cases;
    }

    /// <summary>Subjects from the lowest to the highest score.</summary>
    internal int[] Order { get; }

    /// <summary>Scores, ascending.</summary>
    internal double[] Sorted { get; }

    /// <summary>Outcomes in the order of the scores.</summary>
    internal bool[] Events { get; }

    /// <summary>Number of events.</summary>
    internal int Cases { get; }

    /// <summary>Number of non-events.</summary>
    internal int Controls => Sorted.Length - Cases;

    /// <summary>Proves that lengths agree, no score is NaN and both classes are there; then sorts.</summary>
    internal static ScoredOutcomes Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> events, ScoreDirection direction = ScoreDirection.HigherIsEvent)
    {
        int cases = Check(scores, events);
        if (direction == ScoreDirection.LowerIsEvent)
        {
            double[] negated = new double[scores.Length];
            for (int i = 0; i < negated.Length; i++)
            {
                negated[i] = -scores[i];
            }

            scores = negated;
        }

        int[] order = SortOrder.Ascending(scores);
        double[] sorted = new double[order.Length];
        bool[] outcomes = new bool[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            sorted[i] = scores[order[i]];
            outcomes[i] = events[order[i]];
        }

        return new ScoredOutcomes(order, sorted, outcomes, cases);
    }

    /// <summary>The scores of the events and those of the non-events, in their own order.</summary>
    internal static (double[] Cases, double[] Controls) Separate(ReadOnlySpan<double> scores, ReadOnlySpan<bool> events)
    {
        int count = Check(scores, events);
        double[] cases = new double[count];
        double[] controls = new double[scores.Length - count];
        int c = 0;
        int n = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (events[i])
            {
                cases[c++] = scores[i];
            }
            else
            {
                controls[n++] = scores[i];
            }
        }

        return (cases, controls);
    }

    /// <summary>Proves what every discrimination measure needs and counts the events.</summary>
    internal static int Check(ReadOnlySpan<double> scores, ReadOnlySpan<bool> events)
    {
        if (scores.Length != events.Length)
        {
            throw new ArgumentException($"Scores and events must have one entry a subject, found {scores.Length} scores and {events.Length} events.");
        }

        int cases = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (double.IsNaN(scores[i]))
            {
                throw new ArgumentException($"The score of subject {i + 1} of {scores.Length} is NaN; leave the subject out or impute its score first.");
            }

            cases += events[i] ? 1 : 0;
        }

        return cases > 0 && cases < scores.Length ? cases : throw new OneClassException(cases, scores.Length - cases);
    }

    /// <summary>The position after the last subject that shares the score at a position.</summary>
    internal int EndOfTie(int start)
    {
        double score = Sorted[start];
        int end = start + 1;
        while (end < Sorted.Length && Sorted[end] == score)
        {
            end++;
        }

        return end;
    }

    /// <summary>The number of events among the sorted positions from start to end.</summary>
    internal int CasesBetween(int start, int end)
    {
        int cases = 0;
        for (int i = start; i < end; i++)
        {
            cases += Events[i] ? 1 : 0;
        }

        return cases;
    }
}
