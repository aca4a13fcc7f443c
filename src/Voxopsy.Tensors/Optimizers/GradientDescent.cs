namespace Voxopsy.Tensors.Optimizers;

/// <summary>Stochastic gradient descent, plain, with momentum, or looking ahead (Nesterov).</summary>
public sealed class GradientDescent : IOptimizer
{
    private readonly OptimizerState _state;

    /// <summary>Starts on the trained parameters of a set.</summary>
    public GradientDescent(ParameterSet parameters) => _state = new OptimizerState(parameters ?? throw new ArgumentNullException(nameof(parameters)));

    /// <summary>How much of the last velocity stays; 0 for none, below 1.</summary>
    public double Momentum { get; init; }

    /// <summary>How the velocity enters the step.</summary>
    public MomentumForm Form { get; init; } = MomentumForm.Heavy;

    /// <summary>Added to the gradient: decay · weight.</summary>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public long StepCount => _state.Steps;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> State => _state.Tensors;

    /// <inheritdoc/>
    public void Advance(double rate)
    {
        _state.Steps++;
        foreach ((Parameter parameter, Tensor gradient) in _state.Moving)
        {
            // A velocity starts from zero, which is the same as starting from the first gradient.
            Tensor? velocity = Momentum > 0 ? _state.Beside("velocity", parameter) : null;
            _state.Parameters.Backend.DescendInPlace(parameter.Value, gradient, velocity, new DescentStep(rate, Momentum, Form, WeightDecay, _state.Steps));
        }
    }

    /// <inheritdoc/>
    public void Restore(long steps, IReadOnlyDictionary<string, (Shape Shape, float[] Numbers)> state) => _state.Restore(steps, state);

    /// <inheritdoc/>
    public void Dispose() => _state.Dispose();
}
