using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Losses;

/// <summary>Cross entropy in which easy samples count less: (1 - p)^γ times the loss (Lin et al. 2017, ICCV).</summary>
public sealed record FocalLoss
{
    /// <summary>How much less; at least 0.</summary>
    public double Gamma { get; init; } = 2;

    /// <summary>The weight of a positive (a negative has the rest to 1); null for none. Only for yes and no.</summary>
    public double? Alpha { get; init; }

    /// <summary>The mean over classes by softmax.</summary>
    /// <param name="tape">The step.</param>
    /// <param name="logits">[batch, class, …].</param>
    /// <param name="targets">One class per sample or voxel.</param>
    /// <returns>One number, at least 0.</returns>
    public Tensor OfClasses(Tape tape, Tensor logits, ClassTargets targets)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(targets);
        Tensor log = tape.Sum(tape.Multiply(tape.LogSoftmax(logits, 1), targets.OneHot(tape, logits.Shape)), 1);
        return Mean(tape, tape.Affine(log, -1), tape.Exponential(log));
    }

    /// <summary>The mean over yes and no by the logistic function.</summary>
    /// <param name="tape">The step.</param>
    /// <param name="logits">Any shape.</param>
    /// <param name="targets">0 or 1, of the same shape.</param>
    /// <returns>One number, at least 0.</returns>
    public Tensor OfBinary(Tape tape, Tensor logits, Tensor targets)
    {
        ArgumentNullException.ThrowIfNull(tape);
        Tensor sign = tape.Affine(targets, 2, -1);
        Tensor loss = tape.Softplus(tape.Affine(tape.Multiply(logits, sign), -1));
        if (Alpha is not { } alpha)
        {
            return Mean(tape, loss, tape.Exponential(tape.Affine(loss, -1)));
        }

        Tensor weight = tape.Affine(targets, (2 * alpha) - 1, 1 - alpha);
        return Mean(tape, loss, tape.Exponential(tape.Affine(loss, -1)), weight);
    }

    private Tensor Mean(Tape tape, Tensor loss, Tensor probability, Tensor? weight = null)
    {
        // A probability of exactly 1 would make 0 to a power below 1: the smallest step of float32 is kept.
        Tensor doubt = tape.AtLeast(tape.Affine(probability, -1, 1), 1e-12);
        Tensor focal = tape.Multiply(tape.Power(doubt, Gamma), loss);
        return tape.Reshape(tape.Mean(weight is null ? focal : tape.Multiply(focal, weight)));
    }
}
