using System.Runtime.InteropServices;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Managed.Plain;

internal abstract unsafe partial class PlainBackend<T>
{
    public Tensor Permute(Tensor x, ReadOnlySpan<int> order)
    {
        int rank = x.Shape.Rank;
        Span<int> own = stackalloc int[rank];
        int step = 1;
        for (int axis = rank - 1; axis >= 0; axis--)
        {
            own[axis] = step;
            step *= x.Shape[axis];
        }

        Span<int> sizes = stackalloc int[rank];
        Span<int> steps = stackalloc int[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            sizes[axis] = x.Shape[order[axis]];
            steps[axis] = own[order[axis]];
        }

        Tensor y = New(new Shape(sizes));
        ReadOnlySpan<T> from = Of(x);
        Span<T> to = Of(y);
        Walk walk = new(sizes, steps);
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = from[walk.At(i)];
        }

        return y;
    }

    public Tensor Slice(Tensor x, int axis, int start, int length)
    {
        Tensor y = New(ShapeOperators.With(x.Shape, axis, length));
        (int outer, int size, int inner) = Around(x.Shape, axis);
        ReadOnlySpan<T> from = Of(x);
        Span<T> to = Of(y);
        for (int row = 0; row < outer; row++)
        {
            from.Slice(((row * size) + start) * inner, length * inner).CopyTo(to[(row * length * inner)..]);
        }

        return y;
    }

    public Tensor SliceBackward(Tensor gradient, Shape shape, int axis, int start)
    {
        Tensor x = New(shape);
        (int outer, int size, int inner) = Around(shape, axis);
        int length = gradient.Shape[axis] * inner;
        ReadOnlySpan<T> from = Of(gradient);
        Span<T> to = Of(x);
        to.Clear();
        for (int row = 0; row < outer; row++)
        {
            from.Slice(row * length, length).CopyTo(to[(((row * size) + start) * inner)..]);
        }

        return x;
    }

    public Tensor Concat(ReadOnlySpan<Tensor> parts, int axis)
    {
        int total = 0;
        foreach (Tensor part in parts)
        {
            total += part.Shape[axis];
        }

        Tensor y = New(ShapeOperators.With(parts[0].Shape, axis, total));
        (int outer, _, int inner) = Around(y.Shape, axis);
        Span<T> to = Of(y);
        int start = 0;
        foreach (Tensor part in parts)
        {
            int length = part.Shape[axis] * inner;
            ReadOnlySpan<T> from = Of(part);
            for (int row = 0; row < outer; row++)
            {
                from.Slice(row * length, length).CopyTo(to[((row * total * inner) + start)..]);
            }

            start += length;
        }

        return y;
    }

    public Tensor Gather(Tensor x, int axis, ReadOnlySpan<int> rows)
    {
        Tensor y = New(ShapeOperators.With(x.Shape, axis, rows.Length));
        (int outer, int size, int inner) = Around(x.Shape, axis);
        ReadOnlySpan<T> from = Of(x);
        Span<T> to = Of(y);
        for (int block = 0; block < outer; block++)
        {
            for (int row = 0; row < rows.Length; row++)
            {
                from.Slice(((block * size) + rows[row]) * inner, inner).CopyTo(to[(((block * rows.Length) + row) * inner)..]);
            }
        }

        return y;
    }

    public Tensor GatherBackward(Tensor gradient, Shape shape, int axis, ReadOnlySpan<int> rows)
    {
        Tensor x = New(shape);
        (int outer, int size, int inner) = Around(shape, axis);
        ReadOnlySpan<T> from = Of(gradient);
        Span<T> to = Of(x);
        to.Clear();
        for (int block = 0; block < outer; block++)
        {
            for (int row = 0; row < rows.Length; row++)
            {
                ReadOnlySpan<T> source = from.Slice(((block * rows.Length) + row) * inner, inner);
                Span<T> target = to.Slice(((block * size) + rows[row]) * inner, inner);
                for (int i = 0; i < inner; i++)
                {
                    target[i] += source[i];
                }
            }
        }

        return x;
    }

    public (Tensor Output, Tensor State) Maximum(Tensor x, int axis)
    {
        Tensor y = New(ShapeOperators.With(x.Shape, axis, 1));
        Tensor state = New(y.Shape);
        (int outer, int size, int inner) = Around(x.Shape, axis);
        ReadOnlySpan<T> from = Of(x);
        Span<T> to = Of(y);
        Span<int> places = Integers(state);
        for (int i = 0; i < outer * inner; i++)
        {
            int first = (i / inner * size * inner) + (i % inner);
            int best = 0;
            for (int row = 1; row < size; row++)
            {
                T value = from[first + (row * inner)];
                if (value > from[first + (best * inner)] || T.IsNaN(value))
                {
                    best = row;
                }
            }

            to[i] = from[first + (best * inner)];
            places[i] = best;
        }

        return (y, state);
    }

    public Tensor MaximumBackward(Tensor gradient, Tensor state, Shape shape, int axis)
    {
        Tensor x = New(shape);
        (_, int size, int inner) = Around(shape, axis);
        ReadOnlySpan<T> from = Of(gradient);
        ReadOnlySpan<int> places = Integers(state);
        Span<T> to = Of(x);
        to.Clear();
        for (int i = 0; i < from.Length; i++)
        {
            to[(i / inner * size * inner) + (i % inner) + (places[i] * inner)] = from[i];
        }

        return x;
    }

    public virtual Tensor Softmax(Tensor x, int axis) => AlongAxis(x, x, axis, static (_, row, to) =>
    {
        double largest = Largest(row);
        double sum = 0;
        for (int i = 0; i < row.Length; i++)
        {
            to[i] = Math.Exp(row[i] - largest);
            sum += to[i];
        }

        for (int i = 0; i < row.Length; i++)
        {
            to[i] /= sum;
        }
    });

    public virtual Tensor SoftmaxBackward(Tensor gradient, Tensor output, int axis) => AlongAxis(gradient, output, axis, static (gradients, outputs, to) =>
    {
        double sum = 0;
        for (int i = 0; i < to.Length; i++)
        {
            sum += gradients[i] * outputs[i];
        }

        for (int i = 0; i < to.Length; i++)
        {
            to[i] = outputs[i] * (gradients[i] - sum);
        }
    });

    public virtual Tensor LogSoftmax(Tensor x, int axis) => AlongAxis(x, x, axis, static (_, row, to) =>
    {
        double largest = Largest(row);
        double sum = 0;
        foreach (double value in row)
        {
            sum += Math.Exp(value - largest);
        }

        double log = largest + Math.Log(sum);
        for (int i = 0; i < row.Length; i++)
        {
            to[i] = row[i] - log;
        }
    });

    public virtual Tensor LogSoftmaxBackward(Tensor gradient, Tensor output, int axis) => AlongAxis(gradient, output, axis, static (gradients, outputs, to) =>
    {
        double sum = 0;
        foreach (double value in gradients)
        {
            sum += value;
        }

        for (int i = 0; i < to.Length; i++)
        {
            to[i] = gradients[i] - (Math.Exp(outputs[i]) * sum);
        }
    });

    private delegate void RowFunction(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Span<double> to);

    private protected static (int Outer, int Size, int Inner) Around(Shape shape, int axis)
    {
        int inner = 1;
        for (int after = axis + 1; after < shape.Rank; after++)
        {
            inner *= shape[after];
        }

        int outer = 1;
        for (int before = 0; before < axis; before++)
        {
            outer *= shape[before];
        }

        return (outer, shape[axis], inner);
    }

    private protected static Span<int> Integers(Tensor state) => MemoryMarshal.Cast<T, int>(Of(state));

    private static double Largest(ReadOnlySpan<double> row)
    {
        double largest = double.NegativeInfinity;
        foreach (double value in row)
        {
            largest = Math.Max(largest, value);
        }

        return largest;
    }

    private Tensor AlongAxis(Tensor first, Tensor second, int axis, RowFunction function)
    {
        Tensor y = New(first.Shape);
        (int outer, int size, int inner) = Around(first.Shape, axis);
        ReadOnlySpan<T> a = Of(first);
        ReadOnlySpan<T> b = Of(second);
        Span<T> to = Of(y);
        double[] rowA = new double[size];
        double[] rowB = new double[size];
        double[] result = new double[size];
        for (int i = 0; i < outer * inner; i++)
        {
            int start = (i / inner * size * inner) + (i % inner);
            for (int row = 0; row < size; row++)
            {
                rowA[row] = Wide(a[start + (row * inner)]);
                rowB[row] = Wide(b[start + (row * inner)]);
            }

            function(rowA, rowB, result);
            for (int row = 0; row < size; row++)
            {
                to[start + (row * inner)] = Narrow(result[row]);
            }
        }

        return y;
    }
}
