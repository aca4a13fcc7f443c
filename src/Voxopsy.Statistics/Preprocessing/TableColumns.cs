namespace Voxopsy.Statistics.Preprocessing;

/// <summary>What all column-wise steps share: reading the present values of a training column, and mapping the fitted columns of a table.</summary>
internal static class TableColumns
{
    /// <summary>The values of a column that are not missing; at least one.</summary>
    /// <exception cref="EmptyColumnException">All are missing.</exception>
    /// <exception cref="StatisticsException">A value is infinite.</exception>
    internal static double[] Present(FeatureTable table, int column)
    {
        ReadOnlySpan<double> values = table.Column(column);
        List<double> present = new(values.Length);
        for (int row = 0; row < values.Length; row++)
        {
            if (double.IsInfinity(values[row]))
            {
                throw new StatisticsException(
                    $"Column '{table.Features[column]}' holds {values[row]} for subject '{table.Subjects[row]}', and a finite number is needed; look at how it was computed.");
            }

            if (!double.IsNaN(values[row]))
            {
                present.Add(values[row]);
            }
        }

        return present.Count > 0 ? [.. present] : throw new EmptyColumnException(table.Features[column], table.RowCount);
    }

    /// <summary>The table with the named columns mapped value by value and all others as they are.</summary>
    /// <param name="table">Any rows.</param>
    /// <param name="features">The columns to map; each must be there.</param>
    /// <param name="map">The new value of a column (its place in <paramref name="features"/>) and an old value; a missing value stays missing.</param>
    internal static FeatureTable Map(FeatureTable table, IReadOnlyList<FeatureId> features, Func<int, double, double> map)
    {
        double[][] columns = Copy(table);
        for (int i = 0; i < features.Count; i++)
        {
            double[] column = columns[table.PositionOf(features[i])];
            for (int row = 0; row < column.Length; row++)
            {
                column[row] = double.IsNaN(column[row]) ? double.NaN : map(i, column[row]);
            }
        }

        return new FeatureTable(table.Subjects, table.Features, columns);
    }

    /// <summary>Copies of all columns.</summary>
    internal static double[][] Copy(FeatureTable table)
    {
        double[][] columns = new double[table.Features.Length][];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = table.Column(i).ToArray();
        }

        return columns;
    }
}
