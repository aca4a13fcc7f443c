using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>Welch's t test of two means, which does not assume equal variances.</summary>
public static class WelchTest
{
    /// <summary>Compares two samples.</summary>
    /// <param name="a">First sample without NaN.</param>
    /// <param name="b">Second sample without NaN.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    /// <returns>The test; all NaN when a sample has fewer than two values.</returns>
    /// <remarks>Source: Welch 1947, Biometrika 34:28.</remarks>
    public static TTestResult Compare(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double level = 0.95)
    {
        Moments first = Moments.Of(a);
        Moments second = Moments.Of(b);
        double partA = first.Variance / first.Count;
        double partB = second.Variance / second.Count;
        double variance = partA + partB;
        double freedom = variance * variance / ((partA * partA / (first.Count - 1)) + (partB * partB / (second.Count - 1)));
        return FromError(first.Mean - second.Mean, Math.Sqrt(variance), freedom, level);
    }

    /// <summary>t, p and limits of a difference from its standard error.</summary>
    internal static TTestResult FromError(double difference, double error, double freedom, double level)
    {
        double t = difference / error;
        double half = StudentT.Quantile(0.5 + (level / 2), freedom) * error;
        return new TTestResult(t, freedom, StudentT.TwoSidedP(t, freedom), difference, difference - half, difference + half);
    }
}
