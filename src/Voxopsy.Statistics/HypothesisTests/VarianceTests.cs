using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>Tests of equal variances in two or more samples.</summary>
public static class VarianceTests
{
    /// <summary>Levene's test around the medians (Brown and Forsythe 1974), which also serves for skewed samples.</summary>
    /// <param name="samples">Two or more samples without NaN.</param>
    public static VarianceTestResult Levene(params IReadOnlyList<double[]> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        AnovaResult anova = OneWayAnova.EqualVariances([.. samples.Select(sample =>
        {
            double median = Quantile.Median(sample);
            return Array.ConvertAll(sample, value => Math.Abs(value - median));
        })]);
        return new VarianceTestResult(anova.F, anova.P);
    }

    /// <summary>The F test of two variances, two-sided; only for normal samples.</summary>
    /// <param name="a">First sample without NaN.</param>
    /// <param name="b">Second sample without NaN.</param>
    public static VarianceTestResult F(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Moments first = Moments.Of(a);
        Moments second = Moments.Of(b);
        double f = first.Variance / second.Variance;
        double upper = FDistribution.Upper(f, first.Count - 1, second.Count - 1);
        double lower = FDistribution.Cdf(f, first.Count - 1, second.Count - 1);
        return new VarianceTestResult(f, 2 * Math.Min(lower, upper));
    }

    /// <summary>Bartlett's test; only for normal samples.</summary>
    /// <param name="samples">Two or more samples without NaN, each of at least two values.</param>
    public static VarianceTestResult Bartlett(params IReadOnlyList<double[]> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        Moments[] moments = [.. samples.Select(sample => Moments.Of(sample))];
        double total = moments.Sum(sample => sample.Count - 1.0);
        double pooled = moments.Sum(sample => (sample.Count - 1) * sample.Variance) / total;
        double groups = moments.Length;
        double statistic = ((total * Math.Log(pooled)) - moments.Sum(sample => (sample.Count - 1) * Math.Log(sample.Variance)))
            / (1 + ((moments.Sum(sample => 1.0 / (sample.Count - 1)) - (1 / total)) / (3 * (groups - 1))));
        return new VarianceTestResult(statistic, ChiSquared.Upper(statistic, groups - 1));
    }
}
