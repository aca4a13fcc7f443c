using Voxopsy.Statistics.Survival;

namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>Subjects by time in groups: at a group's events everybody of it and of the groups after it is at risk.</summary>
internal sealed class RiskSets
{
    private const double GlmnetShift = 100 * 2.220446049250313e-16;

    private RiskSets(int[] order, List<int> ends, List<int> deaths)
    {
        Order = order;
        Ends = [.. ends];
        Deaths = [.. deaths];
    }

    internal int[] Order { get; }

    /// <summary>Gets for each group the place in <see cref="Order"/> behind its last subject.</summary>
    internal int[] Ends { get; }

    /// <summary>Gets the number of events of each group.</summary>
    internal int[] Deaths { get; }

    internal static RiskSets Of(SurvivalOutcome outcome, TiedCensoring ties) =>
        ties == TiedCensoring.AsGlmnet ? AsGlmnet(outcome) : ByTime(outcome);

    private static RiskSets ByTime(SurvivalOutcome outcome)
    {
        List<int> ends = [];
        List<int> deaths = [];
        for (int i = 0; i < outcome.Count;)
        {
            double time = outcome.Times[outcome.Order[i]];
            int count = 0;
            for (; i < outcome.Count && outcome.Times[outcome.Order[i]] == time; i++)
            {
                count += outcome.Events[outcome.Order[i]] ? 1 : 0;
            }

            ends.Add(i);
            deaths.Add(count);
        }

        return new RiskSets([.. outcome.Order], ends, deaths);
    }

    /// <summary>A group begins with the first event of a time, wherever the sort left the censorings of that time.</summary>
    private static RiskSets AsGlmnet(SurvivalOutcome outcome)
    {
        double[] times = [.. outcome.Times.Select((time, i) => outcome.Events[i] ? time : time + GlmnetShift)];
        int[] order = SingletonSort.Order(times);
        int start = Array.FindIndex(order, i => outcome.Events[i]);
        double current = times[order[start]];
        while (start > 0 && times[order[start - 1]] >= current)
        {
            start--;
        }

        List<int> ends = start > 0 ? [start] : [];
        List<int> deaths = start > 0 ? [0] : [];
        int count = 0;
        for (int i = start; i < order.Length; i++)
        {
            bool isEvent = outcome.Events[order[i]];
            if (isEvent && times[order[i]] > current)
            {
                ends.Add(i);
                deaths.Add(count);
                (current, count) = (times[order[i]], 0);
            }

            count += isEvent ? 1 : 0;
        }

        ends.Add(order.Length);
        deaths.Add(count);
        return new RiskSets(order, ends, deaths);
    }
}
