using System.Collections.Immutable;

namespace Voxopsy.Statistics.Numerics;

/// <summary>A matrix as orthogonal columns times an upper triangle, columns that add nothing moved to the end: A P = Q R.</summary>
/// <remarks>
/// Householder reflections with the limited pivoting of LINPACK's dqrdc2 as R uses it: columns keep their order; one whose part orthogonal
/// to the columns before it is below the tolerance times its own length is moved to the end and does not count towards the rank.
/// </remarks>
public sealed class QrDecomposition
{
    private readonly double[][] _columns;
    private readonly double[] _diagonal;

    private QrDecomposition(double[][] columns, double[] diagonal, int rowCount, int rank, ImmutableArray<int> order)
    {
        _columns = columns;
        _diagonal = diagonal;
        RowCount = rowCount;
        Rank = rank;
        Order = order;
    }

    /// <summary>Gets the number of rows of the matrix.</summary>
    public int RowCount { get; }

    /// <summary>Gets the number of linearly independent columns.</summary>
    public int Rank { get; }

    /// <summary>Gets the columns of the matrix in the order of the decomposition: the first <see cref="Rank"/> are independent.</summary>
    public ImmutableArray<int> Order { get; }

    /// <summary>Gets the columns that are linear combinations of the columns before them.</summary>
    public ImmutableArray<int> DependentColumns => [.. Order[Rank..].Order()];

    /// <summary>Decomposes a matrix.</summary>
    /// <param name="matrix">Any matrix without <see cref="double.NaN"/>.</param>
    /// <param name="tolerance">The share of a column's length that must be new for it to count.</param>
    public static QrDecomposition Of(Matrix matrix, double tolerance = 1e-7)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        double[][] columns = new double[matrix.ColumnCount][];
        for (int j = 0; j < columns.Length; j++)
        {
            columns[j] = matrix.Column(j).ToArray();
        }

        return Reflect(columns, matrix.RowCount, tolerance);
    }

    /// <summary>The coefficients of least squares, one a column in the matrix's order; 0 for dependent columns.</summary>
    /// <param name="response">One value a row.</param>
    public double[] Solve(ReadOnlySpan<double> response)
    {
        double[] rotated = response.ToArray();
        for (int k = 0; k < Rank; k++)
        {
            ReadOnlySpan<double> reflector = _columns[k].AsSpan(k);
            double scale = -VectorMath.Dot(reflector, rotated.AsSpan(k)) / reflector[0];
            VectorMath.AddScaled(scale, reflector, rotated.AsSpan(k));
        }

        double[] coefficients = new double[_columns.Length];
        for (int k = Rank - 1; k >= 0; k--)
        {
            double value = rotated[k] / _diagonal[k];
            coefficients[Order[k]] = value;
            for (int i = 0; i < k; i++)
            {
                rotated[i] -= value * _columns[k][i];
            }
        }

        return coefficients;
    }

    /// <summary>The inverse of the cross product AᵀA of a matrix of full rank, in the matrix's column order.</summary>
    /// <exception cref="InvalidOperationException">Some column depends on the others.</exception>
    public Matrix InverseCrossProduct()
    {
        int size = _columns.Length;
        if (Rank < size)
        {
            throw new InvalidOperationException($"The cross product of {size} columns of rank {Rank} has no inverse; see DependentColumns.");
        }

        // Rows of the inverse of R; (AᵀA)⁻¹ = R⁻¹ R⁻ᵀ.
        double[][] inverse = new double[size][];
        for (int j = 0; j < size; j++)
        {
            inverse[j] = new double[size];
        }

        for (int j = 0; j < size; j++)
        {
            inverse[j][j] = 1 / _diagonal[j];
            for (int i = j - 1; i >= 0; i--)
            {
                double sum = 0;
                for (int k = i + 1; k <= j; k++)
                {
                    sum += _columns[k][i] * inverse[k][j];
                }

                inverse[i][j] = -sum / _diagonal[i];
            }
        }

        double[] values = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                values[(Order[j] * size) + Order[i]] = VectorMath.Dot(inverse[i], inverse[j]);
            }
        }

        return Matrix.FromColumnMajor(size, size, values);
    }

    private static QrDecomposition Reflect(double[][] columns, int rows, double tolerance)
    {
        int count = columns.Length;
        int[] order = [.. Enumerable.Range(0, count)];
        double[] length = [.. columns.Select(column => Math.Sqrt(VectorMath.Dot(column, column)))];
        double[] diagonal = new double[count];
        int end = count;
        int k = 0;
        while (k < end && k < rows)
        {
            double norm = Norm(columns[k].AsSpan(k));
            if (norm <= tolerance * length[k] || length[k] == 0)
            {
                end--;
                MoveToEnd(columns, k);
                MoveToEnd(order, k);
                MoveToEnd(length, k);
                continue;
            }

            // The reflector (scaled to length 1, first element 1 + |x|) takes the place of the column below the diagonal.
            Span<double> reflector = columns[k].AsSpan(k);
            double sign = reflector[0] < 0 ? -norm : norm;
            for (int i = 0; i < reflector.Length; i++)
            {
                reflector[i] /= sign;
            }

            reflector[0] += 1;
            diagonal[k] = -sign;
            for (int j = k + 1; j < count; j++)
            {
                Span<double> other = columns[j].AsSpan(k);
                VectorMath.AddScaled(-VectorMath.Dot(reflector, other) / reflector[0], reflector, other);
            }

            k++;
        }

        return new QrDecomposition(columns, diagonal, rows, k, [.. order]);
    }

    private static double Norm(ReadOnlySpan<double> x) => Math.Sqrt(VectorMath.Dot(x, x));

    private static void MoveToEnd<T>(T[] items, int position)
    {
        T moved = items[position];
        Array.Copy(items, position + 1, items, position, items.Length - position - 1);
        items[^1] = moved;
    }
}
