using Voxopsy.Statistics.Descriptive;

namespace Voxopsy.Statistics.Preprocessing;

/// <summary>Learns how columns are brought to one scale. Learn on training rows only; the fitted scaling is then applied to any rows.</summary>
/// <remarks>Missing values (NaN) are left out of what is learned.</remarks>
public static class Scaling
{
    private const double Epsilon = 2.220446049250313e-16;

    /// <summary>Mean 0, standard deviation 1.</summary>
    /// <param name="table">Training rows.</param>
    /// <param name="divisor">Which standard deviation; the two differ by the factor √(n / (n − 1)).</param>
    /// <param name="constant">What is done with a column that does not vary beyond rounding.</param>
    /// <exception cref="ConstantColumnException">A column does not vary and is refused.</exception>
    /// <exception cref="EmptyColumnException">A column has no value.</exception>
    public static LinearScaling Standard(
        FeatureTable table, SpreadDivisor divisor = SpreadDivisor.CountMinusOne, ConstantColumnPolicy constant = ConstantColumnPolicy.Refuse) =>
        Fit(table, constant, values =>
        {
            Moments moments = Moments.Of(values);
            double n = values.Length;
            double variance = n < 2 ? 0 : divisor == SpreadDivisor.Count ? moments.Variance * (n - 1) / n : moments.Variance;

            // Below this bound a variance is the rounding of its own computation (Chan, Golub and LeVeque 1983).
            double rounding = (n * Epsilon * variance) + (n * moments.Mean * Epsilon * n * moments.Mean * Epsilon);
            return (moments.Mean, variance <= rounding ? 0 : Math.Sqrt(variance));
        });

    /// <summary>Smallest training value 0, largest 1; later rows may lie outside.</summary>
    /// <param name="table">Training rows.</param>
    /// <param name="constant">What is done with a column that does not vary.</param>
    /// <exception cref="ConstantColumnException">A column does not vary and is refused.</exception>
    /// <exception cref="EmptyColumnException">A column has no value.</exception>
    public static LinearScaling MinMax(FeatureTable table, ConstantColumnPolicy constant = ConstantColumnPolicy.Refuse) =>
        Fit(table, constant, values => (values.Min(), Positive(values.Max() - values.Min())));

    /// <summary>Largest absolute training value 1; zero stays zero.</summary>
    /// <param name="table">Training rows.</param>
    /// <param name="constant">What is done with a column of zeros.</param>
    /// <exception cref="ConstantColumnException">A column is zero throughout and is refused.</exception>
    /// <exception cref="EmptyColumnException">A column has no value.</exception>
    public static LinearScaling MaxAbsolute(FeatureTable table, ConstantColumnPolicy constant = ConstantColumnPolicy.Refuse) =>
        Fit(table, constant, values => (0, Positive(values.Max(Math.Abs))));

    /// <summary>Median 0, distance of two quantiles 1: outliers move neither.</summary>
    /// <param name="table">Training rows.</param>
    /// <param name="lower">Probability of the lower quantile (type 7), in [0, 1).</param>
    /// <param name="upper">Probability of the upper quantile, above <paramref name="lower"/>, at most 1.</param>
    /// <param name="constant">What is done with a column whose quantiles are equal.</param>
    /// <exception cref="ArgumentException">The probabilities do not ascend within [0, 1].</exception>
    /// <exception cref="ConstantColumnException">A column's quantiles are equal and it is refused.</exception>
    /// <exception cref="EmptyColumnException">A column has no value.</exception>
    public static LinearScaling Robust(
        FeatureTable table, double lower = 0.25, double upper = 0.75, ConstantColumnPolicy constant = ConstantColumnPolicy.Refuse)
    {
        if (!(lower >= 0 && upper <= 1 && lower < upper))
        {
            throw new ArgumentException($"Two quantiles that ascend within [0, 1] are needed, found {lower} and {upper}.");
        }

        return Fit(table, constant, values =>
        {
            double[] sorted = [.. values.Order()];
            return (Quantile.Type7OfSorted(sorted, 0.5), Positive(Quantile.Type7OfSorted(sorted, upper) - Quantile.Type7OfSorted(sorted, lower)));
        });
    }

    private static double Positive(double scale) => scale < 10 * Epsilon ? 0 : scale;

    private static LinearScaling Fit(FeatureTable table, ConstantColumnPolicy constant, Func<double[], (double Center, double Scale)> learn)
    {
        ArgumentNullException.ThrowIfNull(table);
        ColumnScale[] columns = new ColumnScale[table.Features.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            double[] values = TableColumns.Present(table, i);
            (double center, double scale) = learn(values);
            if (scale == 0 && constant == ConstantColumnPolicy.Refuse)
            {
                throw new ConstantColumnException(table.Features[i], values[0], values.Length);
            }

            columns[i] = new ColumnScale(table.Features[i], center, scale == 0 ? 1 : scale);
        }

        return new LinearScaling { Columns = [.. columns] };
    }
}
