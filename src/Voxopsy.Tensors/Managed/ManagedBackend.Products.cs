using Voxopsy.Tensors.Managed.Kernels;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Managed;

internal sealed unsafe partial class ManagedBackend
{
    /// <inheritdoc/>
    public override Tensor MatrixProduct(Tensor a, Tensor b, MatrixForm formOfA, MatrixForm formOfB)
    {
        (int rows, int depth) = formOfA == MatrixForm.AsStored ? (a.Shape[^2], a.Shape[^1]) : (a.Shape[^1], a.Shape[^2]);
        int columns = formOfB == MatrixForm.AsStored ? b.Shape[^1] : b.Shape[^2];
        Tensor y = New(ProductShape(a.Shape, b.Shape, rows, columns));
        if (y.Shape.Count == 0)
        {
            return y;
        }

        int products = y.Shape.Count / (rows * columns);
        Kernels.ProductShape shape = new(rows, columns, depth)
        {
            A = formOfA == MatrixForm.AsStored ? Orientation.AsIs : Orientation.Transposed,
            B = formOfB == MatrixForm.AsStored ? Orientation.AsIs : Orientation.Transposed,
        };
        if (b.Shape.Rank == 2 && a.Shape.Rank > 2 && formOfA == MatrixForm.AsStored)
        {
            // One right-hand side for all: the rows of all products are the rows of one.
            Kernels.MatrixProduct.Run(_pool, shape with { Rows = rows * products }, Address(a), Address(b), Address(y));
        }
        else if (a.Shape.Rank == b.Shape.Rank)
        {
            Kernels.MatrixProduct.Run(_pool, shape with { Batch = products }, Address(a), Address(b), Address(y));
        }
        else
        {
            for (int product = 0; product < products; product++)
            {
                float* left = Address(a) + (a.Shape.Rank == 2 ? 0 : (long)product * rows * depth);
                float* right = Address(b) + (b.Shape.Rank == 2 ? 0 : (long)product * depth * columns);
                Kernels.MatrixProduct.Run(_pool, shape, left, right, Address(y) + ((long)product * rows * columns));
            }
        }

        return y;
    }

    /// <inheritdoc/>
    public override Tensor Convolution(Tensor x, Tensor weight, Tensor? bias, ConvolutionSettings settings) =>
        FusedConvolution(x, weight, bias, residual: null, settings, Activation.None);

    /// <inheritdoc/>
    public override Tensor FusedConvolution(Tensor x, Tensor weight, Tensor? bias, Tensor? residual, ConvolutionSettings settings, Activation activation)
    {
        Tensor y = New(ConvolutionOperators.OutputShape(x.Shape, weight.Shape, settings));
        if (y.Shape.Count == 0)
        {
            return y;
        }

        Finish finish = new()
        {
            Bias = bias is null ? null : Address(bias),
            Addend = residual is null ? null : Address(residual),
            Activation = activation,
        };
        if (settings.Direction == ConvolutionDirection.Forward)
        {
            Kernels.Convolution.Forward(_pool, Ordinary(x.Shape, y.Shape[1], weight.Shape, settings), Address(x), Address(weight), finish, Address(y));
        }
        else
        {
            Kernels.Convolution.InputGradient(_pool, Ordinary(y.Shape, x.Shape[1], weight.Shape, settings), Address(x), Address(weight), finish, Address(y));
        }

        return y;
    }

    /// <inheritdoc/>
    public override (Tensor? Input, Tensor? Weight, Tensor? Bias) ConvolutionBackward(Tensor gradient, Tensor x, Tensor weight, ConvolutionSettings settings, Wanted wanted)
    {
        bool forward = settings.Direction == ConvolutionDirection.Forward;
        ConvolutionShape shape = forward ? Ordinary(x.Shape, gradient.Shape[1], weight.Shape, settings) : Ordinary(gradient.Shape, x.Shape[1], weight.Shape, settings);
        Tensor? input = null;
        Tensor? ofWeight = null;
        Tensor? ofBias = null;
        if (wanted.HasFlag(Wanted.Input))
        {
            input = New(x.Shape);
            if (forward)
            {
                Kernels.Convolution.InputGradient(_pool, shape, Address(gradient), Address(weight), default, Address(input));
            }
            else
            {
                Kernels.Convolution.Forward(_pool, shape, Address(gradient), Address(weight), default, Address(input));
            }
        }

        if (wanted.HasFlag(Wanted.Weight))
        {
            ofWeight = New(weight.Shape);
            Kernels.Convolution.WeightGradient(_pool, shape, Address(forward ? x : gradient), Address(forward ? gradient : x), Address(ofWeight));
        }

        if (wanted.HasFlag(Wanted.Bias))
        {
            (int channels, int volume) = ChannelsOf(gradient.Shape);
            ofBias = New(new Shape(channels));
            Kernels.Convolution.BiasGradient(_pool, gradient.Shape[0], channels, volume, Address(gradient), Address(ofBias));
        }

        return (input, ofWeight, ofBias);
    }

    // The ordinary convolution from the near image to the far one; 2D is 3D with one slice.
    private static ConvolutionShape Ordinary(Shape near, int farChannels, Shape weight, ConvolutionSettings settings)
    {
        bool flat = near.Rank == 4;
        Extent padding = flat ? settings.Padding with { Depth = 0 } : settings.Padding;
        return new ConvolutionShape
        {
            Batch = near[0],
            InputChannels = near[1],
            OutputChannels = farChannels,
            Groups = settings.Groups,
            Input = Extent.Of(near),
            Kernel = Extent.Of(weight),
            Stride = flat ? settings.Stride with { Depth = 1 } : settings.Stride,
            Dilation = flat ? settings.Dilation with { Depth = 1 } : settings.Dilation,
            PadBefore = padding,
            PadAfter = padding,
        };
    }
}
