namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>p values adjusted for how many were looked at.</summary>
/// <remarks>Each function returns one adjusted value a given one, in the same order and within [0, 1]; NaN stays NaN and is not counted.</remarks>
public static class MultipleTesting
{
    /// <summary>Bonferroni: min(1, m p).</summary>
    /// <param name="pValues">Values in [0, 1] or NaN.</param>
    public static double[] Bonferroni(ReadOnlySpan<double> pValues) => Adjust(pValues, static (sorted, adjusted) =>
    {
        for (int i = 0; i < sorted.Length; i++)
        {
            adjusted[i] = Math.Min(1, sorted.Length * sorted[i]);
        }
    });

    /// <summary>Holm 1979: steps down from the smallest value; controls the family-wise error under any dependence.</summary>
    /// <param name="pValues">Values in [0, 1] or NaN.</param>
    public static double[] Holm(ReadOnlySpan<double> pValues) => Adjust(pValues, static (sorted, adjusted) =>
    {
        double largest = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            largest = Math.Max(largest, Math.Min(1, (sorted.Length - i) * sorted[i]));
            adjusted[i] = largest;
        }
    });

    /// <summary>Hochberg 1988: steps up from the largest value; controls the family-wise error for independent tests.</summary>
    /// <param name="pValues">Values in [0, 1] or NaN.</param>
    public static double[] Hochberg(ReadOnlySpan<double> pValues) =>
        Adjust(pValues, static (sorted, adjusted) => StepUp(sorted, adjusted, (rank, count) => count - rank + 1.0));

    /// <summary>Benjamini and Hochberg 1995: controls the false discovery rate for independent or positively dependent tests.</summary>
    /// <param name="pValues">Values in [0, 1] or NaN.</param>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> pValues) =>
        Adjust(pValues, static (sorted, adjusted) => StepUp(sorted, adjusted, (rank, count) => (double)count / rank));

    /// <summary>Benjamini and Yekutieli 2001: controls the false discovery rate under any dependence.</summary>
    /// <param name="pValues">Values in [0, 1] or NaN.</param>
    public static double[] BenjaminiYekutieli(ReadOnlySpan<double> pValues) => Adjust(pValues, static (sorted, adjusted) =>
    {
        double harmonic = 0;
        for (int i = 1; i <= sorted.Length; i++)
        {
            harmonic += 1.0 / i;
        }

        StepUp(sorted, adjusted, (rank, count) => harmonic * count / rank);
    });

    /// <summary>Hommel 1988: a little more power than Hochberg's.</summary>
    /// <param name="pValues">Values in [0, 1] or NaN.</param>
    /// <remarks>Adjusted values after Wright 1992, Biometrics 48:1005; time grows with the square of the number of values.</remarks>
    public static double[] Hommel(ReadOnlySpan<double> pValues) => Adjust(pValues, static (sorted, adjusted) =>
    {
        int n = sorted.Length;
        double[] joint = new double[n];
        double start = double.PositiveInfinity;
        for (int i = 0; i < n; i++)
        {
            start = Math.Min(start, n * sorted[i] / (i + 1));
        }

        Array.Fill(joint, start);
        Array.Fill(adjusted, start);
        for (int m = n - 1; m >= 2; m--)
        {
            // The m − 1 largest values form the upper block of size m − 1; the rest the lower one.
            double smallest = double.PositiveInfinity;
            for (int i = 2; i <= m; i++)
            {
                smallest = Math.Min(smallest, m * sorted[n - m + i - 1] / i);
            }

            for (int i = 0; i < n - m + 1; i++)
            {
                joint[i] = Math.Min(m * sorted[i], smallest);
            }

            for (int i = n - m + 1; i < n; i++)
            {
                joint[i] = joint[n - m];
            }

            for (int i = 0; i < n; i++)
            {
                adjusted[i] = Math.Max(adjusted[i], joint[i]);
            }
        }

        for (int i = 0; i < n; i++)
        {
            adjusted[i] = Math.Min(1, Math.Max(adjusted[i], sorted[i]));
        }
    });

    private static void StepUp(double[] sorted, double[] adjusted, Func<int, int, double> factor)
    {
        double smallest = 1;
        for (int i = sorted.Length - 1; i >= 0; i--)
        {
            smallest = Math.Min(smallest, factor(i + 1, sorted.Length) * sorted[i]);
            adjusted[i] = smallest;
        }
    }

    private static double[] Adjust(ReadOnlySpan<double> pValues, Action<double[], double[]> adjustSorted)
    {
        List<int> known = [];
        for (int i = 0; i < pValues.Length; i++)
        {
            if (pValues[i] is < 0 or > 1)
            {
                throw new ArgumentException($"p value {i + 1} is {pValues[i]:G6}; a p value lies between 0 and 1.", nameof(pValues));
            }

            if (!double.IsNaN(pValues[i]))
            {
                known.Add(i);
            }
        }

        double[] sorted = new double[known.Count];
        int[] order = [.. known];
        for (int i = 0; i < order.Length; i++)
        {
            sorted[i] = pValues[order[i]];
        }

        Array.Sort(sorted, order);
        double[] adjusted = new double[sorted.Length];
        adjustSorted(sorted, adjusted);
        double[] result = new double[pValues.Length];
        Array.Fill(result, double.NaN);
        for (int i = 0; i < order.Length; i++)
        {
            result[order[i]] = adjusted[i];
        }

        return result;
    }
}
