using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors;

public partial interface IBackend
{
    /// <summary>Axes in another order: axis i of the result is axis <paramref name="order"/>[i] of x.</summary>
    Tensor Permute(Tensor x, ReadOnlySpan<int> order);

    /// <summary>Part of one axis.</summary>
    Tensor Slice(Tensor x, int axis, int start, int length);

    /// <summary>The way back of <see cref="Slice"/>: zeros of the given shape with the gradient in its place.</summary>
    Tensor SliceBackward(Tensor gradient, Shape shape, int axis, int start);

    /// <summary>Tensors behind each other along one axis.</summary>
    Tensor Concat(ReadOnlySpan<Tensor> parts, int axis);

    /// <summary>Elements around a tensor (or fewer, where a padding with a constant is negative).</summary>
    Tensor Pad(Tensor x, PaddingSettings settings);

    /// <summary>The way back of <see cref="Pad"/>.</summary>
    Tensor PadBackward(Tensor gradient, Shape shape, PaddingSettings settings);

    /// <summary>Axes turned round.</summary>
    Tensor Flip(Tensor x, ReadOnlySpan<int> axes);

    /// <summary>Rows of one axis by their numbers.</summary>
    Tensor Gather(Tensor x, int axis, ReadOnlySpan<int> rows);

    /// <summary>The way back of <see cref="Gather"/>: adds each row to its place, in order.</summary>
    Tensor GatherBackward(Tensor gradient, Shape shape, int axis, ReadOnlySpan<int> rows);

    /// <summary>The largest along one axis (the first among equals), and where it is.</summary>
    /// <returns>The axis has size 1; the state is for <see cref="MaximumBackward"/>.</returns>
    (Tensor Output, Tensor State) Maximum(Tensor x, int axis);

    /// <summary>The way back of <see cref="Maximum"/>.</summary>
    Tensor MaximumBackward(Tensor gradient, Tensor state, Shape shape, int axis);

    /// <summary>Softmax along one axis.</summary>
    Tensor Softmax(Tensor x, int axis);

    /// <summary>The way back of <see cref="Softmax"/>, from its output.</summary>
    Tensor SoftmaxBackward(Tensor gradient, Tensor output, int axis);

    /// <summary>ln softmax along one axis.</summary>
    Tensor LogSoftmax(Tensor x, int axis);

    /// <summary>The way back of <see cref="LogSoftmax"/>, from its output.</summary>
    Tensor LogSoftmaxBackward(Tensor gradient, Tensor output, int axis);
}
