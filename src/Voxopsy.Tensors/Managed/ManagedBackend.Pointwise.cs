using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Managed;

internal sealed unsafe partial class ManagedBackend
{
    /// <inheritdoc/>
    public override Tensor Apply(Pointwise kind, Tensor x, double parameter) => kind switch
    {
        Pointwise.Relu => Over(new Lanes.Relu(), x, x),
        Pointwise.LeakyRelu => Over(new Lanes.LeakyRelu((float)parameter), x, x),
        Pointwise.Sigmoid => Over(default(Lanes.Sigmoid), x, x),
        Pointwise.Tanh => Over(default(Lanes.Tanh), x, x),
        Pointwise.Silu => Over(default(Lanes.Silu), x, x),
        Pointwise.Exponential => Over(default(Lanes.Exponential), x, x),
        Pointwise.Logarithm => Over(default(Lanes.Logarithm), x, x),
        _ => InPieces(x, x, (float from, float _, out float to) => to = (float)Value(kind, from, parameter)),
    };

    /// <inheritdoc/>
    public override Tensor ApplyBackward(Pointwise kind, Tensor gradient, Tensor saved, double parameter) => kind switch
    {
        Pointwise.Relu => Over(new Lanes.LeakyReluBack(0), gradient, saved),
        Pointwise.LeakyRelu => Over(new Lanes.LeakyReluBack((float)parameter), gradient, saved),
        Pointwise.Sigmoid => Over(default(Lanes.SigmoidBack), gradient, saved),
        Pointwise.Tanh => Over(default(Lanes.TanhBack), gradient, saved),
        Pointwise.Silu => Over(default(Lanes.SiluBack), gradient, saved),
        Pointwise.Exponential => Over(default(Lanes.Multiply), gradient, saved),
        Pointwise.Logarithm => Over(default(Lanes.Divide), gradient, saved),
        _ => InPieces(gradient, saved, (float upstream, float from, out float to) => to = (float)(upstream * Derivative(kind, from, parameter))),
    };

    /// <inheritdoc/>
    public override Tensor Combine(Pairwise kind, Tensor a, Tensor b)
    {
        if (!a.Shape.Equals(b.Shape))
        {
            return base.Combine(kind, a, b);
        }

        return kind switch
        {
            Pairwise.Add => Over(default(Lanes.Add), a, b),
            Pairwise.Subtract => Over(default(Lanes.Subtract), a, b),
            Pairwise.Multiply => Over(default(Lanes.Multiply), a, b),
            _ => Over(default(Lanes.Divide), a, b),
        };
    }

    /// <inheritdoc/>
    public override Tensor AddActivated(Tensor a, Tensor b, Activation activation) => activation.Kind switch
    {
        ActivationKind.Relu => Over(default(Lanes.AddRelu), a, b),
        ActivationKind.LeakyRelu => Over(new Lanes.AddLeakyRelu(activation.Slope), a, b),
        _ => Over(default(Lanes.Add), a, b),
    };

    /// <inheritdoc/>
    public override Tensor Affine(Tensor x, double scale, double shift) => Over(new Lanes.Affine((float)scale, (float)shift), x, x);

    /// <inheritdoc/>
    public override void AddInPlace(Tensor target, Tensor addend, float factor) =>
        Elementwise.Run(_pool, new Lanes.AddScaled(factor), Address(target), Address(addend), Address(target), target.Shape.Count);

    /// <inheritdoc/>
    public override void ScaleInPlace(Tensor target, float factor) =>
        Elementwise.Run(_pool, new Lanes.Affine(factor, 0), Address(target), Address(target), Address(target), target.Shape.Count);

    private Tensor Over<TLanes>(TLanes function, Tensor a, Tensor b)
        where TLanes : struct, ILanes
    {
        Tensor y = New(a.Shape);
        Elementwise.Run(_pool, function, Address(a), Address(b), Address(y), y.Shape.Count);
        return y;
    }

    private delegate void Scalar(float a, float b, out float to);

    private Tensor InPieces(Tensor a, Tensor b, Scalar function)
    {
        Tensor y = New(a.Shape);
        int count = y.Shape.Count;
        float* left = Address(a);
        float* right = Address(b);
        float* to = Address(y);
        _pool.Run((count + Elementwise.Piece - 1) / Elementwise.Piece, (piece, _) =>
        {
            int last = (int)Math.Min(count, (piece + 1L) * Elementwise.Piece);
            for (int i = piece * Elementwise.Piece; i < last; i++)
            {
                function(left[i], right[i], out to[i]);
            }
        });
        return y;
    }
}
