using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>Steps of stochastic gradient descent with momentum, eight weights at a time.</summary>
internal static unsafe class Descent
{
    private const int Piece = 1 << 16;

    /// <summary>Moves weights and velocities in place, as <see cref="DescentStep"/> says.</summary>
    internal static void Run(WorkPool pool, float* weights, float* gradient, float* velocities, int count, DescentStep step) =>
        pool.Run((count + Piece - 1) / Piece, (piece, _) =>
        {
            long first = (long)piece * Piece;
            Move(weights + first, gradient + first, velocities + first, (int)Math.Min(Piece, count - first), step);
        });

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Move(float* weights, float* gradient, float* velocities, int count, DescentStep step)
    {
        float rate = (float)step.Rate;
        float momentum = (float)step.Momentum;
        float decay = (float)step.WeightDecay;
        bool nesterov = step.Form == MomentumForm.Nesterov;
        bool fresh = step.Step == 1;
        int i = 0;
        for (; i + 8 <= count; i += 8)
        {
            Vector256<float> weight = Vector256.Load(weights + i);
            Vector256<float> change = Vector256.Load(gradient + i) + (weight * decay);
            Vector256<float> velocity = fresh ? change : (Vector256.Load(velocities + i) * momentum) + change;
            velocity.Store(velocities + i);
            change = nesterov ? change + (velocity * momentum) : velocity;
            (weight - (change * rate)).Store(weights + i);
        }

        for (; i < count; i++)
        {
            float change = gradient[i] + (decay * weights[i]);
            float velocity = fresh ? change : (momentum * velocities[i]) + change;
            velocities[i] = velocity;
            change = nesterov ? change + (momentum * velocity) : velocity;
            weights[i] -= rate * change;
        }
    }
}
