using Voxopsy.Deep.Layers;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Fusion;

/// <summary>Clinical variables inside a network: an embedding relu(m2(relu(m1 c))) beside the features, and a modulation of them if wanted.</summary>
internal sealed class ClinicalBranch
{
    private readonly LinearLayer _first;
    private readonly LinearLayer _second;
    private readonly LinearLayer? _film;
    private readonly int _features;

    internal ClinicalBranch(LayerScope scope, ClassifierSettings settings, int features)
    {
        _features = features;
        _first = new LinearLayer(scope["m1"], settings.ClinicalVariables, settings.ClinicalWidth);
        _second = new LinearLayer(scope["m2"], settings.ClinicalWidth, settings.ClinicalWidth);
        _film = settings.Clinical == ClinicalFusion.Modulating ? new LinearLayer(scope["film"], settings.ClinicalVariables, 2 * features) : null;
    }

    /// <summary>[row, features + width] from features and as many rows of variables.</summary>
    internal Tensor Forward(Pass pass, Tensor features, Tensor clinical)
    {
        Tape tape = pass.Tape;
        Tensor embedded = tape.Relu(_second.Forward(pass, tape.Relu(_first.Forward(pass, clinical))));
        if (_film is not null)
        {
            // x (1 + gamma) + beta: small weights leave the features as they are.
            Tensor both = _film.Forward(pass, clinical);
            Tensor gamma = tape.Affine(tape.Slice(both, 1, 0, _features), 1, 1);
            features = tape.Add(tape.Multiply(features, gamma), tape.Slice(both, 1, _features, _features));
        }

        return tape.Concat(1, features, embedded);
    }
}
