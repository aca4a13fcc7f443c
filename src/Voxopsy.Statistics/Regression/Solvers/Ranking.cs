namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>The share of pairs of an event and another row in which the event has the larger score; ties count half.</summary>
internal static class Ranking
{
    internal static double AreaUnderCurve(ReadOnlySpan<double> scores, ReadOnlySpan<bool> events)
    {
        double[] sorted = scores.ToArray();
        bool[] classes = events.ToArray();
        Array.Sort(sorted, classes);
        return AreaOfSorted(sorted, classes);
    }

    /// <summary>The same over scores in ascending order; <see cref="double.NaN"/> when one class is missing.</summary>
    internal static double AreaOfSorted(ReadOnlySpan<double> sorted, ReadOnlySpan<bool> events)
    {
        long others = 0;
        long count = 0;
        double wins = 0;
        for (int i = 0; i < sorted.Length;)
        {
            long tiedEvents = 0;
            long tiedOthers = 0;
            double score = sorted[i];
            for (; i < sorted.Length && sorted[i] == score; i++)
            {
                if (events[i])
                {
                    tiedEvents++;
                }
                else
                {
                    tiedOthers++;
                }
            }

            wins += tiedEvents * (others + (tiedOthers / 2.0));
            others += tiedOthers;
            count += tiedEvents;
        }

        return count > 0 && others > 0 ? wins / ((double)count * others) : double.NaN;
    }
}
