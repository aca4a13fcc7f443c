namespace Voxopsy.Tensors.Operators;

/// <summary>Matrix products, linear layers and attention.</summary>
public static class ProductOperators
{
    /// <summary>Matrix products over the last two axes.</summary>
    /// <param name="tape">The step.</param>
    /// <param name="a">[…, m, k], or [k, m] when transposed.</param>
    /// <param name="b">[…, k, n], or [n, k] when transposed. The axes before must be equal, or absent in b.</param>
    /// <param name="formOfA">How a enters.</param>
    /// <param name="formOfB">How b enters.</param>
    /// <returns>[…, m, n].</returns>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
    public static Tensor MatrixProduct(
        this Tape tape, Tensor a, Tensor b, MatrixForm formOfA = MatrixForm.AsStored, MatrixForm formOfB = MatrixForm.AsStored)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        string operation = tape.Begin("matrix product");
        Check(operation, a.Shape, b.Shape, formOfA, formOfB);
        Tensor y = tape.Backend.MatrixProduct(a, b, formOfA, formOfB);
        return tape.Remember(operation, y, [a, b], [b.NeedsGradient ? a : null, a.NeedsGradient ? b : null], gradient =>
        {
            if (a.NeedsGradient)
            {
                tape.Give(a, formOfA == MatrixForm.AsStored
                    ? tape.Backend.MatrixProduct(gradient, b, MatrixForm.AsStored, Other(formOfB))
                    : tape.Backend.MatrixProduct(b, gradient, formOfB, MatrixForm.Transposed));
            }

            if (b.NeedsGradient)
            {
                tape.Give(b, GradientOfB(tape.Backend, gradient, a, b, formOfA, formOfB));
            }
        });
    }

    /// <summary>x Wᵀ + bias.</summary>
    /// <param name="tape">The step.</param>
    /// <param name="x">[…, in].</param>
    /// <param name="weight">[out, in].</param>
    /// <param name="bias">[out], or null.</param>
    /// <returns>[…, out].</returns>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
    public static Tensor Linear(this Tape tape, Tensor x, Tensor weight, Tensor? bias = null)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        string operation = tape.Begin("linear");
        if (weight.Shape.Rank != 2 || x.Shape.Rank < 1 || x.Shape[^1] != weight.Shape[1])
        {
            throw ShapeRules.Mismatch(operation, $"input {x.Shape} and weight {weight.Shape}", "[…, in] and [out, in]");
        }

        ShapeRules.PerChannel(operation, "bias", bias, weight.Shape[0]);
        Tensor rows = x.Shape.Rank == 2 ? x : tape.Reshape(x, x.Shape.Count / x.Shape[^1], x.Shape[^1]);
        Tensor y = tape.MatrixProduct(rows, weight, MatrixForm.AsStored, MatrixForm.Transposed);
        if (bias is not null)
        {
            y = tape.Add(y, bias);
        }

        return x.Shape.Rank == 2 ? y : tape.Reshape(y, ShapeOperators.With(x.Shape, x.Shape.Rank - 1, weight.Shape[0]).Sizes);
    }

    /// <summary>Scaled dot-product attention: softmax(Q Kᵀ / √d) V.</summary>
    /// <param name="tape">The step.</param>
    /// <param name="query">[…, queries, d].</param>
    /// <param name="key">[…, keys, d].</param>
    /// <param name="value">[…, keys, e].</param>
    /// <returns>[…, queries, e].</returns>
    public static Tensor Attention(this Tape tape, Tensor query, Tensor key, Tensor value)
    {
        ArgumentNullException.ThrowIfNull(query);
        Tensor scores = tape.MatrixProduct(query, key, MatrixForm.AsStored, MatrixForm.Transposed);
        Tensor weights = tape.Softmax(tape.Affine(scores, 1 / Math.Sqrt(query.Shape[^1])), -1);
        return tape.MatrixProduct(weights, value);
    }

    private static MatrixForm Other(MatrixForm form) => form == MatrixForm.AsStored ? MatrixForm.Transposed : MatrixForm.AsStored;

    private static Tensor GradientOfB(IBackend backend, Tensor gradient, Tensor a, Tensor b, MatrixForm formOfA, MatrixForm formOfB)
    {
        if (a.Shape.Rank > 2 && b.Shape.Rank == 2)
        {
            // One matrix served all: its gradient is the sum over them.
            using Tensor each = formOfB == MatrixForm.AsStored
                ? backend.MatrixProduct(a, gradient, Other(formOfA), MatrixForm.AsStored)
                : backend.MatrixProduct(gradient, a, MatrixForm.Transposed, formOfA);
            using Tensor sum = backend.SumTo(each, b.Shape);
            return sum.View(b.Shape);
        }

        return formOfB == MatrixForm.AsStored
            ? backend.MatrixProduct(a, gradient, Other(formOfA), MatrixForm.AsStored)
            : backend.MatrixProduct(gradient, a, MatrixForm.Transposed, formOfA);
    }

    private static void Check(string operation, Shape a, Shape b, MatrixForm formOfA, MatrixForm formOfB)
    {
        bool fits = a.Rank >= 2 && b.Rank >= 2 && (b.Rank == a.Rank || b.Rank == 2)
            && (formOfA == MatrixForm.AsStored ? a[^1] : a[^2]) == (formOfB == MatrixForm.AsStored ? b[^2] : b[^1]);
        for (int axis = 0; fits && b.Rank == a.Rank && axis < a.Rank - 2; axis++)
        {
            fits = a[axis] == b[axis];
        }

        if (!fits)
        {
            throw ShapeRules.Mismatch(operation, $"{a} ({formOfA}) times {b} ({formOfB})", "the last axis of the first as long as the one before the last of the second, and equal axes before");
        }
    }
}
