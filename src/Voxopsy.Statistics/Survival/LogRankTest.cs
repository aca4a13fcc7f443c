using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Survival;

/// <summary>Events of one group, weighted as the test weighs them.</summary>
/// <param name="Group">The group.</param>
/// <param name="Observed">Its events.</param>
/// <param name="Expected">The events that it would have if all groups were alike.</param>
public sealed record LogRankGroup(string Group, double Observed, double Expected);

/// <summary>Whether groups differ in survival.</summary>
/// <param name="Groups">The groups in order of their names.</param>
/// <param name="ChiSquared">The statistic.</param>
/// <param name="DegreesOfFreedom">Groups − 1.</param>
/// <param name="P">The p value.</param>
/// <remarks>Source: Mantel 1966; weights S(t−)^ρ after Harrington and Fleming 1982, Biometrika 69:553: ρ = 0 log-rank, ρ = 1 Peto and Peto.</remarks>
public sealed record LogRankTest(ImmutableArray<LogRankGroup> Groups, double ChiSquared, int DegreesOfFreedom, double P)
{
    /// <summary>Computes the test.</summary>
    /// <param name="outcome">Times and events.</param>
    /// <param name="groups">The group of each subject; at least two groups.</param>
    /// <param name="rho">The power ρ of survival in the weights, at least 0.</param>
    /// <param name="strata">Only subjects of one stratum are compared; null for one stratum.</param>
    /// <exception cref="ArgumentException">Lengths differ, or there is one group only.</exception>
    public static LogRankTest Of(SurvivalOutcome outcome, IReadOnlyList<string> groups, double rho = 0, IReadOnlyList<string>? strata = null)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        ArgumentNullException.ThrowIfNull(groups);
        string[] names = [.. groups.Distinct().Order(StringComparer.Ordinal)];
        if (groups.Count != outcome.Count || names.Length < 2)
        {
            throw new ArgumentException($"A log-rank test needs a group for each of {outcome.Count} subjects and two groups; found {groups.Count} and {names.Length}.", nameof(groups));
        }

        int[] group = [.. groups.Select(name => Array.BinarySearch(names, name, StringComparer.Ordinal))];
        double[] observed = new double[names.Length];
        double[] expected = new double[names.Length];
        double[] covariance = new double[names.Length * names.Length];
        foreach (IGrouping<string, int> stratum in Enumerable.Range(0, outcome.Count).GroupBy(i => strata?[i] ?? ""))
        {
            int[] rows = [.. stratum];
            Add(outcome.Rows(rows), [.. rows.Select(row => group[row])], rho, observed, expected, covariance);
        }

        // One group is left out, for the differences sum to 0; a group never at risk adds nothing.
        int[] used = [.. Enumerable.Range(0, names.Length).Where(g => expected[g] > 0).Skip(1)];
        double[] difference = [.. used.Select(g => observed[g] - expected[g])];
        Matrix part = Matrix.FromColumnMajor(used.Length, used.Length, [.. used.SelectMany(j => used.Select(i => covariance[(j * names.Length) + i]))]);
        double statistic = Cholesky.TryFactor(part, out Cholesky? factor) ? VectorMath.Dot(difference, factor.Solve(difference)) : double.NaN;
        return new LogRankTest(
            [.. names.Select((name, g) => new LogRankGroup(name, observed[g], expected[g]))], statistic, names.Length - 1, Distributions.ChiSquared.Upper(statistic, names.Length - 1));
    }

    private static void Add(SurvivalOutcome outcome, int[] group, double rho, double[] observed, double[] expected, double[] covariance)
    {
        int count = observed.Length;
        double[] atRisk = new double[count];
        foreach (int g in group)
        {
            atRisk[g]++;
        }

        double survival = 1;
        for (int i = 0; i < outcome.Count;)
        {
            double time = outcome.Times[outcome.Order[i]];
            double[] events = new double[count];
            double[] leaving = new double[count];
            for (; i < outcome.Count && outcome.Times[outcome.Order[i]] == time; i++)
            {
                int g = group[outcome.Order[i]];
                leaving[g]++;
                events[g] += outcome.Events[outcome.Order[i]] ? 1 : 0;
            }

            double n = atRisk.Sum();
            double d = events.Sum();
            double weight = Math.Pow(survival, rho);
            double spread = n > 1 ? weight * weight * d * (n - d) / (n - 1) : 0;
            for (int g = 0; g < count; g++)
            {
                observed[g] += weight * events[g];
                expected[g] += weight * d * atRisk[g] / n;
                for (int h = 0; h < count; h++)
                {
                    covariance[(g * count) + h] += spread * atRisk[g] / n * ((g == h ? 1 : 0) - (atRisk[h] / n));
                }
            }

            survival *= 1 - (d / n);
            for (int g = 0; g < count; g++)
            {
                atRisk[g] -= leaving[g];
            }
        }
    }
}
