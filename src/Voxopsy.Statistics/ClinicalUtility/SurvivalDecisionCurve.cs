using System.Collections.Immutable;

namespace Voxopsy.Statistics.ClinicalUtility;

/// <summary>Net benefit over risk thresholds when some patients are not followed to the horizon.</summary>
/// <remarks>
/// Net benefit = risk × share − (1 − risk) × share × t / (1 − t), risk by Kaplan-Meier among those at or above the threshold. Source: Vickers,
/// Cronin, Elkin and Gonen 2008, BMC Medical Informatics 8:53.
/// </remarks>
public sealed class SurvivalDecisionCurve
{
    private SurvivalDecisionCurve(ImmutableArray<SurvivalDecisionPoint> points, double eventRisk)
    {
        Points = points;
        EventRisk = eventRisk;
    }

    /// <summary>Gets one point a threshold, in the order of the thresholds given.</summary>
    public ImmutableArray<SurvivalDecisionPoint> Points { get; }

    /// <summary>Gets the risk of the event by the horizon in all patients.</summary>
    public double EventRisk { get; }

    /// <summary>Computes the curve.</summary>
    /// <param name="risks">Predicted risk of the event by the horizon.</param>
    /// <param name="times">Time of event or end of follow-up of each patient, at least 0.</param>
    /// <param name="events">Whether the time is that of the event.</param>
    /// <param name="horizon">The time the risks refer to, in the unit of the times.</param>
    /// <param name="thresholds">Risk thresholds in [0, 1).</param>
    /// <exception cref="ArgumentException">Lengths differ, or a risk or time is NaN.</exception>
    public static SurvivalDecisionCurve From(
        ReadOnlySpan<double> risks, ReadOnlySpan<double> times, ReadOnlySpan<bool> events, double horizon, ReadOnlySpan<double> thresholds)
    {
        if (risks.Length != times.Length || risks.Length != events.Length)
        {
            throw new ArgumentException($"Each patient needs a risk, a time and an outcome, found {risks.Length}, {times.Length} and {events.Length}.");
        }

        int[] order = new int[risks.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = double.IsNaN(risks[i]) || double.IsNaN(times[i])
                ? throw new ArgumentException($"Patient {i + 1} lacks a risk or a time; leave the patient out or impute first.")
                : i;
        }

        double[] time = times.ToArray();
        Array.Sort(order, (a, b) => time[a].CompareTo(time[b]));
        double all = 1 - Survival(order, risks, times, events, horizon, double.NegativeInfinity, out _);
        ImmutableArray<SurvivalDecisionPoint>.Builder points = ImmutableArray.CreateBuilder<SurvivalDecisionPoint>(thresholds.Length);
        foreach (double threshold in thresholds)
        {
            double odds = threshold / (1 - threshold);
            double risk = 1 - Survival(order, risks, times, events, horizon, threshold, out int treated);
            double share = (double)treated / order.Length;
            double benefit = treated == 0 ? 0 : (risk * share) - ((1 - risk) * share * odds);
            points.Add(new SurvivalDecisionPoint(threshold, share, risk, benefit, all - ((1 - all) * odds)));
        }

        return new SurvivalDecisionCurve(points.DrainToImmutable(), all);
    }

    /// <summary>Kaplan-Meier at the horizon among those at or above a risk; the last value is carried on.</summary>
    private static double Survival(
        int[] order, ReadOnlySpan<double> risks, ReadOnlySpan<double> times, ReadOnlySpan<bool> events, double horizon, double from, out int count)
    {
        count = 0;
        foreach (int patient in order)
        {
            count += risks[patient] >= from ? 1 : 0;
        }

        int atRisk = count;
        double survival = count == 0 ? double.NaN : 1;
        for (int start = 0; start < order.Length && times[order[start]] <= horizon;)
        {
            double now = times[order[start]];
            int leave = 0;
            int happened = 0;
            for (; start < order.Length && times[order[start]] == now; start++)
            {
                int here = risks[order[start]] >= from ? 1 : 0;
                leave += here;
                happened += events[order[start]] ? here : 0;
            }

            if (happened > 0)
            {
                survival *= 1 - ((double)happened / atRisk);
            }

            atRisk -= leave;
        }

        return survival;
    }
}
