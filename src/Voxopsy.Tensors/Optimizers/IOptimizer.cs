namespace Voxopsy.Tensors.Optimizers;

/// <summary>Moves the trained parameters of a set against their gradients.</summary>
/// <remarks>A parameter without a gradient stays as it is. Its state is kept by the parameter's name, so that training can be resumed.</remarks>
public interface IOptimizer : IDisposable
{
    /// <summary>How many steps each parameter that moved has made; for the bias corrections.</summary>
    long StepCount { get; }

    /// <summary>One step; the gradients stay and are cleared by the caller.</summary>
    /// <param name="rate">The learning rate of this step, from a schedule.</param>
    void Advance(double rate);

    /// <summary>The state: names such as <c>velocity/layer1.weight</c> and their tensors. For saving.</summary>
    IReadOnlyDictionary<string, Tensor> State { get; }

    /// <summary>Puts a saved state back.</summary>
    /// <param name="steps">The step count.</param>
    /// <param name="state">As <see cref="State"/> gave it: shape and numbers by name.</param>
    void Restore(long steps, IReadOnlyDictionary<string, (Shape Shape, float[] Numbers)> state);
}
