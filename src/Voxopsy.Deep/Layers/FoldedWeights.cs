using Voxopsy.Tensors;

namespace Voxopsy.Deep.Layers;

/// <summary>Convolutions with their batch norm folded in, for many evaluations of a network whose weights stay as they are meanwhile.</summary>
/// <remarks>
/// w' = w·γ/√(σ² + ε), b' = β + (b - μ)·γ/√(σ² + ε), computed in double at the first use of each layer. The sums are rounded elsewhere than without folding,
/// so outputs agree to rounding, not to the bit. Make a new one after the weights changed.
/// </remarks>
public sealed class FoldedWeights : IDisposable
{
    private readonly Dictionary<ConvolutionNorm, (Tensor Weight, Tensor Bias)> _folded = [];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((Tensor weight, Tensor bias) in _folded.Values)
        {
            weight.Dispose();
            bias.Dispose();
        }

        _folded.Clear();
    }

    /// <summary>Weight and bias of a layer with its norm folded in.</summary>
    internal (Tensor Weight, Tensor Bias) Of(ConvolutionNorm layer)
    {
        if (!_folded.TryGetValue(layer, out (Tensor Weight, Tensor Bias) folded))
        {
            _folded[layer] = folded = layer.Fold();
        }

        return folded;
    }
}
