using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Managed.Plain;

internal abstract unsafe partial class PlainBackend<T>
{
    public Tensor Pad(Tensor x, PaddingSettings settings)
    {
        (Shape shape, int[] sources) = Padded(x.Shape, settings);
        Tensor y = New(shape);
        ReadOnlySpan<T> from = Of(x);
        Span<T> to = Of(y);
        T value = Narrow(settings.Value);
        for (int i = 0; i < to.Length; i++)
        {
            int source = SourceOf(i, shape, x.Shape, sources);
            to[i] = source < 0 ? value : from[source];
        }

        return y;
    }

    public Tensor PadBackward(Tensor gradient, Shape shape, PaddingSettings settings)
    {
        (Shape padded, int[] sources) = Padded(shape, settings);
        Tensor x = New(shape);
        ReadOnlySpan<T> from = Of(gradient);
        Span<T> to = Of(x);
        to.Clear();
        for (int i = 0; i < from.Length; i++)
        {
            int source = SourceOf(i, padded, shape, sources);
            if (source >= 0)
            {
                to[source] += from[i];
            }
        }

        return x;
    }

    public Tensor Flip(Tensor x, ReadOnlySpan<int> axes)
    {
        Tensor y = New(x.Shape);
        ReadOnlySpan<T> from = Of(x);
        Span<T> to = Of(y);
        Span<int> at = stackalloc int[x.Shape.Rank];
        for (int i = 0; i < to.Length; i++)
        {
            Places(i, x.Shape, at);
            foreach (int axis in axes)
            {
                at[axis] = x.Shape[axis] - 1 - at[axis];
            }

            to[i] = from[Position(at, x.Shape)];
        }

        return y;
    }

    private static void Places(int i, Shape shape, Span<int> at)
    {
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            (i, at[axis]) = Math.DivRem(i, shape[axis]);
        }
    }

    private static int Position(ReadOnlySpan<int> at, Shape shape)
    {
        int position = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            position = (position * shape[axis]) + at[axis];
        }

        return position;
    }

    // For every axis, behind each other, the source of each padded place; -1 for the constant.
    private static (Shape Shape, int[] Sources) Padded(Shape shape, PaddingSettings settings)
    {
        Span<int> sizes = stackalloc int[shape.Rank];
        List<int> sources = [];
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            int size = shape[axis];
            sizes[axis] = size + settings.Before[axis] + settings.After[axis];
            for (int i = 0; i < sizes[axis]; i++)
            {
                int at = i - settings.Before[axis];
                sources.Add(settings.Mode switch
                {
                    PaddingMode.Reflect => at < 0 ? -at : at >= size ? (2 * (size - 1)) - at : at,
                    PaddingMode.Replicate => Math.Clamp(at, 0, size - 1),
                    _ => at < 0 || at >= size ? -1 : at,
                });
            }
        }

        return (new Shape(sizes), [.. sources]);
    }

    private static int SourceOf(int i, Shape padded, Shape shape, int[] sources)
    {
        int position = 0;
        int step = 1;
        int table = sources.Length;
        for (int axis = padded.Rank - 1; axis >= 0; axis--)
        {
            table -= padded[axis];
            (i, int at) = Math.DivRem(i, padded[axis]);
            int source = sources[table + at];
            if (source < 0)
            {
                return -1;
            }

            position += source * step;
            step *= shape[axis];
        }

        return position;
    }
}
