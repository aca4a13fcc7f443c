using Voxopsy.Tensors;

namespace Voxopsy.Deep.Fusion;

/// <summary>What a classifier says about a batch; the tape owns the tensors.</summary>
/// <param name="Logits">[case, outputs of the head].</param>
/// <param name="InstanceLogits">[case × image, outputs], when images were answered one by one.</param>
/// <param name="Attention">[case, image], adding up to 1, when attention joined the images.</param>
public sealed record ClassifierOutput(Tensor Logits, Tensor? InstanceLogits, Tensor? Attention);
