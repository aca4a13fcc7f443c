using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>A Cholesky factor whose matrix gains and loses rows, as variables enter and leave a model.</summary>
/// <remarks>Source: Golub and Van Loan, Matrix Computations, 4th ed., section 6.5.4 (deleting by Givens rotations).</remarks>
internal sealed class UpdatableCholesky
{
    // The factor only steers the steps, so a ridge of this share of the diagonal costs no accuracy and keeps duplicated columns apart.
    private const double Ridge = 1e-10;

    private double[] _rows = [];
    private int _stride;

    internal int Size { get; private set; }

    internal void Clear() => Size = 0;

    /// <summary>Gets the distance from row to row in <see cref="Open"/>.</summary>
    internal int Stride => _stride;

    /// <summary>Makes room for rows and gives the place of row 0: new rows are written behind the old, the products with the rows before, its own square last.</summary>
    internal Span<double> Open(int count)
    {
        Reserve(Size + count);
        return _rows;
    }

    /// <summary>Takes the rows written since <see cref="Open"/> into the factor, four at a time, so that each older row is read once for four.</summary>
    internal void Append(int count)
    {
        for (int last = Size + count; Size < last;)
        {
            int block = Math.Min(4, last - Size);
            int first = block == 4 ? Size : 0;
            for (int j = 0; j < first; j++)
            {
                ReadOnlySpan<double> other = _rows.AsSpan(j * _stride, j + 1);
                (double a, double b, double c, double d) = VectorMath.Dot4(Row(Size, j), Row(Size + 1, j), Row(Size + 2, j), Row(Size + 3, j), other[..j]);
                double pivot = other[j];
                Take(Size, j, a, pivot);
                Take(Size + 1, j, b, pivot);
                Take(Size + 2, j, c, pivot);
                Take(Size + 3, j, d, pivot);
            }

            for (int k = 0; k < block; k++)
            {
                Finish(first);
            }
        }
    }

    /// <summary>The products of the next row with the factor's rows from one on, and its pivot.</summary>
    private void Finish(int from)
    {
        Span<double> target = _rows.AsSpan(Size * _stride, Size + 1);
        for (int j = from; j < Size; j++)
        {
            ReadOnlySpan<double> other = _rows.AsSpan(j * _stride, j + 1);
            target[j] = (target[j] - VectorMath.Dot(target[..j], other[..j])) / other[j];
        }

        double square = target[Size] * (1 + Ridge);
        double pivot = square - VectorMath.Dot(target[..Size], target[..Size]);
        target[Size] = Math.Sqrt(Math.Max(pivot, Math.Max(square * Ridge, double.MinValue)));
        if (target[Size] == 0)
        {
            target[Size] = 1e-150;
        }

        Size++;
    }

    private ReadOnlySpan<double> Row(int row, int length) => _rows.AsSpan(row * _stride, length);

    private void Take(int row, int column, double product, double pivot) => _rows[(row * _stride) + column] = (_rows[(row * _stride) + column] - product) / pivot;

    internal void RemoveAt(int position)
    {
        for (int i = position + 1; i < Size; i++)
        {
            _rows.AsSpan(i * _stride, i + 1).CopyTo(_rows.AsSpan((i - 1) * _stride));
        }

        Size--;
        // Row i now reaches one column past the diagonal; rotations of columns i and i + 1 bring it back.
        for (int i = position; i < Size; i++)
        {
            double a = _rows[(i * _stride) + i];
            double b = _rows[(i * _stride) + i + 1];
            double length = Math.Sqrt((a * a) + (b * b));
            double cosine = a / length;
            double sine = b / length;
            _rows[(i * _stride) + i] = length;
            for (int k = i + 1; k < Size; k++)
            {
                double left = _rows[(k * _stride) + i];
                double right = _rows[(k * _stride) + i + 1];
                _rows[(k * _stride) + i] = (cosine * left) + (sine * right);
                _rows[(k * _stride) + i + 1] = (cosine * right) - (sine * left);
            }
        }
    }

    internal void SolveInPlace(Span<double> b)
    {
        for (int i = 0; i < Size; i++)
        {
            ReadOnlySpan<double> row = _rows.AsSpan(i * _stride, i + 1);
            b[i] = (b[i] - VectorMath.Dot(row[..i], b[..i])) / row[i];
        }

        for (int i = Size - 1; i >= 0; i--)
        {
            ReadOnlySpan<double> row = _rows.AsSpan(i * _stride, i + 1);
            b[i] /= row[i];
            VectorMath.AddScaled(-b[i], row[..i], b[..i]);
        }
    }

    private void Reserve(int size)
    {
        // Rows are written in tiles that reach past the diagonal.
        if (size + CurvedProducts.Overhang <= _stride)
        {
            return;
        }

        int stride = Math.Max(32, 2 * size) + CurvedProducts.Overhang;
        double[] rows = new double[stride * stride];
        for (int i = 0; i < Size; i++)
        {
            _rows.AsSpan(i * _stride, i + 1).CopyTo(rows.AsSpan(i * stride));
        }

        (_rows, _stride) = (rows, stride);
    }
}
