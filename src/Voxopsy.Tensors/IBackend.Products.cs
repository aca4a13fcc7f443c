using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors;

public partial interface IBackend
{
    /// <summary>Matrix products over the last two axes; the axes before are equal, or absent in one of the two, whose matrix then serves all.</summary>
    Tensor MatrixProduct(Tensor a, Tensor b, MatrixForm formOfA, MatrixForm formOfB);

    /// <summary>Convolution of [batch, channel, (depth,) height, width].</summary>
    /// <param name="x">The image.</param>
    /// <param name="weight">[out, in / groups, kernel…], or transposed [in, out / groups, kernel…].</param>
    /// <param name="bias">[out], or null.</param>
    /// <param name="settings">Stride, padding, dilation, groups, direction.</param>
    Tensor Convolution(Tensor x, Tensor weight, Tensor? bias, ConvolutionSettings settings);

    /// <summary>Gradients of <see cref="Convolution"/>; null where not wanted.</summary>
    (Tensor? Input, Tensor? Weight, Tensor? Bias) ConvolutionBackward(Tensor gradient, Tensor x, Tensor weight, ConvolutionSettings settings, Wanted wanted);

    /// <summary>activation(convolution(x) + residual) in one go, for inference.</summary>
    /// <param name="x">The image.</param>
    /// <param name="weight">As for <see cref="Convolution"/>.</param>
    /// <param name="bias">[out], or null.</param>
    /// <param name="residual">Of the output's shape, or null.</param>
    /// <param name="settings">As for <see cref="Convolution"/>.</param>
    /// <param name="activation">Done last.</param>
    Tensor FusedConvolution(Tensor x, Tensor weight, Tensor? bias, Tensor? residual, ConvolutionSettings settings, Activation activation);
}
