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

    /// <summary>Appends a row: the products with the rows before it, its own square last.</summary>
    internal void Append(ReadOnlySpan<double> row)
    {
        Reserve(Size + 1);
        Span<double> target = _rows.AsSpan(Size * _stride, Size + 1);
        for (int j = 0; j < Size; j++)
        {
            ReadOnlySpan<double> other = _rows.AsSpan(j * _stride, j + 1);
            target[j] = (row[j] - VectorMath.Dot(target[..j], other[..j])) / other[j];
        }

        double square = row[Size] * (1 + Ridge);
        double pivot = square - VectorMath.Dot(target[..Size], target[..Size]);
        target[Size] = Math.Sqrt(Math.Max(pivot, Math.Max(square * Ridge, double.MinValue)));
        if (target[Size] == 0)
        {
            target[Size] = 1e-150;
        }

        Size++;
    }

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
        // After a removal a row keeps one value past its diagonal.
        if (size + 1 <= _stride)
        {
            return;
        }

        int stride = Math.Max(32, 2 * (size + 1));
        double[] rows = new double[stride * stride];
        for (int i = 0; i < Size; i++)
        {
            _rows.AsSpan(i * _stride, i + 1).CopyTo(rows.AsSpan(i * stride));
        }

        (_rows, _stride) = (rows, stride);
    }
}
