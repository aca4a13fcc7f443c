using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Layers;

/// <summary>Weighs channels by what the whole image says: pooled, squeezed, expanded, through a sigmoid.</summary>
/// <remarks>Source: Hu 2018, Squeeze-and-Excitation Networks; with SiLU inside as EfficientNet (Tan 2019) has it.</remarks>
internal sealed class SqueezeExcitation
{
    private readonly ConvolutionLayer _squeeze;
    private readonly ConvolutionLayer _expand;
    private readonly Pointwise _inner;

    internal SqueezeExcitation(LayerScope scope, int channels, int squeezed, Pointwise inner)
    {
        var form = new ConvolutionForm(Extent.One) { Bias = BiasUse.With };
        _squeeze = new ConvolutionLayer(scope["fc1"], channels, squeezed, form);
        _expand = new ConvolutionLayer(scope["fc2"], squeezed, channels, form);
        _inner = inner;
    }

    internal Tensor Forward(Pass pass, Tensor x)
    {
        Tape tape = pass.Tape;
        Tensor pooled = tape.AdaptiveAveragePool(x, Extent.One);
        Tensor inner = tape.Apply(_inner, _squeeze.Forward(pass, pooled));
        Tensor weights = tape.Sigmoid(_expand.Forward(pass, inner));
        return tape.Multiply(x, weights);
    }
}
