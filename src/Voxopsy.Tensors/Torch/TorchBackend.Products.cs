using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Torch;

internal sealed unsafe partial class TorchBackend
{
    public Tensor MatrixProduct(Tensor a, Tensor b, MatrixForm formOfA, MatrixForm formOfB)
    {
        using Tensor left = Formed(a, formOfA);
        using Tensor right = Formed(b, formOfB);
        return One("matmul", "", left, right);
    }

    public Tensor Convolution(Tensor x, Tensor weight, Tensor? bias, ConvolutionSettings settings)
    {
        int space = x.Shape.Rank - 2;
        return One(
            "convolution",
            "",
            x,
            weight,
            bias,
            Numbers(settings.Stride, space),
            Numbers(settings.Padding, space),
            Numbers(settings.Dilation, space),
            settings.Direction == ConvolutionDirection.Transposed,
            Numbers(settings.OutputPadding, space),
            settings.Groups);
    }

    public (Tensor? Input, Tensor? Weight, Tensor? Bias) ConvolutionBackward(Tensor gradient, Tensor x, Tensor weight, ConvolutionSettings settings, Wanted wanted)
    {
        int space = x.Shape.Rank - 2;
        Tensor?[] gradients = All(
            "convolution_backward",
            "",
            gradient,
            x,
            weight,
            new[] { gradient.Shape[1] },
            Numbers(settings.Stride, space),
            Numbers(settings.Padding, space),
            Numbers(settings.Dilation, space),
            settings.Direction == ConvolutionDirection.Transposed,
            Numbers(settings.OutputPadding, space),
            settings.Groups,
            Mask(wanted));
        return (gradients[0], gradients[1], gradients[2]);
    }

    public Tensor FusedConvolution(Tensor x, Tensor weight, Tensor? bias, Tensor? residual, ConvolutionSettings settings, Activation activation)
    {
        Tensor y = Convolution(x, weight, bias, settings);
        if (residual is not null)
        {
            Do("add_", "Tensor", y, residual, 1);
        }

        return Activated(y, activation);
    }

    private static int[] Numbers(Extent extent, int space) => space == 3 ? [extent.Depth, extent.Height, extent.Width] : [extent.Height, extent.Width];

    private static bool[] Mask(Wanted wanted) => [wanted.HasFlag(Wanted.Input), wanted.HasFlag(Wanted.Weight), wanted.HasFlag(Wanted.Bias)];

    private Tensor Formed(Tensor matrix, MatrixForm form) =>
        form == MatrixForm.AsStored ? matrix.View(matrix.Shape) : One("transpose", "int", matrix, -2, -1);
}
