using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Torch;

internal sealed unsafe partial class TorchBackend
{
    public Tensor Apply(Pointwise kind, Tensor x, double parameter) => kind switch
    {
        Pointwise.Relu => One("relu", "", x),
        Pointwise.LeakyRelu => One("leaky_relu", "", x, parameter),
        Pointwise.Elu => One("elu", "", x, parameter, 1.0, 1.0),
        Pointwise.Silu => One("silu", "", x),
        Pointwise.Gelu => One("gelu", "", x, "none"),
        Pointwise.GeluTanh => One("gelu", "", x, "tanh"),
        Pointwise.Sigmoid => One("sigmoid", "", x),
        Pointwise.Tanh => One("tanh", "", x),
        Pointwise.Softplus => One("softplus", "", x, 1.0, 20.0),
        Pointwise.Hardswish => One("hardswish", "", x),
        Pointwise.Exponential => One("exp", "", x),
        Pointwise.Logarithm => One("log", "", x),
        Pointwise.SquareRoot => One("sqrt", "", x),
        Pointwise.Absolute => One("abs", "", x),
        Pointwise.Power => One("pow", "Tensor_Scalar", x, parameter),
        Pointwise.AtLeast => One("clamp_min", "", x, parameter),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such pointwise function."),
    };

    public Tensor ApplyBackward(Pointwise kind, Tensor gradient, Tensor saved, double parameter)
    {
        switch (kind)
        {
            case Pointwise.Relu:
                return One("threshold_backward", "", gradient, saved, 0.0);
            case Pointwise.LeakyRelu:
                return One("leaky_relu_backward", "", gradient, saved, parameter, true);
            case Pointwise.Elu:
                return One("elu_backward", "", gradient, parameter, 1.0, 1.0, false, saved);
            case Pointwise.Silu:
                return One("silu_backward", "", gradient, saved);
            case Pointwise.Gelu:
                return One("gelu_backward", "", gradient, saved, "none");
            case Pointwise.GeluTanh:
                return One("gelu_backward", "", gradient, saved, "tanh");
            case Pointwise.Sigmoid:
                return One("sigmoid_backward", "", gradient, saved);
            case Pointwise.Tanh:
                return One("tanh_backward", "", gradient, saved);
            case Pointwise.Softplus:
                return One("softplus_backward", "", gradient, saved, 1.0, 20.0);
            case Pointwise.Hardswish:
                return One("hardswish_backward", "", gradient, saved);
            case Pointwise.Exponential:
                return One("mul", "Tensor", gradient, saved);
            case Pointwise.Logarithm:
                return One("div", "Tensor", gradient, saved);
            case Pointwise.SquareRoot:
                return Scaled(One("div", "Tensor", gradient, saved), 0.5);
            case Pointwise.Power when parameter == 0:
                return One("mul", "Scalar", gradient, 0.0);
            case Pointwise.Power:
                using (Tensor power = One("pow", "Tensor_Scalar", saved, parameter - 1))
                {
                    return Scaled(One("mul", "Tensor", gradient, power), parameter);
                }

            default:
                using (Tensor slope = kind == Pointwise.Absolute ? One("sign", "", saved) : One("ge", "Scalar", saved, parameter))
                {
                    return One("mul", "Tensor", gradient, slope);
                }
        }
    }

    public Tensor PRelu(Tensor x, Tensor slope)
    {
        using Tensor slopes = slope.View(PerChannel(x.Shape, slope.Shape.Count));
        using Tensor below = One("clamp_max", "", x, 0.0);
        using Tensor sloped = One("mul", "Tensor", below, slopes);
        Tensor y = One("relu", "", x);
        Do("add_", "Tensor", y, sloped, 1);
        return y;
    }

    public (Tensor Input, Tensor Slope) PReluBackward(Tensor gradient, Tensor x, Tensor slope)
    {
        Shape perChannel = PerChannel(x.Shape, slope.Shape.Count);
        using Tensor slopes = slope.View(perChannel);
        using Tensor below = One("clamp_max", "", x, 0.0);
        using Tensor products = One("mul", "Tensor", gradient, below);
        Tensor input = One("threshold_backward", "", gradient, x, 0.0);
        using Tensor rest = One("sub", "Tensor", gradient, input, 1);
        using Tensor sloped = One("mul", "Tensor", rest, slopes);
        Do("add_", "Tensor", input, sloped, 1);
        return (input, As(SumTo(products, perChannel), slope.Shape));
    }

    public Tensor Combine(Pairwise kind, Tensor a, Tensor b) => kind switch
    {
        Pairwise.Add => One("add", "Tensor", a, b, 1),
        Pairwise.Subtract => One("sub", "Tensor", a, b, 1),
        Pairwise.Multiply => One("mul", "Tensor", a, b),
        _ => One("div", "Tensor", a, b),
    };

    public Tensor AddActivated(Tensor a, Tensor b, Activation activation) => Activated(One("add", "Tensor", a, b, 1), activation);

    public Tensor Affine(Tensor x, double scale, double shift)
    {
        Tensor y = One("mul", "Scalar", x, scale);
        if (shift != 0)
        {
            Do("add_", "Scalar", y, shift, 1);
        }

        return y;
    }

    public Tensor Dropout(Tensor x, double probability, ulong seed)
    {
        float[] factors = new float[x.Shape.Count];
        float scale = (float)(1 / (1 - probability));
        for (int i = 0; i < factors.Length; i++)
        {
            factors[i] = NamedGenerator.Uniform(seed, i) >= probability ? scale : 0;
        }

        using Tensor mask = Create(x.Shape, factors);
        return One("mul", "Tensor", x, mask);
    }

    public Tensor Expand(Tensor x, Shape shape) => Copied(One("expand", "", x, shape, false));

    public Tensor SumTo(Tensor x, Shape shape)
    {
        int extra = x.Shape.Rank - shape.Rank;
        int[] repeated = [.. Enumerable.Range(0, x.Shape.Rank).Where(axis => axis < extra || (shape[axis - extra] == 1 && x.Shape[axis] != 1))];
        return As(repeated.Length == 0 ? Copy(x) : One("sum", "dim_IntList", x, repeated, false, TorchArgument.Nothing), shape);
    }

    private static Shape PerChannel(Shape image, int channels)
    {
        int[] sizes = [.. Enumerable.Repeat(1, image.Rank)];
        if (image.Rank > 1)
        {
            sizes[1] = channels;
        }

        return new Shape(sizes);
    }

    private Tensor Scaled(Tensor x, double factor)
    {
        Do("mul_", "Scalar", x, factor);
        return x;
    }

    private Tensor Activated(Tensor x, Activation activation)
    {
        if (activation.Kind == ActivationKind.Relu)
        {
            Do("relu_", "", x);
        }
        else if (activation.Kind == ActivationKind.LeakyRelu)
        {
            Do("leaky_relu_", "", x, (double)activation.Slope);
        }

        return x;
    }

    /// <summary>The gradient before an activation, from the sign of its output: a new tensor, or the given one under another hand.</summary>
    private Tensor Unactivated(Tensor gradient, Tensor output, Activation activation) => activation.Kind switch
    {
        ActivationKind.Relu => One("threshold_backward", "", gradient, output, 0.0),
        ActivationKind.LeakyRelu => One("leaky_relu_backward", "", gradient, output, (double)activation.Slope, true),
        _ => gradient.View(gradient.Shape),
    };
}
