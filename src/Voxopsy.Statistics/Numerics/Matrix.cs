namespace Voxopsy.Statistics.Numerics;

/// <summary>A dense table of numbers, stored by column and never changed after it was made.</summary>
public sealed class Matrix
{
    private readonly double[] _values;

    private Matrix(int rowCount, int columnCount, double[] values)
    {
        RowCount = rowCount;
        ColumnCount = columnCount;
        _values = values;
    }

    /// <summary>Gets the number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Gets the number of columns.</summary>
    public int ColumnCount { get; }

    /// <summary>The element in a row of a column, both counted from 0.</summary>
    public double this[int row, int column] => Column(column)[row];

    /// <summary>Takes the values as they are, one column after the other; the array becomes the matrix's own.</summary>
    /// <param name="rowCount">Rows, 0 or more.</param>
    /// <param name="columnCount">Columns, 0 or more.</param>
    /// <param name="values">rowCount × columnCount values, not to be written to afterwards.</param>
    /// <exception cref="ArgumentException">The number of values is another one.</exception>
    public static Matrix FromColumnMajor(int rowCount, int columnCount, double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegative(rowCount);
        ArgumentOutOfRangeException.ThrowIfNegative(columnCount);
        if (values.Length != (long)rowCount * columnCount)
        {
            throw new ArgumentException($"A {rowCount} x {columnCount} matrix needs {(long)rowCount * columnCount} values, found {values.Length}.", nameof(values));
        }

        return new Matrix(rowCount, columnCount, values);
    }

    /// <summary>Copies columns side by side.</summary>
    /// <param name="columns">Columns of one length.</param>
    /// <exception cref="ArgumentException">There is no column (use <see cref="Empty"/>), or their lengths differ.</exception>
    public static Matrix FromColumns(params IReadOnlyList<double[]> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0)
        {
            throw new ArgumentException("A matrix without columns does not tell its rows; use Matrix.Empty.", nameof(columns));
        }

        int rows = columns[0].Length;
        double[] values = new double[(long)rows * columns.Count];
        for (int j = 0; j < columns.Count; j++)
        {
            if (columns[j].Length != rows)
            {
                throw new ArgumentException($"Column {j} has {columns[j].Length} values, but column 0 has {rows}.", nameof(columns));
            }

            columns[j].CopyTo(values, (long)j * rows);
        }

