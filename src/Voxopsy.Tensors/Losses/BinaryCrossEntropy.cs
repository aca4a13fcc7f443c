using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Losses;

/// <summary>Cross entropy of yes and no, from logits.</summary>
public sealed record BinaryCrossEntropy
{
    /// <summary>How much a positive counts; above 0.</summary>
    public double PositiveWeight { get; init; } = 1;

    /// <summary>The mean of w y softplus(-x) + (1 - y) softplus(x).</summary>
    /// <param name="tape">The step.</param>
    /// <param name="logits">Any shape.</param>
    /// <param name="targets">From 0 to 1, of the same shape.</param>
    /// <returns>One number, at least 0.</returns>
    public Tensor Of(Tape tape, Tensor logits, Tensor targets)
    {
        ArgumentNullException.ThrowIfNull(tape);
        Tensor positive = tape.Multiply(targets, tape.Softplus(tape.Affine(logits, -1)));
        Tensor negative = tape.Multiply(tape.Affine(targets, -1, 1), tape.Softplus(logits));
        return tape.Reshape(tape.Mean(tape.Add(tape.Affine(positive, PositiveWeight), negative)));
    }
}
