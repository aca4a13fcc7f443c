using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Losses;

/// <summary>Over what a Dice coefficient is taken.</summary>
public enum DiceScope
{
    /// <summary>Each sample has its own.</summary>
    Sample,

    /// <summary>All samples of the batch together have one.</summary>
    Batch,
}

/// <summary>Whether class 0 enters a mean over classes.</summary>
public enum Background
{
    /// <summary>Class 0 is left out.</summary>
    LeftOut,

    /// <summary>Class 0 counts as the others.</summary>
    Included,
}

/// <summary>The negative soft Dice coefficient of the softmax, as nnU-Net trains with (Isensee et al. 2021, Nature Methods 18:203).</summary>
public sealed record DiceLoss
{
    /// <summary>Over what a coefficient is taken.</summary>
    public DiceScope Scope { get; init; } = DiceScope.Sample;

    /// <summary>Whether class 0 enters.</summary>
    public Background Background { get; init; } = Background.LeftOut;

    /// <summary>Added above and below the line; above 0.</summary>
    public double Smooth { get; init; } = 1e-5;

    /// <summary>-(2 Σ p y + s) / (Σ p + Σ y + s), the mean over classes (and samples).</summary>
    /// <param name="tape">The step.</param>
    /// <param name="logits">[batch, class, …].</param>
    /// <param name="targets">One class per voxel.</param>
    /// <returns>One number, from -1 (equal) to 0.</returns>
    public Tensor Of(Tape tape, Tensor logits, ClassTargets targets)
    {
        ArgumentNullException.ThrowIfNull(tape);
        OverlapSums sums = OverlapSums.Of(tape, logits, targets, Scope, Background);
        Tensor above = tape.Affine(sums.Both, 2, Smooth);
        Tensor below = tape.AtLeast(tape.Affine(tape.Add(sums.Predicted, sums.True), 1, Smooth), 1e-8);
        return tape.Reshape(tape.Affine(tape.Mean(tape.Divide(above, below)), -1));
    }
}

/// <summary>Per sample (or batch) and class: Σ p y, Σ p and Σ y.</summary>
internal sealed record OverlapSums(Tensor Both, Tensor Predicted, Tensor True)
{
    internal static OverlapSums Of(Tape tape, Tensor logits, ClassTargets targets, DiceScope scope, Background background)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(targets);
        int[] axes = [.. Enumerable.Range(0, logits.Shape.Rank).Where(axis => axis >= 2 || (axis == 0 && scope == DiceScope.Batch))];
        Tensor probabilities = tape.Softmax(logits, 1);
        Tensor hot = targets.OneHot(tape, logits.Shape);
        return new OverlapSums(
            Foreground(tape, Summed(tape, tape.Multiply(probabilities, hot), axes), background),
            Foreground(tape, Summed(tape, probabilities, axes), background),
            Foreground(tape, Summed(tape, hot, axes), background));
    }

    private static Tensor Summed(Tape tape, Tensor x, int[] axes) => axes.Length == 0 ? x : tape.Sum(x, axes);

    private static Tensor Foreground(Tape tape, Tensor sums, Background background) =>
        background == Background.Included ? sums : tape.Slice(sums, 1, 1, sums.Shape[1] - 1);
}
