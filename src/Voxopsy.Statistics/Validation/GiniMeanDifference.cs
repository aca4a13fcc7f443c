using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Validation;

/// <summary>The mean absolute difference of all pairs of values: a spread in the values' own unit.</summary>
/// <remarks>Source: David 1968, Biometrika 55:573; Harrell's g-index is this of a model's linear predictor.</remarks>
public static class GiniMeanDifference
{
    /// <summary>The mean of |xᵢ − xⱼ| over pairs, at least 0; <see cref="double.NaN"/> of fewer than two values.</summary>
    public static double Of(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return OfSorted(sorted);
    }

    internal static double OfSorted(ReadOnlySpan<double> sorted)
    {
        int n = sorted.Length;
        if (n < 2)
        {
            return double.NaN;
        }

        double mean = VectorMath.Sum(sorted) / n;
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += ((2.0 * i) - (n - 1)) * (sorted[i] - mean);
        }

        return 2 * sum / ((double)n * (n - 1));
    }
}
