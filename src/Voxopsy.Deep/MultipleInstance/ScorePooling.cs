using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.MultipleInstance;

/// <summary>From the logits of the images of a case to the logit of the case.</summary>
public static class ScorePooling
{
    // The least probability, and the least distance from 1, that still has a finite logit in float32.
    private const double Least = 1e-6;

    /// <summary>Joins answers.</summary>
    /// <param name="tape">The step.</param>
    /// <param name="logits">[case, image], of the positive class.</param>
    /// <param name="pooling">How; one that joins answers.</param>
    /// <returns>The logit of each case, [case, 1].</returns>
    /// <exception cref="ArgumentException">The pooling joins features, not answers.</exception>
    public static Tensor Join(Tape tape, Tensor logits, InstancePooling pooling)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(pooling);
        int cases = logits.Shape[0];
        Tensor joined = pooling.Kind switch
        {
            InstancePoolingKind.Mean or InstancePoolingKind.EachInstance => Logit(tape, tape.Mean(tape.Sigmoid(logits), 1)),
            InstancePoolingKind.Maximum => tape.Maximum(logits, 1),
            InstancePoolingKind.TopK => Logit(tape, tape.Mean(tape.Sigmoid(Largest(tape, logits, pooling.Largest)), 1)),
            InstancePoolingKind.NoisyOr => NoisyOr(tape, logits),
            InstancePoolingKind.LogSumExp => Logit(tape, LogSumExp(tape, tape.Sigmoid(logits), pooling.Sharpness)),
            _ => throw new ArgumentException($"{pooling.Kind} joins features before the head; it has no answers of single images to join.", nameof(pooling)),
        };
        return tape.Reshape(joined, cases, 1);
    }

    /// <summary>log(p / (1 - p)), p kept within what float32 can tell from 0 and 1.</summary>
    private static Tensor Logit(Tape tape, Tensor p) => tape.Subtract(
        tape.Logarithm(tape.AtLeast(p, Least)), tape.Logarithm(tape.AtLeast(tape.Affine(p, -1, 1), Least)));

    /// <summary>With s = Σ softplus(x), 1 - Π(1 - p) = 1 - exp(-s), so the logit is s + log(1 - exp(-s)).</summary>
    private static Tensor NoisyOr(Tape tape, Tensor logits)
    {
        Tensor s = tape.Sum(tape.Softplus(logits), 1);
        return tape.Add(s, tape.Logarithm(tape.AtLeast(tape.Affine(tape.Exponential(tape.Affine(s, -1)), -1, 1), Least)));
    }

    /// <summary>log(mean exp(r p)) / r.</summary>
    private static Tensor LogSumExp(Tape tape, Tensor p, double sharpness) =>
        tape.Affine(tape.Logarithm(tape.Mean(tape.Exponential(tape.Affine(p, sharpness)), 1)), 1 / sharpness);

    /// <summary>The largest logits of each case; the first ones among equals.</summary>
    private static Tensor Largest(Tape tape, Tensor logits, int count)
    {
        (int cases, int images) = (logits.Shape[0], logits.Shape[1]);
        int kept = Math.Clamp(count, 1, images);
        float[] values = logits.ToArray();
        List<int> rows = [];
        for (int c = 0; c < cases; c++)
        {
            int first = c * images;
            rows.AddRange(Enumerable.Range(first, images).OrderByDescending(i => values[i]).ThenBy(i => i).Take(kept));
        }

        return tape.Reshape(tape.Gather(tape.Reshape(logits, cases * images, 1), 0, rows), cases, kept);
    }
}
