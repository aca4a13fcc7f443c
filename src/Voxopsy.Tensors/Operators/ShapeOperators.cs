namespace Voxopsy.Tensors.Operators;

/// <summary>Operators that move elements without computing: reshape, permute, slice, concat, pad, flip, shuffle, gather.</summary>
public static class ShapeOperators
{
    /// <summary>The same elements in another shape; a view without a copy.</summary>
    /// <param name="tape">The step.</param>
    /// <param name="x">Any shape.</param>
    /// <param name="sizes">The new sizes; one may be -1 and is then what is left.</param>
    /// <exception cref="ShapeException">The number of elements differs.</exception>
    public static Tensor Reshape(this Tape tape, Tensor x, params ReadOnlySpan<int> sizes)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        string operation = tape.Begin("reshape");
        Shape shape = Resolve(operation, x.Shape, sizes);
        return tape.Remember(operation, x.View(shape), [x], [], gradient => tape.Pass(x, gradient));
    }

    /// <summary>[batch, everything else].</summary>
    public static Tensor Flatten(this Tape tape, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return tape.Reshape(x, x.Shape.Rank == 0 ? 1 : x.Shape[0], x.Shape.Rank == 0 || x.Shape[0] == 0 ? 1 : x.Shape.Count / x.Shape[0]);
    }

    /// <summary>Axes in another order: axis i of the result is axis <paramref name="order"/>[i] of the input.</summary>
    /// <exception cref="ShapeException">The order does not name each axis once.</exception>
    public static Tensor Permute(this Tape tape, Tensor x, params ReadOnlySpan<int> order)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        string operation = tape.Begin("permute");
        int[] back = new int[x.Shape.Rank];
        Array.Fill(back, -1);
        for (int i = 0; i < order.Length; i++)
        {
            back[ShapeRules.Axis(operation, x.Shape, order[i])] = i;
        }

        if (order.Length != x.Shape.Rank || back.Contains(-1))
        {
            throw ShapeRules.Mismatch(operation, $"the order [{string.Join(", ", order.ToArray())}] for shape {x.Shape}", $"each of the {x.Shape.Rank} axes once");
        }

        return tape.Remember(operation, tape.Backend.Permute(x, order), [x], [], gradient => tape.Give(x, tape.Backend.Permute(gradient, back)));
    }

    /// <summary>Part of one axis.</summary>
    /// <param name="tape">The step.</param>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">Negative ones count from the last.</param>
    /// <param name="start">The first element, from 0.</param>
    /// <param name="length">How many.</param>
    /// <exception cref="ShapeException">The part lies outside the axis.</exception>
    public static Tensor Slice(this Tape tape, Tensor x, int axis, int start, int length)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        string operation = tape.Begin("slice");
        axis = ShapeRules.Axis(operation, x.Shape, axis);
        if (start < 0 || length < 0 || start + length > x.Shape[axis])
        {
            throw ShapeRules.Mismatch(operation, $"elements {start} to {start + length - 1} of axis {axis} of {x.Shape}", $"elements from 0 to {x.Shape[axis] - 1}");
        }

        return tape.Remember(operation, tape.Backend.Slice(x, axis, start, length), [x], [], gradient => tape.Give(x, tape.Backend.SliceBackward(gradient, x.Shape, axis, start)));
    }

    /// <summary>Tensors behind each other along one axis.</summary>
    /// <exception cref="ShapeException">Another axis differs.</exception>
    public static Tensor Concat(this Tape tape, int axis, params ReadOnlySpan<Tensor> parts)
    {
        ArgumentNullException.ThrowIfNull(tape);
        string operation = tape.Begin("concat");
        if (parts.IsEmpty)
        {
            throw ShapeRules.Mismatch(operation, "no tensor", "at least one");
        }

        Tensor[] all = parts.ToArray();
        axis = ShapeRules.Axis(operation, all[0].Shape, axis);
        foreach (Tensor part in all)
        {
            if (part.Shape.Rank != all[0].Shape.Rank || !With(part.Shape, axis, 1).Equals(With(all[0].Shape, axis, 1)))
            {
                throw ShapeRules.Mismatch(operation, $"shapes {string.Join(" and ", all.Select(one => one.Shape.ToString()))} along axis {axis}", "the same sizes along all other axes");
            }
        }

        return tape.Remember(operation, tape.Backend.Concat(all, axis), all, [], gradient =>
        {
            int start = 0;
            foreach (Tensor part in all)
            {
                if (part.NeedsGradient)
                {
                    tape.Give(part, tape.Backend.Slice(gradient, axis, start, part.Shape[axis]));
                }

                start += part.Shape[axis];
            }
        });
    }

    /// <summary>Elements around a tensor; negative numbers take elements away.</summary>
    /// <exception cref="ShapeException">The numbers do not fit the shape.</exception>
    public static Tensor Pad(this Tape tape, Tensor x, PaddingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(settings);
        string operation = tape.Begin("pad");
        if (settings.Before.Count != x.Shape.Rank || settings.After.Count != x.Shape.Rank)
        {
            throw ShapeRules.Mismatch(operation, $"{settings.Before.Count} and {settings.After.Count} widths for shape {x.Shape}", "one before and one after for every axis");
        }

        for (int axis = 0; axis < x.Shape.Rank; axis++)
        {
            (int least, int most) = settings.Mode switch
            {
                PaddingMode.Reflect => (0, x.Shape[axis] - 1),
                PaddingMode.Replicate => (0, int.MaxValue),
                _ => (-x.Shape[axis], int.MaxValue),
            };
            if (settings.Before[axis] < least || settings.After[axis] < least || settings.Before[axis] > most || settings.After[axis] > most
                || x.Shape[axis] + settings.Before[axis] + settings.After[axis] < 0)
            {
                throw ShapeRules.Mismatch(operation, $"{settings.Before[axis]} before and {settings.After[axis]} after axis {axis} of {x.Shape} ({settings.Mode})", $"at least {least}, at most {most}");
            }
        }

        return tape.Remember(operation, tape.Backend.Pad(x, settings), [x], [], gradient => tape.Give(x, tape.Backend.PadBackward(gradient, x.Shape, settings)));
    }

    /// <summary>Axes turned round.</summary>
    public static Tensor Flip(this Tape tape, Tensor x, params ReadOnlySpan<int> axes)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        string operation = tape.Begin("flip");
        int[] counted = new int[axes.Length];
        for (int i = 0; i < axes.Length; i++)
        {
            counted[i] = ShapeRules.Axis(operation, x.Shape, axes[i]);
        }

        return tape.Remember(operation, tape.Backend.Flip(x, counted), [x], [], gradient => tape.Give(x, tape.Backend.Flip(gradient, counted)));
    }

    /// <summary>Deals the channels of the groups out in turn, as ShuffleNet does: channel (g, k) goes to k · groups + g.</summary>
    /// <exception cref="ShapeException">The groups do not divide the channels.</exception>
    public static Tensor ChannelShuffle(this Tape tape, Tensor x, int groups)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        if (x.Shape.Rank < 2 || groups < 1 || x.Shape[1] % groups != 0)
        {
            throw ShapeRules.Mismatch(tape.Begin("channel shuffle"), $"{groups} groups for shape {x.Shape}", "a divisor of the channels (axis 1)");
        }

        int channels = x.Shape[1];
        int[] rows = new int[channels];
        for (int to = 0; to < channels; to++)
        {
            rows[to] = ((to % groups) * (channels / groups)) + (to / groups);
        }

        return tape.Gather(x, 1, rows);
    }

    /// <summary>Rows of one axis by their numbers; a number may come more than once.</summary>
    /// <exception cref="ShapeException">A row is not there.</exception>
    public static Tensor Gather(this Tape tape, Tensor x, int axis, IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(rows);
        string operation = tape.Begin("gather");
        axis = ShapeRules.Axis(operation, x.Shape, axis);
        int[] own = [.. rows];
        foreach (int row in own)
        {
            if (row < 0 || row >= x.Shape[axis])
            {
                throw ShapeRules.Mismatch(operation, $"row {row} of axis {axis} of {x.Shape}", $"rows from 0 to {x.Shape[axis] - 1}");
            }
        }

        return tape.Remember(operation, tape.Backend.Gather(x, axis, own), [x], [], gradient => tape.Give(x, tape.Backend.GatherBackward(gradient, x.Shape, axis, own)));
    }

    /// <summary>The largest along one axis, which then has size 1; the gradient goes to the first among equals.</summary>
    public static Tensor Maximum(this Tape tape, Tensor x, int axis)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        string operation = tape.Begin("maximum");
        axis = ShapeRules.Axis(operation, x.Shape, axis);
        (Tensor y, Tensor fresh) = tape.Backend.Maximum(x, axis);
        Tensor state = tape.State(fresh, [x]);
        return tape.Remember(operation, y, [x], [state], gradient => tape.Give(x, tape.Backend.MaximumBackward(gradient, state, x.Shape, axis)));
    }

    internal static Shape With(Shape shape, int axis, int size)
    {
        Span<int> sizes = stackalloc int[shape.Rank];
        shape.Sizes.CopyTo(sizes);
        sizes[axis] = size;
        return new Shape(sizes);
    }

    private static Shape Resolve(string operation, Shape from, ReadOnlySpan<int> sizes)
    {
        Span<int> known = stackalloc int[sizes.Length];
        sizes.CopyTo(known);
        int open = known.IndexOf(-1);
        if (open >= 0)
        {
            known[open] = 1;
            long rest = 1;
            foreach (int size in known)
            {
                rest *= size;
            }

            known[open] = rest > 0 ? (int)(from.Count / rest) : 0;
        }

        Shape shape = known.Contains(-1)
            ? throw ShapeRules.Mismatch(operation, $"sizes [{string.Join(", ", sizes.ToArray())}]", "at most one -1")
            : new Shape(known);
        return shape.Count == from.Count
            ? shape
            : throw ShapeRules.Mismatch(operation, $"{from} has {from.Count} elements, [{string.Join(", ", sizes.ToArray())}] cannot hold them", "the same number of elements");
    }
}
