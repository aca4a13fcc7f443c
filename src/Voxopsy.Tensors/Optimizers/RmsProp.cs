namespace Voxopsy.Tensors.Optimizers;

/// <summary>RMSprop (Hinton 2012): steps scaled by a running mean of the squared gradient.</summary>
public sealed class RmsProp : IOptimizer
{
    private readonly OptimizerState _state;

    /// <summary>Starts on the trained parameters of a set.</summary>
    public RmsProp(ParameterSet parameters) => _state = new OptimizerState(parameters ?? throw new ArgumentNullException(nameof(parameters)));

    /// <summary>Smoothing of the squared gradient.</summary>
    public double Alpha { get; init; } = 0.99;

    /// <summary>Added to the denominator.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>How much of the last velocity stays; 0 for none, below 1.</summary>
    public double Momentum { get; init; }

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
            Tensor? velocity = Momentum > 0 ? _state.Beside("velocity", parameter) : null;
            _state.Parameters.Backend.RmsPropInPlace(
                parameter.Value, gradient, _state.Beside("square", parameter), velocity, new RmsPropStep(rate, Alpha, Epsilon, Momentum, WeightDecay));
        }
    }

    /// <inheritdoc/>
    public void Restore(long steps, IReadOnlyDictionary<string, (Shape Shape, float[] Numbers)> state) => _state.Restore(steps, state);

    /// <inheritdoc/>
    public void Dispose() => _state.Dispose();
}
