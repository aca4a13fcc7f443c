using Voxopsy.Statistics.Descriptive;

namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>Student's t test: two means with one common variance, or paired differences.</summary>
public static class StudentTest
{
    /// <summary>Compares two samples, pooling their variances.</summary>
    /// <param name="a">First sample without NaN.</param>
    /// <param name="b">Second sample without NaN.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    public static TTestResult Compare(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double level = 0.95)
    {
        Moments first = Moments.Of(a);
        Moments second = Moments.Of(b);
        double freedom = first.Count + second.Count - 2;
        double pooled = (((first.Count - 1) * first.Variance) + ((second.Count - 1) * second.Variance)) / freedom;
        return WelchTest.FromError(
            first.Mean - second.Mean, Math.Sqrt(pooled * ((1.0 / first.Count) + (1.0 / second.Count))), freedom, level);
    }

    /// <summary>Tests whether the mean of paired differences a − b is 0.</summary>
    /// <param name="a">First value of each pair.</param>
    /// <param name="b">Second value of each pair.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public static TTestResult Paired(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double level = 0.95)
    {
        PairedValues.Check(a, b);
        double[] differences = new double[a.Length];
        for (int i = 0; i < differences.Length; i++)
        {
            differences[i] = a[i] - b[i];
        }

        Moments moments = Moments.Of(differences);
        return WelchTest.FromError(moments.Mean, moments.StandardError, moments.Count - 1, level);
    }

    /// <summary>Cohen's d: the difference of means over the pooled standard deviation.</summary>
    /// <param name="a">First sample without NaN.</param>
    /// <param name="b">Second sample without NaN.</param>
    public static double CohenD(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Moments first = Moments.Of(a);
        Moments second = Moments.Of(b);
        return (first.Mean - second.Mean)
            / Math.Sqrt((((first.Count - 1) * first.Variance) + ((second.Count - 1) * second.Variance)) / (first.Count + second.Count - 2));
    }
}
