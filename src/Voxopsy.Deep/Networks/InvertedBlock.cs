using Voxopsy.Deep.Layers;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Networks;

/// <summary>What an inverted residual block is made of.</summary>
internal sealed record InvertedForm(int Inputs, int Outputs, int Expansion, int Kernel, int Stride)
{
    /// <summary>Channels of squeeze-and-excitation; 0 for none.</summary>
    internal int Squeezed { get; init; }
}

/// <summary>Expanded by 1, filtered per channel, projected back: the block of MobileNetV2 (Sandler 2018) and EfficientNet (Tan 2019).</summary>
internal sealed class InvertedBlock
{
    private readonly ConvolutionNorm? _expand;
    private readonly ConvolutionNorm _depthwise;
    private readonly SqueezeExcitation? _excitation;
    private readonly ConvolutionNorm _project;
    private readonly Func<Tape, Tensor, Tensor> _activation;
    private readonly bool _adds;

    internal InvertedBlock(LayerScope scope, InvertedForm form, InvertedNames names, Func<Tape, Tensor, Tensor> activation)
    {
        int hidden = form.Inputs * form.Expansion;
        int index = 0;
        var one = new ConvolutionForm(Extent.One);
        if (form.Expansion != 1)
        {
            _expand = Part(scope[$"{index++}"], form.Inputs, hidden, one);
        }

        var depthwise = new ConvolutionForm(scope.Size(form.Kernel)) { Stride = scope.Size(form.Stride), Padding = scope.Padding(form.Kernel / 2), Groups = hidden };
        _depthwise = Part(scope[$"{index++}"], hidden, hidden, depthwise);
        if (form.Squeezed > 0)
        {
            _excitation = new SqueezeExcitation(scope[$"{index++}"], hidden, form.Squeezed, Pointwise.Silu);
        }

        _project = names == InvertedNames.Flat
            ? new ConvolutionNorm(scope[$"{index}"], scope[$"{index + 1}"], hidden, form.Outputs, one)
            : Part(scope[$"{index}"], hidden, form.Outputs, one);
        _activation = activation;
        _adds = form.Stride == 1 && form.Inputs == form.Outputs;
    }

    /// <summary>A convolution and its norm, named 0 and 1.</summary>
    internal static ConvolutionNorm Part(LayerScope scope, int inputs, int outputs, ConvolutionForm form) => new(scope["0"], scope["1"], inputs, outputs, form);

    internal Tensor Forward(Pass pass, Tensor x)
    {
        List<Func<Pass, Tensor, Tensor>> steps = [];
        if (_expand is not null)
        {
            steps.Add(_expand.Forward);
            steps.Add(Activate);
        }

        steps.Add(_depthwise.Forward);
        steps.Add(Activate);
        if (_excitation is not null)
        {
            steps.Add(_excitation.Forward);
        }

        steps.Add(_project.Forward);
        Tensor y = Network.Chain(pass, x, steps);
        if (!_adds)
        {
            return y;
        }

        Tensor sum = pass.Tape.Add(y, x);
        pass.Free(y);
        return sum;
    }

    private Tensor Activate(Pass pass, Tensor x) => _activation(pass.Tape, x);
}

/// <summary>How the projection of an inverted block is named.</summary>
internal enum InvertedNames
{
    /// <summary>Convolution and norm as two more children, as MobileNetV2 has it.</summary>
    Flat,

    /// <summary>As one child with two, as EfficientNet has it.</summary>
    Nested,
}
