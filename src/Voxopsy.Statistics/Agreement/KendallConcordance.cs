using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Statistics.Agreement;

/// <summary>Kendall's W: do several raters rank the subjects alike?</summary>
/// <param name="W">In [0, 1], corrected for ties.</param>
/// <param name="ChiSquaredStatistic">m (n − 1) W.</param>
/// <param name="P">p value from the chi-squared distribution.</param>
public readonly record struct KendallConcordance(double W, double ChiSquaredStatistic, double P)
{
    /// <summary>Measures concordance.</summary>
    /// <param name="raters">One column a rater, one value a subject, no NaN.</param>
    /// <exception cref="ArgumentException">There is no rater, or a value is NaN.</exception>
    public static KendallConcordance Of(IReadOnlyList<double[]> raters)
    {
        ArgumentNullException.ThrowIfNull(raters);
        ArgumentOutOfRangeException.ThrowIfZero(raters.Count, nameof(raters));
        double m = raters.Count;
        double n = raters[0].Length;
        double[] sums = new double[raters[0].Length];
        double ties = 0;
        foreach (double[] rater in raters)
        {
            double[] ranks = Ranks.Of(rater, out double tied);
            ties += tied;
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += ranks[i];
            }
        }

        double spread = sums.Sum(sum => (sum - (m * (n + 1) / 2)) * (sum - (m * (n + 1) / 2)));
        double w = 12 * spread / ((m * m * ((n * n * n) - n)) - (m * ties));
        double statistic = m * (n - 1) * w;
        return new KendallConcordance(w, statistic, ChiSquared.Upper(statistic, n - 1));
    }
}
