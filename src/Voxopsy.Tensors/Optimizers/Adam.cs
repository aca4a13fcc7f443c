namespace Voxopsy.Tensors.Optimizers;

/// <summary>Which member of the Adam family.</summary>
public enum AdamForm
{
    /// <summary>Adam (Kingma and Ba 2015): weight decay is part of the gradient.</summary>
    Adam,

    /// <summary>AdamW (Loshchilov and Hutter 2019): weight decay apart from the gradient.</summary>
    AdamW,

    /// <summary>AMSGrad (Reddi et al. 2018): the largest second moment so far.</summary>
    AmsGrad,

    /// <summary>RAdam (Liu et al. 2020): without the second moment until its variance is known well enough.</summary>
    Rectified,
}

/// <summary>The Adam family: steps scaled by running moments of the gradient.</summary>
public sealed class Adam : IOptimizer
{
    private readonly OptimizerState _state;

    /// <summary>Starts on the trained parameters of a set.</summary>
    public Adam(ParameterSet parameters) => _state = new OptimizerState(parameters ?? throw new ArgumentNullException(nameof(parameters)));

    /// <summary>Which member of the family.</summary>
    public AdamForm Form { get; init; } = AdamForm.Adam;

    /// <summary>Smoothing of the first moment.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Smoothing of the second moment.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the denominator.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Weight decay.</summary>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public long StepCount => _state.Steps;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> State => _state.Tensors;

    /// <inheritdoc/>
    public void Advance(double rate)
    {
        _state.Steps++;
        AdamStep numbers = Numbers(rate, _state.Steps);
        foreach ((Parameter parameter, Tensor gradient) in _state.Moving)
        {
            _state.Parameters.Backend.AdamInPlace(
                parameter.Value,
                gradient,
                _state.Beside("mean", parameter),
                _state.Beside("square", parameter),
                Form == AdamForm.AmsGrad ? _state.Beside("largest", parameter) : null,
                numbers);
        }
    }

    /// <inheritdoc/>
    public void Restore(long steps, IReadOnlyDictionary<string, (Shape Shape, float[] Numbers)> state) => _state.Restore(steps, state);

    /// <inheritdoc/>
    public void Dispose() => _state.Dispose();

    private AdamStep Numbers(double rate, long step)
    {
        double first = 1 - Math.Pow(Beta1, step);
        double second = 1 - Math.Pow(Beta2, step);
        double coupled = Form == AdamForm.AdamW ? 0 : WeightDecay;
        double decoupled = Form == AdamForm.AdamW ? rate * WeightDecay : 0;
        if (Form != AdamForm.Rectified)
        {
            return new AdamStep(rate / first, Beta1, Beta2, Epsilon, coupled, decoupled, 1 / Math.Sqrt(second));
        }

        double most = (2 / (1 - Beta2)) - 1;
        double length = most - (2 * step * Math.Pow(Beta2, step) / second);
        if (length <= 5)
        {
            return new AdamStep(rate / first, Beta1, Beta2, Epsilon, coupled, decoupled, 0);
        }

        double rectified = Math.Sqrt((length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length));
        return new AdamStep(rate / first * rectified * Math.Sqrt(second), Beta1, Beta2, Epsilon, coupled, decoupled, 1);
    }
}
