using Voxopsy.Statistics.Descriptive;

namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>The Kruskal-Wallis rank test of two or more groups.</summary>
public static class KruskalWallis
{
    /// <summary>Tests whether some group tends to larger values.</summary>
    /// <param name="groups">Two or more samples without NaN.</param>
    /// <returns>H corrected for ties with its chi-squared p value; NaN when all values are equal.</returns>
    /// <remarks>Source: Kruskal and Wallis 1952, JASA 47:583.</remarks>
    public static ChiSquaredResult Test(IReadOnlyList<double[]> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        double[] all = [.. groups.SelectMany(group => group)];
        double n = all.Length;
        double[] ranks = Ranks.Of(all, out double ties);
        double sum = 0;
        int start = 0;
        foreach (double[] group in groups)
        {
            double rankSum = 0;
            for (int i = 0; i < group.Length; i++)
            {
                rankSum += ranks[start + i];
            }

            start += group.Length;
            double distance = (rankSum / group.Length) - ((n + 1) / 2);
            sum += group.Length * distance * distance;
        }

        double h = 12 * sum / (n * (n + 1)) / (1 - (ties / ((n * n * n) - n)));
        return ChiSquaredResult.Of(h, groups.Count - 1);
    }
}
