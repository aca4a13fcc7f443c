using System.Collections.Immutable;
using Voxopsy.Statistics.Descriptive;

namespace Voxopsy.Statistics.Selection;

/// <summary>Drops features that repeat others.</summary>
public static class CorrelationFilter
{
    /// <summary>Goes through features in order and keeps each whose |correlation| with every kept one is at most a limit.</summary>
    /// <param name="table">Features without missing values.</param>
    /// <param name="order">The features to go through, the most wanted first, such as <see cref="UnivariableFilter.Keep"/> gives them.</param>
    /// <param name="limit">Largest |correlation| allowed between kept features, in [0, 1].</param>
    /// <param name="kind">Which correlation.</param>
    /// <returns>The kept features in that order. A feature that does not vary correlates with nothing and is kept.</returns>
    /// <exception cref="ArgumentException">A feature is not in the table or has a missing value.</exception>
    public static ImmutableArray<FeatureId> Greedy(
        FeatureTable table, IEnumerable<FeatureId> order, double limit, CorrelationKind kind = CorrelationKind.Spearman)
    {
        ArgumentNullException.ThrowIfNull(table);
        FeatureTable ordered = table.Select(order);
        CorrelationMatrix correlations = CorrelationMatrix.Of(ordered, kind);
        List<int> kept = [];
        for (int candidate = 0; candidate < correlations.Size; candidate++)
        {
            if (kept.TrueForAll(one => !(Math.Abs(correlations[candidate, one]) > limit)))
            {
                kept.Add(candidate);
            }
        }

        return [.. kept.Select(position => ordered.Features[position])];
    }

    /// <summary>The features that caret's findCorrelation would remove, judging mean correlations anew after each removal (exact = TRUE).</summary>
    /// <param name="table">Features that vary and have no missing values.</param>
    /// <param name="limit">Largest |correlation| allowed, in [0, 1].</param>
    /// <param name="kind">Which correlation.</param>
    /// <returns>The features to remove, in the order of the columns.</returns>
    /// <remarks>Of each pair above the limit the first feature goes when its mean |correlation| is larger than the mean over all but the second.</remarks>
    public static ImmutableArray<FeatureId> FindCorrelationExact(FeatureTable table, double limit, CorrelationKind kind)
    {
        double[][] r = Absolute(table, kind);
        int n = r.Length;
        int[] order = [.. Enumerable.Range(0, n).OrderByDescending(i => r[i].Sum() - 1)];
        bool[] removed = new bool[n];
        int left = n;
        double[] sums = [.. order.Select(i => r[i].Sum() - 1)];
        double total = sums.Sum();
        for (int i = 0; i < n - 1; i++)
        {
            for (int j = i + 1; j < n && !removed[i]; j++)
            {
                if (removed[j] || r[order[i]][order[j]] <= limit)
                {
                    continue;
                }

                double meanOfFirst = sums[i] / (left - 1);
                double meanWithoutSecond = (total - sums[j]) / ((double)(left - 1) * (left - 1));
                int gone = meanOfFirst > meanWithoutSecond ? i : j;
                removed[gone] = true;
                left--;
                total -= 2 * sums[gone];
                sums[gone] = 0;
                for (int k = 0; k < n; k++)
                {
                    sums[k] -= removed[k] ? 0 : r[order[k]][order[gone]];
                }
            }
        }

        return [.. Enumerable.Range(0, n).Where(i => removed[i]).Select(i => order[i]).Order().Select(i => table.Features[i])];
    }

    /// <summary>The features that caret's findCorrelation would remove, judging mean correlations once (exact = FALSE).</summary>
    /// <param name="table">Features that vary and have no missing values.</param>
    /// <param name="limit">Largest |correlation| allowed, in [0, 1].</param>
    /// <param name="kind">Which correlation.</param>
    /// <returns>The features to remove, in the order of the columns; of each pair above the limit the one with the larger mean |correlation|.</returns>
    public static ImmutableArray<FeatureId> FindCorrelationFast(FeatureTable table, double limit, CorrelationKind kind)
    {
        double[][] r = Absolute(table, kind);

        // Means are compared with 15 digits, so that equal ones stay equal whatever the order of summation.
        double[] means = [.. r.Select(row => Math.Round(row.Average(), 14))];
        bool[] removed = new bool[r.Length];
        for (int column = 0; column < r.Length; column++)
        {
            for (int row = 0; row < column; row++)
            {
                if (r[row][column] > limit)
                {
                    removed[means[column] > means[row] ? column : row] = true;
                }
            }
        }

        return [.. Enumerable.Range(0, r.Length).Where(i => removed[i]).Select(i => table.Features[i])];
    }

    private static double[][] Absolute(FeatureTable table, CorrelationKind kind)
    {
        double[][] r = CorrelationMatrix.Of(table, kind).ToArray();
        for (int row = 0; row < r.Length; row++)
        {
            if (double.IsNaN(r[row][row]))
            {
                throw new ArgumentException($"Feature '{table.Features[row]}' does not vary and correlates with nothing; drop it first.", nameof(table));
            }

            for (int column = 0; column < r.Length; column++)
            {
                r[row][column] = Math.Abs(r[row][column]);
            }
        }

        return r;
    }
}
