using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors;

public partial interface IBackend
{
    /// <summary>f(x) for every element.</summary>
    /// <param name="kind">The function.</param>
    /// <param name="x">Any shape.</param>
    /// <param name="parameter">The function's p, where it has one.</param>
    Tensor Apply(Pointwise kind, Tensor x, double parameter);

    /// <summary>gradient · f'(x) for every element.</summary>
    /// <param name="kind">The function.</param>
    /// <param name="gradient">Of the output.</param>
    /// <param name="saved">The output where <see cref="PointwiseFunctions.BackwardFrom"/> says so, else the input.</param>
    /// <param name="parameter">The function's p, where it has one.</param>
    Tensor ApplyBackward(Pointwise kind, Tensor gradient, Tensor saved, double parameter);

    /// <summary>x above 0, slope · x below, with one slope per channel (axis 1) or one for all.</summary>
    Tensor PRelu(Tensor x, Tensor slope);

    /// <summary>Gradients of <see cref="PRelu"/>: of the input and of the slope.</summary>
    (Tensor Input, Tensor Slope) PReluBackward(Tensor gradient, Tensor x, Tensor slope);

    /// <summary>a ∘ b for every pair; axes are aligned at the last one, and an axis of size 1 (or left out) is repeated.</summary>
    Tensor Combine(Pairwise kind, Tensor a, Tensor b);

    /// <summary>activation(a + b) of equal shapes in one pass: the end of a residual block. Its backward: <see cref="ApplyBackward"/> from the output.</summary>
    Tensor AddActivated(Tensor a, Tensor b, Activation activation);

    /// <summary>scale · x + shift.</summary>
    Tensor Affine(Tensor x, double scale, double shift);

    /// <summary>
    /// Zero with the given probability, else x / (1 - probability). Element i stays where <see cref="NamedGenerator.Uniform"/>(seed, i) ≥ probability, on every backend.
    /// Its own backward: the same call on the gradient.
    /// </summary>
    Tensor Dropout(Tensor x, double probability, ulong seed);

    /// <summary>Repeats axes of size 1 (or left out at the front) up to a shape.</summary>
    Tensor Expand(Tensor x, Shape shape);

    /// <summary>The way back of <see cref="Expand"/>: sums over the repeated axes.</summary>
    Tensor SumTo(Tensor x, Shape shape);
}

/// <summary>What backward of a pointwise function starts from.</summary>
public enum PointwiseSource
{
    /// <summary>The input.</summary>
    Input,

    /// <summary>The output.</summary>
    Output,
}

/// <summary>Facts about <see cref="Pointwise"/> functions that tape and backends share.</summary>
public static class PointwiseFunctions
{
    /// <summary>Whether the derivative is computed from the input or from the output.</summary>
    public static PointwiseSource BackwardFrom(Pointwise function) => function switch
    {
        Pointwise.Relu or Pointwise.LeakyRelu or Pointwise.Sigmoid or Pointwise.Tanh or Pointwise.Exponential or Pointwise.SquareRoot => PointwiseSource.Output,
        _ => PointwiseSource.Input,
    };
}
