using System.Collections.Immutable;
using Voxopsy.Statistics.Descriptive;

namespace Voxopsy.Statistics.Preprocessing;

/// <summary>One number a column for all its missing values, learned on training rows.</summary>
public sealed record ConstantImputation
{
    /// <summary>Gets the number of each column.</summary>
    public required ImmutableArray<ColumnFill> Columns { get; init; }

    /// <summary>Learns the numbers.</summary>
    /// <param name="table">Training rows.</param>
    /// <param name="rule">Which number of a column.</param>
    /// <exception cref="EmptyColumnException">A column has no value.</exception>
    public static ConstantImputation Fit(FeatureTable table, FillRule rule = FillRule.Median)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new ConstantImputation
        {
            Columns = [.. table.Features.Select((feature, i) => new ColumnFill(feature, Value(TableColumns.Present(table, i), rule)))],
        };
    }

    /// <summary>Fills the missing values of the fitted columns.</summary>
    /// <exception cref="ArgumentException">A fitted column is lacking.</exception>
    public FeatureTable Apply(FeatureTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        double[][] columns = TableColumns.Copy(table);
        foreach (ColumnFill fill in Columns)
        {
            columns[table.PositionOf(fill.Feature)].AsSpan().Replace(double.NaN, fill.Value);
        }

        return new FeatureTable(table.Subjects, table.Features, columns);
    }

    private static double Value(double[] values, FillRule rule) => rule switch
    {
        FillRule.Mean => Moments.Of(values).Mean,
        FillRule.Median => Quantile.Median(values),
        _ => values.GroupBy(value => value).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().Key,
    };
}
