using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Torch;

internal sealed unsafe partial class TorchBackend
{
    public Tensor Permute(Tensor x, ReadOnlySpan<int> order) => Copied(One("permute", "", x, order.ToArray()));

    public Tensor Slice(Tensor x, int axis, int start, int length) => Copied(One("slice", "Tensor", x, axis, start, start + length, 1));

    public Tensor SliceBackward(Tensor gradient, Shape shape, int axis, int start) =>
        One("slice_backward", "", gradient, shape, axis, start, start + gradient.Shape[axis], 1);

    public Tensor Concat(ReadOnlySpan<Tensor> parts, int axis) => One("cat", "", parts.ToArray(), axis);

    public Tensor Pad(Tensor x, PaddingSettings settings)
    {
        if (settings.Mode == PaddingMode.Constant)
        {
            return One("constant_pad_nd", "", x, Amounts(settings, 1), (double)settings.Value);
        }

        Tensor y = x.View(x.Shape);
        for (int axis = 0; axis < x.Shape.Rank; axis++)
        {
            using Tensor before = y;
            y = settings.Before[axis] == 0 && settings.After[axis] == 0 ? y.View(y.Shape) : Gather(y, axis, Sources(x.Shape[axis], axis, settings));
        }

        return Copied(y);
    }

    public Tensor PadBackward(Tensor gradient, Shape shape, PaddingSettings settings)
    {
        if (settings.Mode == PaddingMode.Constant)
        {
            return One("constant_pad_nd", "", gradient, Amounts(settings, -1), 0.0);
        }

        Tensor y = gradient.View(gradient.Shape);
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            using Tensor before = y;
            y = settings.Before[axis] == 0 && settings.After[axis] == 0
                ? y.View(y.Shape)
                : GatherBackward(y, ShapeOperators.With(y.Shape, axis, shape[axis]), axis, Sources(shape[axis], axis, settings));
        }

        return Copied(y);
    }

    public Tensor Flip(Tensor x, ReadOnlySpan<int> axes) => One("flip", "", x, axes.ToArray());

    public Tensor Gather(Tensor x, int axis, ReadOnlySpan<int> rows)
    {
        using Tensor index = Numbers(rows);
        return One("index_select", "", x, axis, index);
    }

    public Tensor GatherBackward(Tensor gradient, Shape shape, int axis, ReadOnlySpan<int> rows)
    {
        using Tensor index = Numbers(rows);
        return One("index_select_backward", "", gradient, shape, axis, index);
    }

    public (Tensor Output, Tensor State) Maximum(Tensor x, int axis)
    {
        Tensor?[] results = All("max", "dim", x, axis, true);
        return (results[0]!, results[1]!);
    }

    public Tensor MaximumBackward(Tensor gradient, Tensor state, Shape shape, int axis) =>
        One("value_selecting_reduction_backward", "", gradient, axis, state, shape, true);

    public Tensor Softmax(Tensor x, int axis) => One("_softmax", "", x, axis, false);

    public Tensor SoftmaxBackward(Tensor gradient, Tensor output, int axis) => One("_softmax_backward_data", "", gradient, output, axis, Single);

    public Tensor LogSoftmax(Tensor x, int axis) => One("_log_softmax", "", x, axis, false);

    public Tensor LogSoftmaxBackward(Tensor gradient, Tensor output, int axis) => One("_log_softmax_backward_data", "", gradient, output, axis, Single);

    // Pairs before and after, fastest axis first.
    private static int[] Amounts(PaddingSettings settings, int sign)
    {
        List<int> amounts = [];
        for (int axis = settings.Before.Count - 1; axis >= 0; axis--)
        {
            amounts.Add(sign * settings.Before[axis]);
            amounts.Add(sign * settings.After[axis]);
        }

        return [.. amounts];
    }

    private static int[] Sources(int size, int axis, PaddingSettings settings)
    {
        int[] sources = new int[size + settings.Before[axis] + settings.After[axis]];
        for (int i = 0; i < sources.Length; i++)
        {
            int at = i - settings.Before[axis];
            sources[i] = settings.Mode == PaddingMode.Replicate ? Math.Clamp(at, 0, size - 1) : at < 0 ? -at : at >= size ? (2 * (size - 1)) - at : at;
        }

        return sources;
    }
}
