using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Losses;

/// <summary>Dice over all classes with weights 1 / volume² (Sudre et al. 2017).</summary>
public sealed record GeneralizedDiceLoss
{
    /// <summary>Added above and below the line; above 0.</summary>
    public double Smooth { get; init; } = 1e-5;

    /// <summary>Whether class 0 enters.</summary>
    public Background Background { get; init; } = Background.Included;

    /// <summary>1 - the mean over samples of (2 Σ w Σ p y + s) / (Σ w (Σ p + Σ y) + s); classes that a sample does not have weigh 0.</summary>
    /// <param name="tape">The step.</param>
    /// <param name="logits">[batch, class, …].</param>
    /// <param name="targets">One class per voxel.</param>
    /// <returns>One number, from 0 (equal) to 1.</returns>
    public Tensor Of(Tape tape, Tensor logits, ClassTargets targets)
    {
        ArgumentNullException.ThrowIfNull(tape);
        OverlapSums sums = OverlapSums.Of(tape, logits, targets, DiceScope.Sample, Background);
        Tensor weights = tape.Input(sums.True.Shape, [.. sums.True.ToArray().Select(volume => volume > 0 ? 1 / (volume * volume) : 0)]);
        Tensor above = tape.Affine(tape.Sum(tape.Multiply(weights, sums.Both), 1), 2, Smooth);
        Tensor below = tape.Affine(tape.Sum(tape.Multiply(weights, tape.Add(sums.Predicted, sums.True)), 1), 1, Smooth);
        return tape.Reshape(tape.Affine(tape.Mean(tape.Divide(above, below)), -1, 1));
    }
}
