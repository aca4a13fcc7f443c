using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Voxopsy.Tensors.Managed.Kernels;

namespace Voxopsy.Tensors.Managed;

internal sealed unsafe partial class ManagedBackend
{
    /// <inheritdoc/>
    public override void DescendInPlace(Tensor weight, Tensor gradient, Tensor? velocity, DescentStep numbers)
    {
        if (velocity is null)
        {
            base.DescendInPlace(weight, gradient, velocity, numbers);
            return;
        }

        Descent.Run(_pool, Address(weight), Address(gradient), Address(velocity), weight.Shape.Count, numbers);
    }

    /// <inheritdoc/>
    public override void AdamInPlace(Tensor weight, Tensor gradient, Tensor mean, Tensor square, Tensor? largestSquare, AdamStep numbers)
    {
        if (largestSquare is not null || numbers.SquareFactor == 0)
        {
            base.AdamInPlace(weight, gradient, mean, square, largestSquare, numbers);
            return;
        }

        int count = weight.Shape.Count;
        float* weights = Address(weight);
        float* gradients = Address(gradient);
        float* means = Address(mean);
        float* squares = Address(square);
        _pool.Run((count + Elementwise.Piece - 1) / Elementwise.Piece, (piece, _) =>
        {
            long first = (long)piece * Elementwise.Piece;
            MoveByMoments(weights + first, gradients + first, means + first, squares + first, (int)Math.Min(Elementwise.Piece, count - first), numbers);
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MoveByMoments(float* weights, float* gradients, float* means, float* squares, int count, AdamStep numbers)
    {
        float kept = (float)(1 - numbers.DecoupledDecay);
        float coupled = (float)numbers.CoupledDecay;
        float beta1 = (float)numbers.Beta1;
        float beta2 = (float)numbers.Beta2;
        float rest1 = (float)(1 - numbers.Beta1);
        float rest2 = (float)(1 - numbers.Beta2);
        float rate = (float)numbers.Rate;
        float factor = (float)numbers.SquareFactor;
        float epsilon = (float)numbers.Epsilon;
        int i = 0;
        for (; i + 8 <= count; i += 8)
        {
            Vector256<float> value = Vector256.Load(weights + i) * kept;
            Vector256<float> slope = Vector256.Load(gradients + i) + (value * coupled);
            Vector256<float> mean = (Vector256.Load(means + i) * beta1) + (slope * rest1);
            Vector256<float> square = (Vector256.Load(squares + i) * beta2) + (slope * rest2 * slope);
            mean.Store(means + i);
            square.Store(squares + i);
            (value - (mean * rate / ((Vector256.Sqrt(square) * factor) + Vector256.Create(epsilon)))).Store(weights + i);
        }

        for (; i < count; i++)
        {
            float value = weights[i] * kept;
            float slope = gradients[i] + (value * coupled);
            means[i] = (means[i] * beta1) + (slope * rest1);
            squares[i] = (squares[i] * beta2) + (slope * rest2 * slope);
            weights[i] = value - (means[i] * rate / ((MathF.Sqrt(squares[i]) * factor) + epsilon));
        }
    }
}
