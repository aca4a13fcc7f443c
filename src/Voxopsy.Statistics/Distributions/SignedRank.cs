namespace Voxopsy.Statistics.Distributions;

/// <summary>The null distribution of Wilcoxon's signed-rank statistic without ties and zeros.</summary>
public static class SignedRank
{
    /// <summary>P(V ≤ v), exact.</summary>
    /// <param name="v">Sum of the ranks of the positive differences.</param>
    /// <param name="count">Number of differences, at least 1.</param>
    public static double Cdf(double v, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (double.IsNaN(v))
        {
            return double.NaN;
        }

        int last = (int)Math.Min(Math.Floor(v + 1e-7), count * (count + 1.0) / 2);
        if (last < 0)
        {
            return 0;
        }

        double[] probabilities = new double[last + 1];
        probabilities[0] = 1;
        for (int rank = 1; rank <= count; rank++)
        {
            for (int k = last; k >= 0; k--)
            {
                probabilities[k] = 0.5 * (probabilities[k] + (k >= rank ? probabilities[k - rank] : 0));
            }
        }

        return Math.Min(1, probabilities.Sum());
    }
}
