using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Descriptive;

/// <summary>All correlations between the columns of a table, ready to be asked for one by one or all at once.</summary>
/// <remarks>
/// Each column is centered and scaled to length 1 once; a correlation is then one inner product. A column that does not vary has NaN with
/// every other.
/// </remarks>
public sealed class CorrelationMatrix
{
    private readonly double[]?[] _units;

    private CorrelationMatrix(double[]?[] units) => _units = units;

    /// <summary>Gets the number of columns.</summary>
    public int Size => _units.Length;

    /// <summary>The correlation of two columns, counted from 0; 1 of a column with itself, NaN when either does not vary.</summary>
    public double this[int first, int second] => _units[first] is { } a && _units[second] is { } b
        ? first == second ? 1 : Math.Clamp(VectorMath.Dot(a, b), -1, 1)
        : double.NaN;

    /// <summary>Prepares the columns of a table.</summary>
    /// <param name="table">Columns without missing values.</param>
    /// <param name="kind">Spearman or Pearson.</param>
    /// <exception cref="ArgumentException">A column has a missing value (NaN); its name and row are told.</exception>
    public static CorrelationMatrix Of(FeatureTable table, CorrelationKind kind)
    {
        ArgumentNullException.ThrowIfNull(table);
        double[]?[] units = new double[]?[table.Features.Length];
        for (int column = 0; column < units.Length; column++)
        {
            ReadOnlySpan<double> values = table.Column(column);
            for (int row = 0; row < values.Length; row++)
            {
                if (double.IsNaN(values[row]))
                {
                    throw new ArgumentException(
                        $"Feature '{table.Features[column]}' is missing for subject '{table.Subjects[row]}'; impute before correlating.", nameof(table));
                }
            }

            units[column] = kind == CorrelationKind.Spearman ? Unit(Ranks.Of(values)) : Unit(values.ToArray());
        }

        return new CorrelationMatrix(units);
    }

    /// <summary>The whole symmetric matrix.</summary>
    /// <returns>Rows of columns, <see cref="Size"/> each way.</returns>
    public double[][] ToArray()
    {
        const int tile = 32;
        double[][] all = [.. _units.Select(_ => new double[Size])];
        for (int from = 0; from < Size; from += tile)
        {
            int to = Math.Min(Size, from + tile);
            for (int row = from; row < Size; row++)
            {
                for (int column = from; column < Math.Min(to, row + 1); column++)
                {
                    all[row][column] = all[column][row] = this[row, column];
                }
            }
        }

        return all;
    }

    /// <summary>The correlation of each column with one more column, such as an outcome.</summary>
    /// <param name="other">A column without missing values, as long.</param>
    /// <param name="kind">The kind this matrix was made with.</param>
    internal double[] With(ReadOnlySpan<double> other, CorrelationKind kind)
    {
        double[]? unit = kind == CorrelationKind.Spearman ? Unit(Ranks.Of(other)) : Unit(other.ToArray());
        return [.. _units.Select(column => column is null || unit is null ? double.NaN : Math.Clamp(VectorMath.Dot(column, unit), -1, 1))];
    }

    private static double[]? Unit(double[] values)
    {
        double mean = Moments.Of(values).Mean;
        double squares = 0;
        double largest = 0;
        for (int i = 0; i < values.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(values[i]));
            values[i] -= mean;
            squares += values[i] * values[i];
        }

        double length = Math.Sqrt(squares);
        if (!(length > 1e-15 * largest * Math.Sqrt(values.Length)))
        {
            return null;
        }

        for (int i = 0; i < values.Length; i++)
        {
            values[i] /= length;
        }

        return values;
    }
}
