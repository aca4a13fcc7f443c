using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Layers;

/// <summary>A matrix product and a bias; both drawn evenly within 1/√inputs, as PyTorch does.</summary>
internal sealed class LinearLayer
{
    private readonly string _place;
    private readonly Parameter _weight;
    private readonly Parameter _bias;

    internal LinearLayer(LayerScope scope, int inputs, int outputs)
    {
        _place = scope.Path;
        double limit = 1 / Math.Sqrt(inputs);
        _weight = scope.Uniform("weight", new Shape(outputs, inputs), limit);
        _bias = scope.Uniform("bias", new Shape(outputs), limit);
    }

    internal Tensor Forward(Pass pass, Tensor x)
    {
        pass.Tape.Place = _place;
        return pass.Tape.Linear(x, _weight.Value, _bias.Value);
    }
}
