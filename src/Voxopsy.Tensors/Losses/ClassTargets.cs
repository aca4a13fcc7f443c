using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Losses;

/// <summary>The true class of each sample or voxel.</summary>
/// <remarks>Logits are [batch, class] or [batch, class, (depth,) height, width]; the classes lie as [batch, (depth,) height, width], row-major.</remarks>
public sealed class ClassTargets
{
    private readonly int[] _classes;

    /// <summary>Takes the classes.</summary>
    /// <param name="classes">From 0; one for each sample or voxel.</param>
    public ClassTargets(ReadOnlySpan<int> classes) => _classes = classes.ToArray();

    /// <summary>The number of samples or voxels.</summary>
    public int Count => _classes.Length;

    /// <summary>The classes.</summary>
    public ReadOnlySpan<int> Classes => _classes;

    /// <summary>1 at the true class, 0 elsewhere, in the shape of the logits.</summary>
    /// <exception cref="ShapeException">Another number of voxels, or a class that the logits do not have.</exception>
    internal Tensor OneHot(Tape tape, Shape logits)
    {
        (int classes, int volume) = Sizes(logits);
        float[] hot = new float[logits.Count];
        for (int i = 0; i < _classes.Length; i++)
        {
            hot[((((i / volume) * classes) + _classes[i]) * volume) + (i % volume)] = 1;
        }

        return tape.Input(logits, hot);
    }

    /// <summary>One number per sample or voxel from one per class, as [batch, 1, …].</summary>
    internal Tensor Weights(Tape tape, Shape logits, IReadOnlyList<double> perClass)
    {
        (int classes, _) = Sizes(logits);
        if (perClass.Count != classes)
        {
            throw ShapeRules.Mismatch("loss", $"{perClass.Count} class weights for logits {logits}", $"{classes}, one per class");
        }

        float[] weights = new float[_classes.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)perClass[_classes[i]];
        }

        return tape.Input(ShapeOperators.With(logits, 1, 1), weights);
    }

    private (int Classes, int Volume) Sizes(Shape logits)
    {
        if (logits.Rank < 2 || logits.Count == 0 || _classes.Length != logits.Count / logits[1])
        {
            throw ShapeRules.Mismatch("loss", $"{_classes.Length} targets for logits {logits}", "[batch, class, …] with one target per sample or voxel");
        }

        foreach (int target in _classes)
        {
            if (target < 0 || target >= logits[1])
            {
                throw ShapeRules.Mismatch("loss", $"the class {target} among the targets", $"classes from 0 to {logits[1] - 1}, as the logits {logits} have");
            }
        }

        return (logits[1], logits.Count / logits[0] / logits[1]);
    }
}
