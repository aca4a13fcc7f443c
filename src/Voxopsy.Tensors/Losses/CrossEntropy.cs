using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Losses;

/// <summary>Cross entropy over classes.</summary>
public sealed record CrossEntropy
{
    /// <summary>One weight per class; null for 1. The mean is then Σ wₜ l / Σ wₜ.</summary>
    public IReadOnlyList<double>? ClassWeights { get; init; }

    /// <summary>The share of the target that is spread evenly over all classes, from 0 to below 1.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>The share of the largest losses that enters the mean, above 0 to 1 (top-k cross entropy); 1 for all.</summary>
    public double HardestShare { get; init; } = 1;

    /// <summary>The mean loss.</summary>
    /// <param name="tape">The step.</param>
    /// <param name="logits">[batch, class, …].</param>
    /// <param name="targets">One class per sample or voxel.</param>
    /// <returns>One number, at least 0.</returns>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
    public Tensor Of(Tape tape, Tensor logits, ClassTargets targets)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(targets);
        Tensor log = tape.LogSoftmax(logits, 1);
        Tensor hot = targets.OneHot(tape, logits.Shape);
        Tensor losses = tape.Affine(tape.Sum(tape.Multiply(log, hot), 1), -1);
        Tensor? weights = ClassWeights is null ? null : targets.Weights(tape, logits.Shape, ClassWeights);
        if (HardestShare < 1)
        {
            return Hardest(tape, weights is null ? losses : tape.Multiply(losses, weights));
        }

        double count = targets.Count;
        Tensor sum = tape.Sum(weights is null ? losses : tape.Multiply(losses, weights));
        double total = weights is null ? count : weights.ToArray().Sum(weight => (double)weight);
        Tensor mean = tape.Affine(sum, (1 - LabelSmoothing) / total);
        if (LabelSmoothing > 0)
        {
            Tensor all = ClassWeights is null ? log : tape.Multiply(log, Column(tape, logits.Shape, ClassWeights));
            mean = tape.Add(mean, tape.Affine(tape.Sum(all), -LabelSmoothing / (logits.Shape[1] * total)));
        }

        return tape.Reshape(mean);
    }

    private static Tensor Column(Tape tape, Shape logits, IReadOnlyList<double> perClass)
    {
        int[] sizes = new int[logits.Rank];
        Array.Fill(sizes, 1);
        sizes[1] = logits[1];
        return tape.Input(new Shape(sizes), [.. perClass.Select(weight => (float)weight)]);
    }

    // The mean of the largest losses; among equals the first ones, so that the choice does not depend on a sort.
    private Tensor Hardest(Tape tape, Tensor losses)
    {
        float[] values = losses.ToArray();
        int kept = Math.Max(1, (int)(values.Length * HardestShare));
        int[] order = [.. Enumerable.Range(0, values.Length).OrderByDescending(i => values[i]).ThenBy(i => i)];
        float[] chosen = new float[values.Length];
        foreach (int i in order.AsSpan(0, kept))
        {
            chosen[i] = 1;
        }

        return tape.Reshape(tape.Affine(tape.Sum(tape.Multiply(losses, tape.Input(losses.Shape, chosen))), 1.0 / kept));
    }
}
