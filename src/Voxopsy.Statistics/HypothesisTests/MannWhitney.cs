using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>The Mann-Whitney (Wilcoxon rank-sum) test: does one sample tend to larger values?</summary>
public static class MannWhitney
{
    private const int ExactBelow = 50;

    /// <summary>Compares two samples.</summary>
    /// <param name="a">First sample without NaN, at least one value.</param>
    /// <param name="b">Second sample without NaN, at least one value.</param>
    /// <param name="method">How to compute the p value.</param>
    /// <returns>The test; P is NaN when all values are equal.</returns>
    /// <remarks>Source: Mann and Whitney 1947; W, corrections and the automatic choice as R's wilcox.test.</remarks>
    /// <exception cref="ArgumentException">A sample is empty, a value is NaN, or an exact p value is asked for under ties.</exception>
    public static MannWhitneyResult Compare(ReadOnlySpan<double> a, ReadOnlySpan<double> b, RankTestMethod method = RankTestMethod.Automatic)
    {
        (double w, double ties) = Statistic(a, b);
        RankTestMethod used = Choose(method, ties, a.Length, b.Length);
        return new MannWhitneyResult(w, used == RankTestMethod.Exact ? Exact(w, a.Length, b.Length) : NormalP(w, a.Length, b.Length, ties, used), used);
    }

    /// <summary>The exact one-sided p value of the first sample being larger.</summary>
    /// <param name="a">First sample without NaN and ties.</param>
    /// <param name="b">Second sample without NaN and ties.</param>
    /// <exception cref="ArgumentException">A sample is empty, a value is NaN, or values are tied.</exception>
    public static double ExactPGreater(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        (double w, double ties) = Statistic(a, b);
        Choose(RankTestMethod.Exact, ties, a.Length, b.Length);
        return RankSum.Cdf(((double)a.Length * b.Length) - w, a.Length, b.Length);
    }

    /// <summary>The normal p value from a statistic, the sizes and Σ (t³ − t).</summary>
    internal static double NormalP(double w, int first, int second, double ties, RankTestMethod method)
    {
        double total = (double)first + second;
        double center = w - ((double)first * second / 2);
        double variance = (double)first * second / 12 * (total + 1 - (ties / (total * (total - 1))));
        double correction = method == RankTestMethod.NormalContinuity ? Math.Sign(center) * 0.5 : 0;
        return variance > 0 ? Normal.TwoSidedP((center - correction) / Math.Sqrt(variance)) : double.NaN;
    }

    private static (double W, double Ties) Statistic(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (a.Length == 0 || b.Length == 0)
        {
            throw new ArgumentException($"A rank test needs two samples, found {a.Length} and {b.Length} values.");
        }

        double[] both = new double[a.Length + b.Length];
        a.CopyTo(both);
        b.CopyTo(both.AsSpan(a.Length));
        double[] ranks = Ranks.Of(both, out double ties);
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += ranks[i];
        }

        return (sum - (a.Length * (a.Length + 1.0) / 2), ties);
    }

    private static RankTestMethod Choose(RankTestMethod method, double ties, int first, int second)
    {
        if (method == RankTestMethod.Exact && ties > 0)
        {
            throw new ArgumentException("An exact p value needs values without ties; ask for the normal one with tie correction.", nameof(method));
        }

        return method != RankTestMethod.Automatic
            ? method
            : ties == 0 && first < ExactBelow && second < ExactBelow ? RankTestMethod.Exact : RankTestMethod.NormalContinuity;
    }

    private static double Exact(double w, int first, int second)
    {
        double pairs = (double)first * second;
        return Math.Min(1, 2 * RankSum.Cdf(Math.Min(w, pairs - w), first, second));
    }
}
