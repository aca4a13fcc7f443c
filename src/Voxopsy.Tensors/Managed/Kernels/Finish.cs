using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>The end of a convolution in the same pass: y = activation(sum + bias + addend).</summary>
internal unsafe struct Finish
{
    /// <summary>One number for each output channel, or null.</summary>
    internal float* Bias;

    /// <summary>A tensor of the shape of the output that is added, such as the short cut of a residual block, or null. It may be the output itself.</summary>
    internal float* Addend;

    /// <summary>The activation.</summary>
    internal Activation Activation;
}
