using System.Collections.Immutable;
using Voxopsy.Statistics.Descriptive;

namespace Voxopsy.Statistics.Calibration;

/// <summary>One group of rows with similar predictions.</summary>
/// <param name="Count">Rows.</param>
/// <param name="Observed">Events among them.</param>
/// <param name="Expected">Sum of their predicted probabilities.</param>
public sealed record RiskGroup(int Count, int Observed, double Expected);

/// <summary>Observed against expected events in groups of similar predictions.</summary>
/// <param name="Groups">The groups, the lowest predictions first; fewer than asked for where quantiles coincide.</param>
/// <param name="ChiSquared">The statistic.</param>
/// <param name="DegreesOfFreedom">Groups asked for − 2.</param>
/// <param name="P">The p value on the rows that the model was fitted to (χ² with groups − 2 degrees of freedom).</param>
/// <param name="ExternalP">The p value on rows that the model never saw (χ² with as many degrees of freedom as groups).</param>
/// <remarks>
/// Source: Hosmer and Lemeshow 1980, Commun Stat A 9:1043; groups cut at type-7 quantiles, closed above. Weak against all alternatives: look at the
/// calibration curve.
/// </remarks>
public sealed record HosmerLemeshow(ImmutableArray<RiskGroup> Groups, double ChiSquared, int DegreesOfFreedom, double P, double ExternalP)
{
    /// <summary>Computes the test.</summary>
    /// <param name="probabilities">Predicted probabilities, within (0, 1).</param>
    /// <param name="events">What happened.</param>
    /// <param name="groups">The number of groups, at least 3.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static HosmerLemeshow Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> events, int groups = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 3);
        if (probabilities.Length != events.Length)
        {
            throw new ArgumentException($"There are {probabilities.Length} probabilities, but {events.Length} outcomes.", nameof(events));
        }

        double[] sorted = probabilities.ToArray();
        Array.Sort(sorted);
        double[] bounds = [.. Enumerable.Range(0, groups + 1).Select(g => Quantile.Type7OfSorted(sorted, (double)g / groups)).Distinct()];
        int[] counts = new int[bounds.Length - 1];
        int[] observed = new int[counts.Length];
        double[] expected = new double[counts.Length];
        for (int i = 0; i < events.Length; i++)
        {
            int at = Array.BinarySearch(bounds, probabilities[i]);
            int group = Math.Clamp((at >= 0 ? at : ~at) - 1, 0, counts.Length - 1);
            counts[group]++;
            observed[group] += events[i] ? 1 : 0;
            expected[group] += probabilities[i];
        }

        double statistic = 0;
        for (int g = 0; g < counts.Length; g++)
        {
            double difference = observed[g] - expected[g];
            statistic += (difference * difference / expected[g]) + (difference * difference / (counts[g] - expected[g]));
        }

        return new HosmerLemeshow(
            [.. counts.Select((count, g) => new RiskGroup(count, observed[g], expected[g]))],
            statistic,
            groups - 2,
            Distributions.ChiSquared.Upper(statistic, groups - 2),
            Distributions.ChiSquared.Upper(statistic, groups));
    }
}
