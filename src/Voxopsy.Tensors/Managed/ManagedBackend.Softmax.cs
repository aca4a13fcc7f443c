using System.Runtime.Intrinsics;

namespace Voxopsy.Tensors.Managed;

internal sealed unsafe partial class ManagedBackend
{
    private const int Columns = 1 << 12;

    /// <inheritdoc/>
    public override Tensor Softmax(Tensor x, int axis) => AlongColumns(x, x, axis, default(SoftmaxColumn)) ?? base.Softmax(x, axis);

    /// <inheritdoc/>
    public override Tensor LogSoftmax(Tensor x, int axis) => AlongColumns(x, x, axis, default(LogSoftmaxColumn)) ?? base.LogSoftmax(x, axis);

    /// <inheritdoc/>
    public override Tensor SoftmaxBackward(Tensor gradient, Tensor output, int axis) =>
        AlongColumns(gradient, output, axis, default(SoftmaxBackColumn)) ?? base.SoftmaxBackward(gradient, output, axis);

    /// <inheritdoc/>
    public override Tensor LogSoftmaxBackward(Tensor gradient, Tensor output, int axis) =>
        AlongColumns(gradient, output, axis, default(LogSoftmaxBackColumn)) ?? base.LogSoftmaxBackward(gradient, output, axis);

    /// <summary>Eight columns along an axis: <c>a[row · stride]</c>, <c>b[row · stride]</c> to <c>to[row · stride]</c>.</summary>
    private interface IColumns
    {
        void Run(float* a, float* b, float* to, int rows, int stride);
    }

    // Classes of voxels: the axis is short and what lies behind it long. Null where columns are too few for vectors.
    private Tensor? AlongColumns<TColumns>(Tensor a, Tensor b, int axis, TColumns function)
        where TColumns : struct, IColumns
    {
        (int outer, int rows, int inner) = Around(a.Shape, axis);
        if (inner < 8 || inner % 8 != 0 || rows > 64)
        {
            return null;
        }

        Tensor y = New(a.Shape);
        float* first = Address(a);
        float* second = Address(b);
        float* to = Address(y);
        int pieces = (inner + Columns - 1) / Columns;
        _pool.Run(outer * pieces, (item, _) =>
        {
            long start = (long)(item / pieces) * rows * inner;
            int last = Math.Min(inner, ((item % pieces) + 1) * Columns);
            for (int column = item % pieces * Columns; column < last; column += 8)
            {
                function.Run(first + start + column, second + start + column, to + start + column, rows, inner);
            }
        });
        return y;
    }

    private static Vector256<float> Largest(float* a, int rows, int stride)
    {
        var largest = Vector256.Load(a);
        for (int row = 1; row < rows; row++)
        {
            largest = Vector256.Max(largest, Vector256.Load(a + ((long)row * stride)));
        }

        return largest;
    }

    private readonly struct SoftmaxColumn : IColumns
    {
        public void Run(float* a, float* b, float* to, int rows, int stride)
        {
            Vector256<float> largest = Largest(a, rows, stride);
            Vector256<float> sum = default;
            for (int row = 0; row < rows; row++)
            {
                var value = Vector256.Exp(Vector256.Load(a + ((long)row * stride)) - largest);
                sum += value;
                value.Store(to + ((long)row * stride));
            }

            for (int row = 0; row < rows; row++)
            {
                (Vector256.Load(to + ((long)row * stride)) / sum).Store(to + ((long)row * stride));
            }
        }
    }

    private readonly struct LogSoftmaxColumn : IColumns
    {
        public void Run(float* a, float* b, float* to, int rows, int stride)
        {
            Vector256<float> largest = Largest(a, rows, stride);
            Vector256<float> sum = default;
            for (int row = 0; row < rows; row++)
            {
                sum += Vector256.Exp(Vector256.Load(a + ((long)row * stride)) - largest);
            }

            Vector256<float> log = Vector256.Log(sum);
            for (int row = 0; row < rows; row++)
            {
                (Vector256.Load(a + ((long)row * stride)) - largest - log).Store(to + ((long)row * stride));
            }
        }
    }

    private readonly struct SoftmaxBackColumn : IColumns
    {
        public void Run(float* a, float* b, float* to, int rows, int stride)
        {
            Vector256<float> sum = default;
            for (int row = 0; row < rows; row++)
            {
                sum += Vector256.Load(a + ((long)row * stride)) * Vector256.Load(b + ((long)row * stride));
            }

            for (int row = 0; row < rows; row++)
            {
                (Vector256.Load(b + ((long)row * stride)) * (Vector256.Load(a + ((long)row * stride)) - sum)).Store(to + ((long)row * stride));
            }
        }
    }

    private readonly struct LogSoftmaxBackColumn : IColumns
    {
        public void Run(float* a, float* b, float* to, int rows, int stride)
        {
            Vector256<float> sum = default;
            for (int row = 0; row < rows; row++)
            {
                sum += Vector256.Load(a + ((long)row * stride));
            }

            for (int row = 0; row < rows; row++)
            {
                (Vector256.Load(a + ((long)row * stride)) - (Vector256.Exp(Vector256.Load(b + ((long)row * stride))) * sum)).Store(to + ((long)row * stride));
            }
        }
    }
}
