using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Layers;

/// <summary>The settings of a convolution that differ from a plain kernel with stride 1.</summary>
internal sealed record ConvolutionForm(Extent Kernel)
{
    internal Extent Stride { get; init; } = Extent.One;

    /// <summary>Null for half the kernel times the dilation: the size stays at stride 1.</summary>
    internal Extent? Padding { get; init; }

    internal int Dilation { get; init; } = 1;

    internal int Groups { get; init; } = 1;

    internal BiasUse Bias { get; init; } = BiasUse.Without;
}

/// <summary>Whether a layer adds a learned constant.</summary>
internal enum BiasUse
{
    Without,
    With,
}

/// <summary>A convolution with its weight, and a bias where one is wanted.</summary>
/// <remarks>Initialized with deviation √(2 / fan out), bias 0 (He 2015, as torchvision's residual networks).</remarks>
internal sealed class ConvolutionLayer
{
    private readonly string _place;
    private readonly Parameter _weight;
    private readonly Parameter? _bias;
    private readonly ConvolutionSettings _settings;

    internal ConvolutionLayer(LayerScope scope, int inputs, int outputs, ConvolutionForm form)
    {
        Extent kernel = form.Kernel;
        _place = scope.Path;
        double fanOut = (double)outputs / form.Groups * kernel.Depth * kernel.Height * kernel.Width;
        _weight = scope.Normal("weight", scope.WeightShape(outputs, inputs / form.Groups, kernel), Math.Sqrt(2 / fanOut));
        _bias = form.Bias == BiasUse.With ? scope.Constant("bias", ParameterKind.Trained, new Shape(outputs), 0) : null;
        bool flat = scope.Dimensions == 2;
        _settings = new ConvolutionSettings
        {
            Stride = form.Stride,
            Padding = form.Padding ?? new Extent(kernel.Depth / 2 * form.Dilation, kernel.Height / 2 * form.Dilation, kernel.Width / 2 * form.Dilation),
            Dilation = flat ? Extent.Plane(form.Dilation, form.Dilation) : Extent.All(form.Dilation),
            Groups = form.Groups,
        };
    }

    internal Tensor Forward(Pass pass, Tensor x)
    {
        pass.Tape.Place = _place;
        return pass.Tape.Convolution(x, _weight.Value, _bias?.Value, _settings);
    }

    /// <summary>The same convolution with other numbers, a residual and an activation in one go.</summary>
    internal Tensor Fused(Pass pass, Tensor x, Tensor weight, Tensor bias, Tensor? residual, Activation activation)
    {
        pass.Tape.Place = _place;
        return pass.Tape.FusedConvolution(x, weight, bias, residual, _settings, activation);
    }

    internal (float[] Weight, float[]? Bias) Numbers() => (_weight.Value.ToArray(), _bias?.Value.ToArray());

    /// <summary>Tensors of this layer's shapes, owned by the caller.</summary>
    internal (Tensor Weight, Tensor Bias) Tensors(float[] weight, float[] bias)
    {
        IBackend backend = _weight.Value.Backend;
        return (backend.Create(_weight.Shape, weight), backend.Create(new Shape(bias.Length), bias));
    }
}

/// <summary>A transposed convolution whose kernel is its stride: it enlarges an image without overlap.</summary>
internal sealed class EnlargingLayer
{
    private readonly string _place;
    private readonly Parameter _weight;
    private readonly Parameter _bias;
    private readonly ConvolutionSettings _settings;

    internal EnlargingLayer(LayerScope scope, int inputs, int outputs, Extent stride)
    {
        _place = scope.Path;
        _weight = scope.Normal("weight", scope.WeightShape(inputs, outputs, stride), Math.Sqrt(2.0 / inputs));
        _bias = scope.Constant("bias", ParameterKind.Trained, new Shape(outputs), 0);
        _settings = new ConvolutionSettings { Stride = stride, Direction = ConvolutionDirection.Transposed };
    }

    internal Tensor Forward(Pass pass, Tensor x)
    {
        pass.Tape.Place = _place;
        return pass.Tape.Convolution(x, _weight.Value, _bias.Value, _settings);
    }
}
