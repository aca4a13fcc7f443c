using Voxopsy.Deep.Layers;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Networks;

/// <summary>From pooled features to logits.</summary>
internal sealed class ClassificationHead
{
    private readonly LinearLayer? _linear;
    private readonly Parameter? _direction;
    private readonly Parameter? _thresholds;

    internal ClassificationHead(LayerScope scope, int features, HeadSettings settings)
    {
        switch (settings.Kind)
        {
            case HeadKind.Binary or HeadKind.MultiClass:
                _linear = new LinearLayer(scope, features, settings.Outputs);
                break;
            case HeadKind.Ordinal:
                _direction = scope.Uniform("weight", new Shape(1, features), 1 / Math.Sqrt(features));
                _thresholds = scope.Parameters.Add(scope["thresholds"].Path, ParameterKind.Trained, new Shape(settings.Outputs), EvenThresholds(settings.Outputs));
                break;
        }
    }

    /// <summary>Logits [batch, outputs], or the features where there is no head.</summary>
    internal Tensor Forward(Pass pass, Tensor features)
    {
        if (_linear is not null)
        {
            return pass.Mark("logits", _linear.Forward(pass, features));
        }

        return _direction is null
            ? features
            : pass.Mark("logits", pass.Tape.Add(pass.Tape.Linear(features, _direction.Value), _thresholds!.Value));
    }

    // Decreasing, so that exceeding a higher grade starts out less likely.
    private static float[] EvenThresholds(int count) => [.. Enumerable.Range(0, count).Select(k => ((count - 1) / 2f) - k)];
}
