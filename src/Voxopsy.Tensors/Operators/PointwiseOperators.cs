namespace Voxopsy.Tensors.Operators;

/// <summary>Functions of single elements: activations and their kin.</summary>
public static class PointwiseOperators
{
    /// <summary>f(x) for every element.</summary>
    /// <param name="tape">The step.</param>
    /// <param name="function">The function.</param>
    /// <param name="x">Any shape.</param>
    /// <param name="parameter">The function's p, where it has one.</param>
    /// <returns>Of the input's shape.</returns>
    public static Tensor Apply(this Tape tape, Pointwise function, Tensor x, double parameter = 0)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        string operation = tape.Begin(function.ToString());
        Tensor y = tape.Backend.Apply(function, x, parameter);
        Tensor saved = PointwiseFunctions.BackwardFrom(function) == PointwiseSource.Output ? y : x;
        return tape.Remember(operation, y, [x], [saved], gradient => tape.Give(x, tape.Backend.ApplyBackward(function, gradient, saved, parameter)));
    }

    /// <summary>max(x, 0).</summary>
    public static Tensor Relu(this Tape tape, Tensor x) => tape.Apply(Pointwise.Relu, x);

    /// <summary>x above 0, slope · x below.</summary>
    public static Tensor LeakyRelu(this Tape tape, Tensor x, double slope = 0.01) => tape.Apply(Pointwise.LeakyRelu, x, slope);

    /// <summary>x above 0, alpha (eˣ - 1) below.</summary>
    public static Tensor Elu(this Tape tape, Tensor x, double alpha = 1) => tape.Apply(Pointwise.Elu, x, alpha);

    /// <summary>x σ(x), also called swish.</summary>
    public static Tensor Silu(this Tape tape, Tensor x) => tape.Apply(Pointwise.Silu, x);

    /// <summary>x Φ(x), with the exact normal distribution.</summary>
    public static Tensor Gelu(this Tape tape, Tensor x) => tape.Apply(Pointwise.Gelu, x);

    /// <summary>x Φ(x), with Φ approximated by the hyperbolic tangent.</summary>
    public static Tensor GeluTanh(this Tape tape, Tensor x) => tape.Apply(Pointwise.GeluTanh, x);

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static Tensor Sigmoid(this Tape tape, Tensor x) => tape.Apply(Pointwise.Sigmoid, x);

    /// <summary>The hyperbolic tangent.</summary>
    public static Tensor Tanh(this Tape tape, Tensor x) => tape.Apply(Pointwise.Tanh, x);

    /// <summary>ln(1 + eˣ).</summary>
    public static Tensor Softplus(this Tape tape, Tensor x) => tape.Apply(Pointwise.Softplus, x);

    /// <summary>x · min(max(x + 3, 0), 6) / 6.</summary>
    public static Tensor Hardswish(this Tape tape, Tensor x) => tape.Apply(Pointwise.Hardswish, x);

    /// <summary>eˣ.</summary>
    public static Tensor Exponential(this Tape tape, Tensor x) => tape.Apply(Pointwise.Exponential, x);

    /// <summary>The natural logarithm; NaN below 0, -∞ at 0.</summary>
    public static Tensor Logarithm(this Tape tape, Tensor x) => tape.Apply(Pointwise.Logarithm, x);

    /// <summary>The square root; NaN below 0.</summary>
    public static Tensor SquareRoot(this Tape tape, Tensor x) => tape.Apply(Pointwise.SquareRoot, x);

    /// <summary>|x|.</summary>
    public static Tensor Absolute(this Tape tape, Tensor x) => tape.Apply(Pointwise.Absolute, x);

    /// <summary>x to a power.</summary>
    public static Tensor Power(this Tape tape, Tensor x, double exponent) => tape.Apply(Pointwise.Power, x, exponent);

    /// <summary>max(x, least).</summary>
    public static Tensor AtLeast(this Tape tape, Tensor x, double least) => tape.Apply(Pointwise.AtLeast, x, least);

    /// <summary>x above 0, slope · x below, with a trained slope.</summary>
    /// <param name="tape">The step.</param>
    /// <param name="x">[batch, channel, …].</param>
    /// <param name="slope">[channel], or [1] for all channels.</param>
    /// <exception cref="ShapeException">The slope fits neither.</exception>
    public static Tensor PRelu(this Tape tape, Tensor x, Tensor slope)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(slope);
        string operation = tape.Begin("PRelu");
        if (slope.Shape.Count != 1)
        {
            ShapeRules.PerChannel(operation, "slope", slope, x.Shape.Rank > 1 ? x.Shape[1] : 1);
        }

        Tensor y = tape.Backend.PRelu(x, slope);
        return tape.Remember(operation, y, [x, slope], [x, slope], gradient =>
        {
            (Tensor input, Tensor ofSlope) = tape.Backend.PReluBackward(gradient, x, slope);
            tape.Give(x, input);
            tape.Give(slope, ofSlope);
        });
    }

    /// <summary>Sets elements to zero by chance and scales the others up, so that the mean stays.</summary>
    /// <param name="tape">The step.</param>
    /// <param name="x">Any shape.</param>
    /// <param name="probability">Of zero; from 0 to below 1.</param>
    /// <param name="seed">From <see cref="NamedGenerator.Seed"/>, with the layer's name and the step in the name; the same seed gives the same zeros.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1).</exception>
    public static Tensor Dropout(this Tape tape, Tensor x, double probability, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        if (probability is not (>= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "Dropout needs a probability from 0 to below 1.");
        }

        string operation = tape.Begin("dropout");
        Tensor y = tape.Backend.Dropout(x, probability, seed);
        return tape.Remember(operation, y, [x], [], gradient => tape.Give(x, tape.Backend.Dropout(gradient, probability, seed)));
    }
}
