using System.Collections.Immutable;
using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Statistics.Preprocessing;

/// <summary>Replaces a value by where it stands among the training values: any shape becomes uniform or normal.</summary>
/// <remarks>
/// Linear between training quantiles; a value that several quantiles share gets the middle of their probabilities; values outside the training
/// range get its ends. The definition is scikit-learn's QuantileTransformer.
/// </remarks>
public sealed record QuantileScaling
{
    private const double Margin = 1e-7;

    /// <summary>Gets the quantiles of each column.</summary>
    public required ImmutableArray<ColumnQuantiles> Columns { get; init; }

    /// <summary>Gets the distribution aimed at.</summary>
    public required QuantileTarget Target { get; init; }

    /// <summary>Learns the quantiles.</summary>
    /// <param name="table">Training rows; missing values are left out.</param>
    /// <param name="count">Number of quantiles, at least 2; no more than rows are used.</param>
    /// <param name="target">The distribution aimed at.</param>
    /// <exception cref="EmptyColumnException">A column has no value.</exception>
    public static QuantileScaling Fit(FeatureTable table, int count = 1000, QuantileTarget target = QuantileTarget.Uniform)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        int places = Math.Max(2, Math.Min(count, table.RowCount));
        ColumnQuantiles[] columns = new ColumnQuantiles[table.Features.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            double[] sorted = [.. TableColumns.Present(table, i).Order()];
            double[] quantiles = new double[places];
            for (int place = 0; place < places; place++)
            {
                double value = Quantile.Type7OfSorted(sorted, place / (places - 1.0));
                quantiles[place] = place > 0 ? Math.Max(value, quantiles[place - 1]) : value;
            }

            columns[i] = new ColumnQuantiles(table.Features[i], [.. quantiles]);
        }

        return new QuantileScaling { Columns = [.. columns], Target = target };
    }

    /// <summary>Scales rows; missing values stay missing, columns that were not fitted stay as they are.</summary>
    /// <exception cref="ArgumentException">A fitted column is lacking.</exception>
    public FeatureTable Apply(FeatureTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return TableColumns.Map(table, [.. Columns.Select(column => column.Feature)], (i, value) => Scale(Columns[i].Values.AsSpan(), value));
    }

    private double Scale(ReadOnlySpan<double> quantiles, double value)
    {
        double margin = Target == QuantileTarget.Normal ? Margin : 0;
        double low = quantiles[0];
        double high = quantiles[^1];
        double share = value - margin < low || value == low
            ? 0
            : value + margin > high || value == high ? 1 : (Share(quantiles, value, Side.Upper) + Share(quantiles, value, Side.Lower)) / 2;
        return Target == QuantileTarget.Uniform
            ? share
            : Math.Clamp(Normal.Quantile(share), Normal.Quantile(Margin - 2.220446049250313e-16), -Normal.Quantile(Margin - 2.220446049250313e-16));
    }

    /// <summary>The probability of a value between the lowest and the highest quantile; of several equal quantiles the upper or the lower end counts.</summary>
    private static double Share(ReadOnlySpan<double> quantiles, double value, Side side)
    {
        int low = 0;
        int high = quantiles.Length - 1;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            bool left = side == Side.Upper ? quantiles[middle] > value : quantiles[middle] >= value;
            (low, high) = left ? (low, middle) : (middle, high);
        }

        return (low + ((value - quantiles[low]) / (quantiles[high] - quantiles[low]))) / (quantiles.Length - 1.0);
    }

    private enum Side
    {
        Lower,
        Upper,
    }
}
