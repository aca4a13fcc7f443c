using Voxopsy.Deep.Layers;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.MultipleInstance;

/// <summary>Attention over the images of a case: weights softmax(w tanh(V h)), gated by sigmoid(U h) if wanted; the bag is the weighted sum.</summary>
/// <remarks>Source: Ilse, Tomczak and Welling, Attention-based deep multiple instance learning, ICML 2018, equations 8 and 9.</remarks>
internal sealed class AttentionPooling
{
    private readonly LinearLayer _hidden;
    private readonly LinearLayer? _gate;
    private readonly LinearLayer _weight;

    internal AttentionPooling(LayerScope scope, int features, InstancePooling settings)
    {
        _hidden = new LinearLayer(scope["V"], features, settings.AttentionWidth);
        _gate = settings.Kind == InstancePoolingKind.GatedAttention ? new LinearLayer(scope["U"], features, settings.AttentionWidth) : null;
        _weight = new LinearLayer(scope["W"], settings.AttentionWidth, 1);
    }

    /// <summary>Bags [batch, features] and weights [batch, instance] from features [batch × instance, features].</summary>
    internal (Tensor Bags, Tensor Weights) Forward(Pass pass, Tensor features, int instances)
    {
        Tape tape = pass.Tape;
        int bags = features.Shape[0] / instances;
        Tensor hidden = tape.Tanh(_hidden.Forward(pass, features));
        hidden = _gate is null ? hidden : tape.Multiply(hidden, tape.Sigmoid(_gate.Forward(pass, features)));
        Tensor scores = tape.Reshape(_weight.Forward(pass, hidden), bags, instances);
        Tensor weights = tape.Softmax(scores, 1);
        Tensor weighted = tape.Multiply(tape.Reshape(features, bags, instances, features.Shape[1]), tape.Reshape(weights, bags, instances, 1));
        return (tape.Reshape(tape.Sum(weighted, 1), bags, features.Shape[1]), weights);
    }
}
