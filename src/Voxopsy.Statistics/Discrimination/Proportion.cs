using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Statistics.Discrimination;

/// <summary>Confidence intervals of a proportion k of n.</summary>
/// <remarks>
/// Wilson's is the one used throughout: its coverage is near the level even for small n and proportions near 0 or 1 (Newcombe 1998, Statistics
/// in Medicine 17:857). Every function gives NaN for n = 0.
/// </remarks>
public static class Proportion
{
    /// <summary>Wilson's score interval.</summary>
    /// <param name="k">Successes, 0 to n.</param>
    /// <param name="n">Trials.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    public static ProportionEstimate Wilson(int k, int n, double level = 0.95) => Score(k, n, 0, level);

    /// <summary>Wilson's interval with continuity correction, as R's prop.test.</summary>
    /// <param name="k">Successes, 0 to n.</param>
    /// <param name="n">Trials.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    public static ProportionEstimate WilsonContinuityCorrected(int k, int n, double level = 0.95) =>
        Score(k, n, Math.Min(0.5, Math.Abs(k - (n * 0.5))), level);

    /// <summary>The exact interval of Clopper and Pearson 1934; conservative.</summary>
    /// <param name="k">Successes, 0 to n.</param>
    /// <param name="n">Trials.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    public static ProportionEstimate ClopperPearson(int k, int n, double level = 0.95)
    {
        Check(k, n);
        double tail = (1 - level) / 2;
        return n == 0
            ? ProportionEstimate.Undefined
            : new ProportionEstimate(
                (double)k / n,
                k == 0 ? 0 : Beta.Quantile(tail, k, n - k + 1.0),
                k == n ? 1 : Beta.Quantile(1 - tail, k + 1.0, n - k));
    }

    /// <summary>The interval of Agresti and Coull 1998, not cut to [0, 1].</summary>
    /// <param name="k">Successes, 0 to n.</param>
    /// <param name="n">Trials.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    public static ProportionEstimate AgrestiCoull(int k, int n, double level = 0.95)
    {
        Check(k, n);
        double z = Normal.Quantile(0.5 + (level / 2));
        double total = n + (z * z);
        double center = (k + (z * z / 2)) / total;
        double half = z * Math.Sqrt(center * (1 - center) / total);
        return n == 0 ? ProportionEstimate.Undefined : new ProportionEstimate((double)k / n, center - half, center + half);
    }

    /// <summary>The textbook interval p ± z √(p (1 − p) / n), not cut to [0, 1]; too short for small n, given for comparison with print.</summary>
    /// <param name="k">Successes, 0 to n.</param>
    /// <param name="n">Trials.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    public static ProportionEstimate Wald(int k, int n, double level = 0.95)
    {
        Check(k, n);
        double p = (double)k / n;
        double half = Normal.Quantile(0.5 + (level / 2)) * Math.Sqrt(p * (1 - p) / n);
        return n == 0 ? ProportionEstimate.Undefined : new ProportionEstimate(p, p - half, p + half);
    }

    /// <summary>The equal-tailed interval under Jeffreys' prior.</summary>
    /// <param name="k">Successes, 0 to n.</param>
    /// <param name="n">Trials.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    public static ProportionEstimate Jeffreys(int k, int n, double level = 0.95)
    {
        Check(k, n);
        double tail = (1 - level) / 2;
        return n == 0
            ? ProportionEstimate.Undefined
            : new ProportionEstimate(
                (double)k / n,
                k == 0 ? 0 : Beta.Quantile(tail, k + 0.5, n - k + 0.5),
                k == n ? 1 : Beta.Quantile(1 - tail, k + 0.5, n - k + 0.5));
    }

    private static ProportionEstimate Score(int k, int n, double correction, double level)
    {
        Check(k, n);
        if (n == 0)
        {
            return ProportionEstimate.Undefined;
        }

        double z = Normal.Quantile(0.5 + (level / 2));
        double share = z * z / (2.0 * n);
        double p = (double)k / n;
        double above = p + (correction / n);
        double below = p - (correction / n);
        double upper = above >= 1 ? 1 : (above + share + (z * Math.Sqrt((above * (1 - above) / n) + (share / (2.0 * n))))) / (1 + (2 * share));
        double lower = below <= 0 ? 0 : (below + share - (z * Math.Sqrt((below * (1 - below) / n) + (share / (2.0 * n))))) / (1 + (2 * share));
        return new ProportionEstimate(p, Math.Max(0, lower), Math.Min(1, upper));
    }

    private static void Check(int k, int n)
    {
        if (k < 0 || n < 0 || k > n)
        {
            throw new ArgumentException($"A proportion needs 0 ≤ k ≤ n, found {k} of {n}.", nameof(k));
        }
    }
}
