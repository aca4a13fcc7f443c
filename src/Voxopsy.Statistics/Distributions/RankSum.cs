namespace Voxopsy.Statistics.Distributions;

/// <summary>The null distribution of the Mann-Whitney statistic without ties: how many of the m × n pairs are in order.</summary>
public static class RankSum
{
    /// <summary>P(U ≤ u), exact.</summary>
    /// <param name="u">Number of pairs.</param>
    /// <param name="first">Size of one sample, at least 1.</param>
    /// <param name="second">Size of the other sample, at least 1.</param>
    /// <remarks>
    /// Counted with the recursion f(m, n, u) = f(m − 1, n, u − n) + f(m, n − 1, u), which only adds, so that the relative error stays near
    /// rounding however small the tail; m n (m + n) operations.
    /// </remarks>
    public static double Cdf(double u, int first, int second)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(second, 1);
        if (double.IsNaN(u))
        {
            return double.NaN;
        }

        int last = (int)Math.Min(Math.Floor(u + 1e-7), (double)first * second);
        if (last < 0)
        {
            return 0;
        }

        int small = Math.Min(first, second);
        int large = Math.Max(first, second);

        // counts[m] holds f(m, n, ·) scaled by the number of arrangements, so that nothing overflows.
        double[][] counts = new double[small + 1][];
        for (int m = 0; m <= small; m++)
        {
            counts[m] = new double[last + 1];
            counts[m][0] = 1;
        }

        for (int n = 1; n <= large; n++)
        {
            for (int m = 1; m <= small; m++)
            {
                double take = (double)m / (m + n);
                double leave = (double)n / (m + n);
                double[] current = counts[m];
                double[] shorter = counts[m - 1];
                for (int k = last; k >= 0; k--)
                {
                    current[k] = (leave * current[k]) + (k >= n ? take * shorter[k - n] : 0);
                }
            }
        }

        double sum = 0;
        foreach (double probability in counts[small])
        {
            sum += probability;
        }

        return Math.Min(1, sum);
    }
}
