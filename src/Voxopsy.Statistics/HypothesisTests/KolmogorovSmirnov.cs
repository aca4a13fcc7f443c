namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>The Kolmogorov-Smirnov test, with its asymptotic p value.</summary>
public static class KolmogorovSmirnov
{
    /// <summary>Tests whether two samples come from one distribution.</summary>
    /// <param name="a">First sample without NaN, not empty.</param>
    /// <param name="b">Second sample without NaN, not empty.</param>
    public static KolmogorovSmirnovResult Compare(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double[] first = Sorted(a);
        double[] second = Sorted(b);
        int i = 0;
        int j = 0;
        double largest = 0;
        while (i < first.Length && j < second.Length)
        {
            double at = Math.Min(first[i], second[j]);
            while (i < first.Length && first[i] <= at)
            {
                i++;
            }

            while (j < second.Length && second[j] <= at)
            {
                j++;
            }

            largest = Math.Max(largest, Math.Abs(((double)i / first.Length) - ((double)j / second.Length)));
        }

        double size = (double)first.Length * second.Length / (first.Length + second.Length);
        return new KolmogorovSmirnovResult(largest, Tail(Math.Sqrt(size) * largest));
    }

    /// <summary>Tests whether a sample is uniform on [0, 1].</summary>
    /// <param name="values">Values in [0, 1], such as p values under a null hypothesis; not empty.</param>
    public static KolmogorovSmirnovResult Uniform(ReadOnlySpan<double> values)
    {
        double[] sorted = Sorted(values);
        double largest = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double above = ((i + 1.0) / sorted.Length) - sorted[i];
            double below = sorted[i] - ((double)i / sorted.Length);
            largest = Math.Max(largest, Math.Max(above, below));
        }

        return new KolmogorovSmirnovResult(largest, Tail(Math.Sqrt(sorted.Length) * largest));
    }

    private static double[] Sorted(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted.Length > 0 ? sorted : throw new ArgumentException("A Kolmogorov-Smirnov test needs at least one value in each sample.", nameof(values));
    }

    /// <summary>
    /// P(√n D &gt; x): 2 Σ (−1)ᵏ⁻¹ exp(−2 k² x²) from 1 on, below it one minus the first term of Jacobi's form, which is off by at most 4e-5
    /// there and is what R gives.
    /// </summary>
    private static double Tail(double x)
    {
        if (x <= 0)
        {
            return 1;
        }

        if (x < 1)
        {
            return 1 - (Math.Sqrt(2 * Math.PI) / x * Math.Exp(-Math.PI * Math.PI / (8 * x * x)));
        }

        double tail = 0;
        for (int k = 1; k < 50; k++)
        {
            tail += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2 * k * k * x * x);
        }

        return Math.Clamp(tail, 0, 1);
    }
}
