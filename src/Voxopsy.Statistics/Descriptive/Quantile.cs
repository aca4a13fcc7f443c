namespace Voxopsy.Statistics.Descriptive;

/// <summary>Sample quantiles by the definitions that R numbers.</summary>
/// <remarks>Source: Hyndman and Fan 1996, The American Statistician 50:361.</remarks>
public static class Quantile
{
    private const double Fuzz = 4 * 2.220446049250313e-16;

    /// <summary>Type 7, R's default: linear between order statistics at 1 + (n − 1) p.</summary>
    /// <param name="values">A sample without NaN, in any order.</param>
    /// <param name="probability">In [0, 1].</param>
    /// <returns>The quantile; NaN of an empty sample.</returns>
    public static double Type7(ReadOnlySpan<double> values, double probability) => Type7OfSorted(Sorted(values), probability);

    /// <summary>Type 6: linear between order statistics at (n + 1) p, as SPSS gives it.</summary>
    /// <param name="values">A sample without NaN, in any order.</param>
    /// <param name="probability">In [0, 1].</param>
    /// <returns>The quantile; NaN of an empty sample.</returns>
    public static double Type6(ReadOnlySpan<double> values, double probability) => Type6OfSorted(Sorted(values), probability);

    /// <summary>The median; NaN of an empty sample.</summary>
    /// <param name="values">A sample without NaN, in any order.</param>
    public static double Median(ReadOnlySpan<double> values) => Type7(values, 0.5);

    /// <summary>Type 7 of a sample that is sorted already.</summary>
    /// <param name="sorted">A sample without NaN, ascending.</param>
    /// <param name="probability">In [0, 1].</param>
    public static double Type7OfSorted(ReadOnlySpan<double> sorted, double probability) => At(sorted, 1 + ((sorted.Length - 1) * probability));

    /// <summary>Type 6 of a sample that is sorted already.</summary>
    /// <param name="sorted">A sample without NaN, ascending.</param>
    /// <param name="probability">In [0, 1].</param>
    public static double Type6OfSorted(ReadOnlySpan<double> sorted, double probability) => At(sorted, (sorted.Length + 1) * probability);

    private static double[] Sorted(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    private static double At(ReadOnlySpan<double> sorted, double place)
    {
        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        // The fuzz keeps places that are whole but for rounding whole, as R does.
        double floor = Math.Floor(place + Fuzz);
        double rest = place - floor;
        int low = (int)Math.Clamp(floor, 1, sorted.Length);
        int high = (int)Math.Clamp(floor + 1, 1, sorted.Length);
        return Math.Abs(rest) < Fuzz || sorted[low - 1] == sorted[high - 1]
            ? sorted[low - 1]
            : ((1 - rest) * sorted[low - 1]) + (rest * sorted[high - 1]);
    }
}
