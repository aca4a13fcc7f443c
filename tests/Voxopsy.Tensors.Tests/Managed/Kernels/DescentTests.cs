using Voxopsy.Tensors.Managed.Kernels;

namespace Voxopsy.Tensors.Tests.Managed.Kernels;

public sealed unsafe class DescentTests
{
    [Theory]
    [InlineData(MomentumForm.Heavy, 1)]
    [InlineData(MomentumForm.Heavy, 2)]
    [InlineData(MomentumForm.Nesterov, 1)]
    [InlineData(MomentumForm.Nesterov, 7)]
    public void Run_IsTheStepThatTheBackendPromises(MomentumForm form, long step)
    {
        Random random = new(1);
        var weights = Numbers.Random(random, 70_003);
        var gradient = Numbers.Random(random, weights.Count);
        var velocity = Numbers.Random(random, weights.Count);
        double[] expectedWeights = new double[weights.Count];
        double[] expectedVelocity = new double[weights.Count];
        for (int i = 0; i < weights.Count; i++)
        {
            double change = gradient.Values[i] + (0.01 * weights.Values[i]);
            expectedVelocity[i] = step == 1 ? change : (0.9 * velocity.Values[i]) + change;
            expectedWeights[i] = weights.Values[i] - (0.1 * (form == MomentumForm.Nesterov ? change + (0.9 * expectedVelocity[i]) : expectedVelocity[i]));
        }

        using WorkPool pool = new(2);
        Descent.Run(pool, weights.Pointer, gradient.Pointer, velocity.Pointer, weights.Count, new DescentStep(0.1, 0.9, form, 0.01, step));

        weights.AssertNear(expectedWeights, 1e-6, "weights");
        velocity.AssertNear(expectedVelocity, 1e-6, "velocity");
    }
}
