using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Losses;

/// <summary>Dice with different weights for false positives and false negatives (Salehi et al. 2017), and its focal form (Abraham and Khan 2019).</summary>
public sealed record TverskyLoss
{
    /// <summary>The weight of false positives.</summary>
    public double Alpha { get; init; } = 0.3;

    /// <summary>The weight of false negatives.</summary>
    public double Beta { get; init; } = 0.7;

    /// <summary>The power of (1 - index); 1 for the plain form.</summary>
    public double Exponent { get; init; } = 1;

    /// <summary>Added above and below the line; above 0.</summary>
    public double Smooth { get; init; } = 1e-5;

    /// <summary>Over what an index is taken.</summary>
    public DiceScope Scope { get; init; } = DiceScope.Sample;

    /// <summary>Whether class 0 enters.</summary>
    public Background Background { get; init; } = Background.LeftOut;

    /// <summary>The mean of (1 - index)^exponent, with index = (tp + s) / (tp + α fp + β fn + s).</summary>
    /// <param name="tape">The step.</param>
    /// <param name="logits">[batch, class, …].</param>
    /// <param name="targets">One class per voxel.</param>
    /// <returns>One number, from 0 (equal) to 1.</returns>
    public Tensor Of(Tape tape, Tensor logits, ClassTargets targets)
    {
        ArgumentNullException.ThrowIfNull(tape);
        OverlapSums sums = OverlapSums.Of(tape, logits, targets, Scope, Background);
        Tensor above = tape.Affine(sums.Both, 1, Smooth);

        // tp + α (Σp - tp) + β (Σy - tp) + s.
        Tensor both = tape.Affine(sums.Both, 1 - Alpha - Beta, Smooth);
        Tensor below = tape.Add(both, tape.Add(tape.Affine(sums.Predicted, Alpha), tape.Affine(sums.True, Beta)));
        Tensor miss = tape.Affine(tape.Divide(above, below), -1, 1);
        if (Exponent == 1)
        {
            return tape.Reshape(tape.Mean(miss));
        }

        return tape.Reshape(tape.Mean(tape.Power(tape.AtLeast(miss, 1e-12), Exponent)));
    }
}
