using System.Collections.Immutable;

namespace Voxopsy.Statistics.Preprocessing;

/// <summary>A center and a scale for each column, learned on training rows; <see cref="Scaling"/> makes it.</summary>
public sealed record LinearScaling
{
    /// <summary>Gets what was learned, one entry a column.</summary>
    public required ImmutableArray<ColumnScale> Columns { get; init; }

    /// <summary>Scales rows; missing values stay missing, columns that were not fitted stay as they are.</summary>
    /// <exception cref="ArgumentException">A fitted column is lacking.</exception>
    public FeatureTable Apply(FeatureTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return TableColumns.Map(table, [.. Columns.Select(column => column.Feature)], (i, value) => (value - Columns[i].Center) / Columns[i].Scale);
    }

    /// <summary>Brings scaled rows back to the columns' units.</summary>
    /// <exception cref="ArgumentException">A fitted column is lacking.</exception>
    public FeatureTable Undo(FeatureTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return TableColumns.Map(table, [.. Columns.Select(column => column.Feature)], (i, value) => (value * Columns[i].Scale) + Columns[i].Center);
    }
}
