using System.Collections.Immutable;
using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>Compares the means of two or more groups.</summary>
public static class OneWayAnova
{
    /// <summary>The classical analysis with one common variance.</summary>
    /// <param name="groups">Two or more samples without NaN.</param>
    public static AnovaResult EqualVariances(IReadOnlyList<double[]> groups)
    {
        Moments[] moments = Of(groups);
        double total = moments.Sum(group => (double)group.Count);
        double mean = moments.Sum(group => group.Count * group.Mean) / total;
        double numerator = moments.Length - 1;
        double denominator = total - moments.Length;
        double between = moments.Sum(group => group.Count * (group.Mean - mean) * (group.Mean - mean)) / numerator;
        double f = between / (Within(moments) / denominator);
        return new AnovaResult(f, numerator, denominator, FDistribution.Upper(f, numerator, denominator));
    }

    /// <summary>Welch's form, which does not assume equal variances.</summary>
    /// <param name="groups">Two or more samples without NaN, each of at least two values.</param>
    /// <remarks>Source: Welch 1951, Biometrika 38:330.</remarks>
    public static AnovaResult Welch(IReadOnlyList<double[]> groups)
    {
        Moments[] moments = Of(groups);
        double k = moments.Length;
        double[] weights = [.. moments.Select(group => group.Count / group.Variance)];
        double sum = weights.Sum();
        double mean = moments.Select((group, i) => weights[i] * group.Mean).Sum() / sum;
        double spread = moments.Select((group, i) => (1 - (weights[i] / sum)) * (1 - (weights[i] / sum)) / (group.Count - 1)).Sum() / ((k * k) - 1);
        double f = moments.Select((group, i) => weights[i] * (group.Mean - mean) * (group.Mean - mean)).Sum()
            / ((k - 1) * (1 + (2 * (k - 2) * spread)));
        double denominator = 1 / (3 * spread);
        return new AnovaResult(f, k - 1, denominator, FDistribution.Upper(f, k - 1, denominator));
    }

    /// <summary>Tukey's honest significant differences of all pairs of groups.</summary>
    /// <param name="groups">Two or more samples without NaN.</param>
    /// <returns>One comparison a pair, later minus earlier group.</returns>
    public static ImmutableArray<TukeyComparison> Tukey(IReadOnlyList<double[]> groups)
    {
        Moments[] moments = Of(groups);
        double freedom = moments.Sum(group => (double)group.Count) - moments.Length;
        double variance = Within(moments) / freedom;
        return Pairs(moments.Length, (first, second) =>
        {
            double difference = moments[second].Mean - moments[first].Mean;
            double error = Math.Sqrt(variance / 2 * ((1.0 / moments[first].Count) + (1.0 / moments[second].Count)));
            double p = StudentizedRange.Upper(Math.Abs(difference) / error, moments.Length, freedom);
            return new TukeyComparison(first, second, difference, p);
        });
    }

    /// <summary>t tests of all pairs with the standard deviation pooled over all groups, p values not adjusted.</summary>
    /// <param name="groups">Two or more samples without NaN.</param>
    public static ImmutableArray<TukeyComparison> PairwisePooledT(IReadOnlyList<double[]> groups)
    {
        Moments[] moments = Of(groups);
        double freedom = moments.Sum(group => (double)group.Count) - moments.Length;
        double variance = Within(moments) / freedom;
        return Pairs(moments.Length, (first, second) =>
        {
            double difference = moments[second].Mean - moments[first].Mean;
            double error = Math.Sqrt(variance * ((1.0 / moments[first].Count) + (1.0 / moments[second].Count)));
            return new TukeyComparison(first, second, difference, StudentT.TwoSidedP(difference / error, freedom));
        });
    }

    private static Moments[] Of(IReadOnlyList<double[]> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        return groups.Count >= 2
            ? [.. groups.Select(group => Moments.Of(group))]
            : throw new ArgumentException($"An analysis of variance needs at least two groups, found {groups.Count}.", nameof(groups));
    }

    private static double Within(Moments[] moments) => moments.Sum(group => group.Count > 1 ? (group.Count - 1) * group.Variance : 0);

    private static ImmutableArray<TukeyComparison> Pairs(int groups, Func<int, int, TukeyComparison> compare)
    {
        ImmutableArray<TukeyComparison>.Builder pairs = ImmutableArray.CreateBuilder<TukeyComparison>();
        for (int first = 0; first < groups; first++)
        {
            for (int second = first + 1; second < groups; second++)
            {
                pairs.Add(compare(first, second));
            }
        }

        return pairs.ToImmutable();
    }
}
