using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Layers;

/// <summary>Batch normalization with its running statistics, and an activation after it.</summary>
internal sealed class BatchNormLayer
{
    private readonly string _place;
    private readonly Parameter _weight;
    private readonly Parameter _bias;
    private readonly Parameter _mean;
    private readonly Parameter _variance;
    private readonly Parameter _batches;
    private readonly EvaluationStatistics _statistics;
    private readonly BatchNormSettings _settings;

    internal BatchNormLayer(
        LayerScope scope, int channels, Activation activation = default, EvaluationStatistics statistics = EvaluationStatistics.Running, double epsilon = 1e-5, double momentum = 0.1)
    {
        _place = scope.Path;
        var shape = new Shape(channels);
        _weight = scope.Constant("weight", ParameterKind.Trained, shape, 1);
        _bias = scope.Constant("bias", ParameterKind.Trained, shape, 0);
        _mean = scope.Constant("running_mean", ParameterKind.Buffer, shape, 0);
        _variance = scope.Constant("running_var", ParameterKind.Buffer, shape, 1);
        _batches = scope.Constant("num_batches_tracked", ParameterKind.Buffer, new Shape(), 0);
        _statistics = statistics;
        _settings = new BatchNormSettings { Activation = activation, Epsilon = epsilon, Momentum = momentum };
    }

    /// <summary>What the norm does at evaluation: y = x · scale + shift for each channel.</summary>
    internal (double[] Scale, double[] Shift) ScaleAndShift()
    {
        float[] weight = _weight.Value.ToArray();
        float[] bias = _bias.Value.ToArray();
        float[] mean = _mean.Value.ToArray();
        float[] variance = _variance.Value.ToArray();
        double[] scale = [.. weight.Select((value, i) => value / Math.Sqrt(variance[i] + _settings.Epsilon))];
        return (scale, [.. scale.Select((value, i) => bias[i] - (mean[i] * value))]);
    }

    internal Tensor Forward(Pass pass, Tensor x)
    {
        pass.Tape.Place = _place;
        if (pass.Purpose == PassPurpose.Training)
        {
            _batches.Set([_batches.Value.Item() + 1]);
            return pass.Tape.BatchNorm(x, _weight.Value, _bias.Value, (_mean.Value, _variance.Value), _settings);
        }

        return _statistics == EvaluationStatistics.Batch
            ? pass.Tape.BatchNorm(x, _weight.Value, _bias.Value, null, _settings)
            : pass.Tape.BatchNorm(x, _weight.Value, _bias.Value, (_mean.Value, _variance.Value), _settings with { Statistics = BatchStatistics.Running });
    }
}

/// <summary>What batch normalization uses at evaluation.</summary>
internal enum EvaluationStatistics
{
    /// <summary>The running statistics of training.</summary>
    Running,

    /// <summary>The statistics of the batch at hand, as Models Genesis always does.</summary>
    Batch,
}
