using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Layers;

/// <summary>Instance normalization with a scale and a shift per channel, and an activation after it.</summary>
internal sealed class InstanceNormLayer(LayerScope scope, int channels, Activation activation)
{
    private readonly Parameter _weight = scope.Constant("weight", ParameterKind.Trained, new Shape(channels), 1);
    private readonly Parameter _bias = scope.Constant("bias", ParameterKind.Trained, new Shape(channels), 0);

    internal Tensor Forward(Pass pass, Tensor x)
    {
        pass.Tape.Place = scope.Path;
        return pass.Tape.InstanceNorm(x, _weight.Value, _bias.Value, activation: activation);
    }
}
