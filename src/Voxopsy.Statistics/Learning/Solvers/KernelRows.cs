namespace Voxopsy.Statistics.Learning.Solvers;

/// <summary>Rows of the kernel matrix, computed when first asked for and kept while they fit into a fixed budget.</summary>
/// <remarks>Kept in single precision, as LIBSVM keeps them: half the memory, and the same answer as LIBSVM to its last digits.</remarks>
internal sealed class KernelRows
{
    private const long Budget = 256L << 20;
    private readonly LearningRows _rows;
    private readonly SupportVectorKernel _kernel;
    private readonly float[]?[] _kept;
    private readonly Queue<int> _order = new();
    private readonly int _most;

    internal KernelRows(LearningRows rows, SupportVectorKernel kernel)
    {
        _rows = rows;
        _kernel = kernel;
        _kept = new float[rows.Count][];
        _most = (int)Math.Max(2, Math.Min(rows.Count, Budget / (4L * Math.Max(1, rows.Count))));
        Diagonal = new double[rows.Count];
        for (int i = 0; i < Diagonal.Length; i++)
        {
            Diagonal[i] = kernel.Of(rows.Row(i), rows.Row(i));
        }
    }

    internal int Count => _rows.Count;

    internal double[] Diagonal { get; }

    internal float[] this[int row]
    {
        get
        {
            if (_kept[row] is { } known)
            {
                return known;
            }

            if (_order.Count == _most)
            {
                _kept[_order.Dequeue()] = null;
            }

            float[] values = new float[_rows.Count];
            ReadOnlySpan<double> own = _rows.Row(row);
            for (int other = 0; other < values.Length; other++)
            {
                values[other] = _kept[other] is { } mirrored ? mirrored[row] : (float)_kernel.Of(own, _rows.Row(other));
            }

            _kept[row] = values;
            _order.Enqueue(row);
            return values;
        }
    }
}
