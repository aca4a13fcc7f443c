namespace Voxopsy.Tensors.Operators;

/// <summary>Sums, differences, products and quotients, with repetition of axes of size 1, and sums and means over axes.</summary>
public static class ArithmeticOperators
{
    /// <summary>a + b; shapes are aligned at the last axis, axes of size 1 are repeated.</summary>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
    public static Tensor Add(this Tape tape, Tensor a, Tensor b) => tape.Combine(Pairwise.Add, a, b);

    /// <summary>activation(a + b) in one pass: the end of a residual block, without keeping the sum.</summary>
    /// <param name="tape">The step.</param>
    /// <param name="a">Any shape.</param>
    /// <param name="b">Of the same shape.</param>
    /// <param name="activation">ReLU, leaky ReLU or none.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor AddActivated(this Tape tape, Tensor a, Tensor b, Activation activation)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (activation.Kind == ActivationKind.Identity)
        {
            return tape.Add(a, b);
        }

        string operation = tape.Begin("add and activate");
        if (!a.Shape.Equals(b.Shape))
        {
            throw ShapeRules.Mismatch(operation, $"the shapes {a.Shape} and {b.Shape}", "equal shapes");
        }

        Pointwise kind = activation.Kind == ActivationKind.Relu ? Pointwise.Relu : Pointwise.LeakyRelu;
        Tensor y = tape.Backend.AddActivated(a, b, activation);
        return tape.Remember(operation, y, [a, b], [y], gradient =>
        {
            using Tensor inner = tape.Backend.ApplyBackward(kind, gradient, y, activation.Slope);
            tape.Pass(a, inner);
            tape.Pass(b, inner);
        });
    }

    /// <summary>a - b, as <see cref="Add"/>.</summary>
    public static Tensor Subtract(this Tape tape, Tensor a, Tensor b) => tape.Combine(Pairwise.Subtract, a, b);

    /// <summary>a · b element by element, as <see cref="Add"/>.</summary>
    public static Tensor Multiply(this Tape tape, Tensor a, Tensor b) => tape.Combine(Pairwise.Multiply, a, b);

    /// <summary>a / b element by element, as <see cref="Add"/>.</summary>
    public static Tensor Divide(this Tape tape, Tensor a, Tensor b) => tape.Combine(Pairwise.Divide, a, b);

    /// <summary>scale · x + shift.</summary>
    public static Tensor Affine(this Tape tape, Tensor x, double scale, double shift = 0)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        string operation = tape.Begin("affine");
        return tape.Remember(operation, tape.Backend.Affine(x, scale, shift), [x], [], gradient => tape.Give(x, tape.Backend.Affine(gradient, scale, 0)));
    }

    /// <summary>Sum over axes, which then have size 1; over all of them when none is named.</summary>
    /// <param name="tape">The step.</param>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">Negative ones count from the last; none for all.</param>
    public static Tensor Sum(this Tape tape, Tensor x, params ReadOnlySpan<int> axes)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        string operation = tape.Begin("sum");
        Shape reduced = Reduced(operation, x.Shape, axes);
        return tape.Remember(operation, tape.Backend.SumTo(x, reduced), [x], [], gradient => tape.Give(x, tape.Backend.Expand(gradient, x.Shape)));
    }

    /// <summary>Mean over axes, which then have size 1; over all of them when none is named.</summary>
    public static Tensor Mean(this Tape tape, Tensor x, params ReadOnlySpan<int> axes)
    {
        Tensor sum = tape.Sum(x, axes);
        return tape.Affine(sum, (double)sum.Shape.Count / x.Shape.Count);
    }

    /// <summary>Repeats axes of size 1, or left out at the front, up to a shape.</summary>
    public static Tensor Expand(this Tape tape, Tensor x, Shape shape)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(shape);
        string operation = tape.Begin("expand");
        if (!ShapeRules.Broadcast(operation, x.Shape, shape).Equals(shape))
        {
            throw ShapeRules.Mismatch(operation, $"{x.Shape} cannot be repeated to {shape}", "sizes that are equal, or 1 in the input");
        }

        return tape.Remember(operation, tape.Backend.Expand(x, shape), [x], [], gradient => tape.Give(x, tape.Backend.SumTo(gradient, x.Shape)));
    }

    private static Tensor Combine(this Tape tape, Pairwise function, Tensor a, Tensor b)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        string operation = tape.Begin(function.ToString());
        ShapeRules.Broadcast(operation, a.Shape, b.Shape);
        Tensor y = tape.Backend.Combine(function, a, b);
        ReadOnlySpan<Tensor?> saved = function is Pairwise.Multiply or Pairwise.Divide ? [b.NeedsGradient ? a : null, a.NeedsGradient || function == Pairwise.Divide ? b : null] : [];
        return tape.Remember(operation, y, [a, b], saved, gradient => CombineBackward(tape, function, gradient, a, b));
    }

    private static void CombineBackward(Tape tape, Pairwise function, Tensor gradient, Tensor a, Tensor b)
    {
        IBackend backend = tape.Backend;
        if (a.NeedsGradient)
        {
            switch (function)
            {
                case Pairwise.Add or Pairwise.Subtract when gradient.Shape.Equals(a.Shape):
                    tape.Pass(a, gradient);
                    break;
                case Pairwise.Add or Pairwise.Subtract:
                    tape.Give(a, backend.SumTo(gradient, a.Shape));
                    break;
                default:
                    tape.Give(a, Reduced(backend, backend.Combine(function, gradient, b), a.Shape));
                    break;
            }
        }

        if (!b.NeedsGradient)
        {
            return;
        }

        switch (function)
        {
            case Pairwise.Add when gradient.Shape.Equals(b.Shape):
                tape.Pass(b, gradient);
                break;
            case Pairwise.Add:
                tape.Give(b, backend.SumTo(gradient, b.Shape));
                break;
            case Pairwise.Subtract:
                tape.Give(b, Reduced(backend, backend.Affine(gradient, -1, 0), b.Shape));
                break;
            case Pairwise.Multiply:
                tape.Give(b, Reduced(backend, backend.Combine(Pairwise.Multiply, gradient, a), b.Shape));
                break;
            default:
                // d(a / b)/db = -a / b².
                using (Tensor product = backend.Combine(Pairwise.Multiply, gradient, a))
                using (Tensor once = backend.Combine(Pairwise.Divide, product, b))
                {
                    Tensor twice = backend.Combine(Pairwise.Divide, once, b);
                    backend.ScaleInPlace(twice, -1);
                    tape.Give(b, Reduced(backend, twice, b.Shape));
                }

                break;
        }
    }

    private static Tensor Reduced(IBackend backend, Tensor full, Shape shape)
    {
        if (full.Shape.Equals(shape))
        {
            return full;
        }

        Tensor reduced = backend.SumTo(full, shape);
        full.Dispose();
        return reduced;
    }

    private static Shape Reduced(string operation, Shape shape, ReadOnlySpan<int> axes)
    {
        Span<int> sizes = stackalloc int[shape.Rank];
        shape.Sizes.CopyTo(sizes);
        if (axes.IsEmpty)
        {
            sizes.Fill(1);
        }

        foreach (int axis in axes)
        {
            sizes[ShapeRules.Axis(operation, shape, axis)] = 1;
        }

        return new Shape(sizes);
    }
}