        return new Matrix(rows, columns.Count, values);
    }

    /// <summary>The columns of a table, in its order.</summary>
    public static Matrix FromTable(FeatureTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        double[] values = new double[(long)table.RowCount * table.Features.Length];
        for (int j = 0; j < table.Features.Length; j++)
        {
            table.Column(j).CopyTo(values.AsSpan(j * table.RowCount));
        }

        return new Matrix(table.RowCount, table.Features.Length, values);
    }

    /// <summary>A matrix without columns.</summary>
    public static Matrix Empty(int rowCount) => FromColumnMajor(rowCount, 0, []);

    /// <summary>The matrix of ones on the diagonal and zeros elsewhere.</summary>
    public static Matrix Identity(int size)
    {
        double[] values = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            values[(i * size) + i] = 1;
        }

        return new Matrix(size, size, values);
    }

    /// <summary>The values of a column, from the first row to the last.</summary>
    public ReadOnlySpan<double> Column(int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, ColumnCount);
        return _values.AsSpan(column * RowCount, RowCount);
    }

    /// <summary>A copy of a row.</summary>
    public double[] Row(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, RowCount);
        double[] values = new double[ColumnCount];
        for (int j = 0; j < values.Length; j++)
        {
            values[j] = _values[(j * RowCount) + row];
        }

        return values;
    }

    /// <summary>The named columns, in the order named; a column may repeat.</summary>
    public Matrix SelectColumns(IReadOnlyList<int> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        double[] values = new double[(long)RowCount * columns.Count];
        for (int j = 0; j < columns.Count; j++)
        {
            Column(columns[j]).CopyTo(values.AsSpan(j * RowCount));
        }

        return new Matrix(RowCount, columns.Count, values);
    }

    /// <summary>The named rows, in the order named; a row may repeat, as in a bootstrap resample.</summary>
    public Matrix SelectRows(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double[] values = new double[(long)rows.Count * ColumnCount];
        for (int j = 0; j < ColumnCount; j++)
        {
            ReadOnlySpan<double> from = Column(j);
            Span<double> to = values.AsSpan(j * rows.Count, rows.Count);
            for (int i = 0; i < to.Length; i++)
            {
                to[i] = from[rows[i]];
            }
        }

        return new Matrix(rows.Count, ColumnCount, values);
    }

    /// <summary>This matrix with another one's columns behind its own.</summary>
    /// <exception cref="ArgumentException">The row counts differ.</exception>
    public Matrix Append(Matrix other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.RowCount != RowCount)
        {
            throw new ArgumentException($"A matrix of {RowCount} rows cannot be joined with one of {other.RowCount} rows.", nameof(other));
        }

        return new Matrix(RowCount, ColumnCount + other.ColumnCount, [.. _values, .. other._values]);
    }

    /// <summary>Rows and columns exchanged.</summary>
    public Matrix Transpose()
    {
        double[] values = new double[_values.Length];
        for (int j = 0; j < ColumnCount; j++)
        {
            for (int i = 0; i < RowCount; i++)
            {
                values[(i * ColumnCount) + j] = _values[(j * RowCount) + i];
            }
        }

        return new Matrix(ColumnCount, RowCount, values);
    }

    /// <summary>The product with a vector of <see cref="ColumnCount"/> values.</summary>
    /// <exception cref="ArgumentException">The vector has another length.</exception>
    public double[] Multiply(ReadOnlySpan<double> vector)
    {
        RequireLength(vector.Length, ColumnCount);
        double[] product = new double[RowCount];
        for (int j = 0; j < ColumnCount; j++)
        {
            VectorMath.AddScaled(vector[j], Column(j), product);
        }

        return product;
    }

    /// <summary>The transpose's product with a vector of <see cref="RowCount"/> values.</summary>
    /// <exception cref="ArgumentException">The vector has another length.</exception>
    public double[] MultiplyTransposed(ReadOnlySpan<double> vector)
    {
        RequireLength(vector.Length, RowCount);
        double[] product = new double[ColumnCount];
        for (int j = 0; j < product.Length; j++)
        {
            product[j] = VectorMath.Dot(Column(j), vector);
        }

        return product;
    }

    /// <summary>The product with another matrix.</summary>
    /// <exception cref="ArgumentException">The other matrix has not as many rows as this one has columns.</exception>
    public Matrix Multiply(Matrix other)
    {
        ArgumentNullException.ThrowIfNull(other);
        RequireLength(other.RowCount, ColumnCount);
        double[] values = new double[(long)RowCount * other.ColumnCount];
        for (int j = 0; j < other.ColumnCount; j++)
        {
            Span<double> to = values.AsSpan(j * RowCount, RowCount);
            ReadOnlySpan<double> weights = other.Column(j);
            for (int k = 0; k < weights.Length; k++)
            {
                VectorMath.AddScaled(weights[k], Column(k), to);
            }
        }

        return new Matrix(RowCount, other.ColumnCount, values);
    }

    /// <summary>The inner products of all pairs of columns: the transpose times the matrix.</summary>
    public Matrix CrossProduct()
    {
        double[] values = new double[ColumnCount * ColumnCount];
        for (int j = 0; j < ColumnCount; j++)
        {
            for (int k = 0; k <= j; k++)
            {
                double product = VectorMath.Dot(Column(k), Column(j));
                values[(j * ColumnCount) + k] = product;
                values[(k * ColumnCount) + j] = product;
            }
        }

        return new Matrix(ColumnCount, ColumnCount, values);
    }

    private static void RequireLength(int found, int expected)
    {
        if (found != expected)
        {
            throw new ArgumentException($"The product needs {expected} values, found {found}.");
        }
    }
}
