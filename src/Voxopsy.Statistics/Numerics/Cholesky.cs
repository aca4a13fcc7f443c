namespace Voxopsy.Statistics.Numerics;

/// <summary>The lower triangular root of a symmetric positive definite matrix: A = L Lᵀ.</summary>
/// <remarks>Source: Golub and Van Loan, Matrix Computations, 4th ed., algorithm 4.2.1 (by rows, so that inner products run over contiguous memory).</remarks>
public sealed class Cholesky
{
    private readonly double[] _rows;

    private Cholesky(int size, double[] rows)
    {
        Size = size;
        _rows = rows;
    }

    /// <summary>Gets the number of rows of the matrix.</summary>
    public int Size { get; }

    /// <summary>Gets the natural logarithm of the matrix's determinant; 0 for an empty matrix.</summary>
    public double LogDeterminant
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < Size; i++)
            {
                sum += Math.Log(_rows[(i * Size) + i]);
            }

            return 2 * sum;
        }
    }

    /// <summary>Factors a symmetric matrix, of which only the lower triangle is read.</summary>
    /// <param name="matrix">A square matrix.</param>
    /// <param name="factor">The factor; null when the matrix is not positive definite to working precision.</param>
    /// <returns>Whether the matrix is positive definite.</returns>
    public static bool TryFactor(Matrix matrix, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Cholesky? factor)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.RowCount != matrix.ColumnCount)
        {
            throw new ArgumentException($"Only a square matrix has a Cholesky factor, found {matrix.RowCount} x {matrix.ColumnCount}.", nameof(matrix));
        }

        int size = matrix.RowCount;
        double[] rows = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                rows[(i * size) + j] = matrix[i, j];
            }
        }

        factor = FactorInPlace(rows, size) ? new Cholesky(size, rows) : null;
        return factor is not null;
    }

    /// <summary>The solution x of A x = b.</summary>
    public double[] Solve(ReadOnlySpan<double> rightSide)
    {
        double[] solution = rightSide.ToArray();
        SolveInPlace(_rows, Size, solution);
        return solution;
    }

    /// <summary>The inverse of the matrix.</summary>
    public Matrix Inverse()
    {
        double[] values = new double[Size * Size];
        for (int j = 0; j < Size; j++)
        {
            Span<double> column = values.AsSpan(j * Size, Size);
            column[j] = 1;
            SolveInPlace(_rows, Size, column);
        }

        return Matrix.FromColumnMajor(Size, Size, values);
    }

    /// <summary>Overwrites the lower triangle (stored by rows, <paramref name="size"/> values apart) with its factor; false when a pivot is not positive.</summary>
    internal static bool FactorInPlace(Span<double> rows, int size)
    {
        for (int i = 0; i < size; i++)
        {
            Span<double> row = rows.Slice(i * size, i + 1);
            for (int j = 0; j < i; j++)
            {
                ReadOnlySpan<double> other = rows.Slice(j * size, j + 1);
                row[j] = (row[j] - VectorMath.Dot(row[..j], other[..j])) / other[j];
            }

            double pivot = row[i] - VectorMath.Dot(row[..i], row[..i]);
            // A pivot that lost all its digits is zero in exact arithmetic.
            if (!(pivot > row[i] * 1e-15))
            {
                return false;
            }

            row[i] = Math.Sqrt(pivot);
        }

        return true;
    }

    /// <summary>Solves L Lᵀ x = b in place.</summary>
    internal static void SolveInPlace(ReadOnlySpan<double> rows, int size, Span<double> b)
    {
        for (int i = 0; i < size; i++)
        {
            ReadOnlySpan<double> row = rows.Slice(i * size, i + 1);
            b[i] = (b[i] - VectorMath.Dot(row[..i], b[..i])) / row[i];
        }

        for (int i = size - 1; i >= 0; i--)
        {
            ReadOnlySpan<double> row = rows.Slice(i * size, i + 1);
            b[i] /= row[i];
            VectorMath.AddScaled(-b[i], row[..i], b[..i]);
        }
    }
}
