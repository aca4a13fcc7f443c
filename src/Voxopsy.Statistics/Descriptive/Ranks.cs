using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Descriptive;

/// <summary>Ranks from 1, equal values sharing the mean of their ranks.</summary>
public static class Ranks
{
    /// <summary>The ranks of a sample.</summary>
    /// <param name="values">Numbers, no NaN.</param>
    /// <returns>One rank a value, in the order of the values.</returns>
    /// <exception cref="ArgumentException">A value is NaN, which has no rank.</exception>
    public static double[] Of(ReadOnlySpan<double> values) => Of(values, out _);

    /// <summary>The ranks of a sample and how tied it is.</summary>
    /// <param name="values">Numbers, no NaN.</param>
    /// <param name="ties">Σ (t³ − t) over groups of t equal values; 0 without ties.</param>
    /// <exception cref="ArgumentException">A value is NaN, which has no rank.</exception>
    public static double[] Of(ReadOnlySpan<double> values, out double ties)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
            {
                throw new ArgumentException($"Value {i + 1} of {values.Length} is NaN and has no rank; drop or impute missing values first.", nameof(values));
            }
        }

        int[] order = SortOrder.Ascending(values);
        double[] ranks = new double[order.Length];
        ties = 0;
        for (int start = 0; start < order.Length;)
        {
            int end = start + 1;
            while (end < order.Length && values[order[end]] == values[order[start]])
            {
                end++;
            }

            double size = end - start;
            ties += (size * size * size) - size;
            double rank = (start + 1 + end) / 2.0;
            for (int i = start; i < end; i++)
            {
                ranks[order[i]] = rank;
            }

            start = end;
        }

        return ranks;
    }
}
