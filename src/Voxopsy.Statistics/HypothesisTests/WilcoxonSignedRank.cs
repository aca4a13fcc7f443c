using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>Wilcoxon's signed-rank test of paired values.</summary>
public static class WilcoxonSignedRank
{
    private const int ExactBelow = 50;

    /// <summary>Tests whether differences a − b lie symmetrically around 0; differences of 0 are dropped.</summary>
    /// <param name="a">First value of each pair, no NaN.</param>
    /// <param name="b">Second value of each pair, no NaN.</param>
    /// <param name="method">How to compute the p value.</param>
    /// <remarks>Source: Wilcoxon 1945; choices and corrections as R's wilcox.test(paired = TRUE).</remarks>
    /// <exception cref="ArgumentException">The lengths differ, a value is NaN, or an exact p value is asked for under ties or zeros.</exception>
    public static SignedRankResult Paired(ReadOnlySpan<double> a, ReadOnlySpan<double> b, RankTestMethod method = RankTestMethod.Automatic)
    {
        PairedValues.Check(a, b);
        List<double> differences = new(a.Length);
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i] != b[i])
            {
                differences.Add(a[i] - b[i]);
            }
        }

        double[] ranks = Ranks.Of([.. differences.Select(Math.Abs)], out double ties);
        double v = ranks.Where((_, i) => differences[i] > 0).Sum();
        bool exactHolds = ties == 0 && differences.Count == a.Length && a.Length > 0;
        if (method == RankTestMethod.Exact && !exactHolds)
        {
            throw new ArgumentException("An exact p value needs differences without ties and zeros; ask for the normal one.", nameof(method));
        }

        RankTestMethod used = method != RankTestMethod.Automatic
            ? method
            : exactHolds && a.Length < ExactBelow ? RankTestMethod.Exact : RankTestMethod.NormalContinuity;
        double n = differences.Count;
        return new SignedRankResult(v, used == RankTestMethod.Exact ? Exact(v, differences.Count) : NormalP(v, n, ties, used), used);
    }

    private static double Exact(double v, int n) => Math.Min(1, 2 * SignedRank.Cdf(Math.Min(v, (n * (n + 1.0) / 2) - v), n));

    private static double NormalP(double v, double n, double ties, RankTestMethod method)
    {
        double center = v - (n * (n + 1) / 4);
        double variance = (n * (n + 1) * ((2 * n) + 1) / 24) - (ties / 48);
        double correction = method == RankTestMethod.NormalContinuity ? Math.Sign(center) * 0.5 : 0;
        return variance > 0 ? Normal.TwoSidedP((center - correction) / Math.Sqrt(variance)) : double.NaN;
    }
}
