using MathNet.Numerics;

namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>McNemar's test: do two methods answer yes equally often on the same subjects?</summary>
public static class McNemar
{
    /// <summary>Compares two answers a subject, such as right or wrong of two models.</summary>
    /// <param name="first">First answer of each subject.</param>
    /// <param name="second">Second answer of each subject.</param>
    /// <remarks>Source: McNemar 1947; only subjects with different answers count.</remarks>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static McNemarResult Compare(ReadOnlySpan<bool> first, ReadOnlySpan<bool> second)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"McNemar's test needs two answers a subject, found {first.Length} and {second.Length}.", nameof(second));
        }

        int onlyFirst = 0;
        int onlySecond = 0;
        for (int i = 0; i < first.Length; i++)
        {
            onlyFirst += first[i] && !second[i] ? 1 : 0;
            onlySecond += second[i] && !first[i] ? 1 : 0;
        }

        return FromCounts(onlyFirst, onlySecond);
    }

    /// <summary>The test from the two counts of differing pairs.</summary>
    /// <param name="onlyFirst">Pairs in which only the first answer is yes.</param>
    /// <param name="onlySecond">Pairs in which only the second answer is yes.</param>
    public static McNemarResult FromCounts(int onlyFirst, int onlySecond)
    {
        double n = (double)onlyFirst + onlySecond;
        double difference = Math.Abs((double)onlyFirst - onlySecond);
        double reduced = Math.Max(0, difference - 1);
        return new McNemarResult(
            onlyFirst,
            onlySecond,
            ChiSquaredResult.Of(difference * difference / n, 1),
            ChiSquaredResult.Of(reduced * reduced / n, 1),
            Exact(Math.Min(onlyFirst, onlySecond), onlyFirst + onlySecond));
    }

    private static double Exact(int smaller, int n)
    {
        double sum = 0;
        for (int k = 0; k <= smaller; k++)
        {
            sum += Math.Exp(SpecialFunctions.BinomialLn(n, k) - (n * Constants.Ln2));
        }

        return Math.Min(1, 2 * sum);
    }
}
