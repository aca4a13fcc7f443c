namespace Voxopsy.Statistics.Preprocessing;

/// <summary>Divides each row by its own length; nothing is learned.</summary>
public static class RowNormalization
{
    /// <summary>Gives every row the length 1; a row of zeros stays as it is.</summary>
    /// <param name="table">Rows without missing values.</param>
    /// <param name="norm">Which length.</param>
    /// <exception cref="Regression.MissingValueException">A value is not finite.</exception>
    public static FeatureTable Apply(FeatureTable table, RowNorm norm = RowNorm.Euclidean)
    {
        ArgumentNullException.ThrowIfNull(table);
        double[][] columns = TableColumns.Copy(table);
        for (int row = 0; row < table.RowCount; row++)
        {
            double length = 0;
            for (int j = 0; j < columns.Length; j++)
            {
                double size = Math.Abs(columns[j][row]);
                if (!double.IsFinite(size))
                {
                    throw new Regression.MissingValueException(table.Features[j].Name, row, columns[j][row]);
                }

                length = norm switch
                {
                    RowNorm.Euclidean => length + (size * size),
                    RowNorm.Absolute => length + size,
                    _ => Math.Max(length, size),
                };
            }

            length = norm == RowNorm.Euclidean ? Math.Sqrt(length) : length;
            for (int j = 0; j < columns.Length && length > 0; j++)
            {
                columns[j][row] /= length;
            }
        }

        return new FeatureTable(table.Subjects, table.Features, columns);
    }
}
