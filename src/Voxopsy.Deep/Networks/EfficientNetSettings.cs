using Voxopsy.Deep.Layers;

namespace Voxopsy.Deep.Networks;

/// <summary>EfficientNet-B0 in 2D or 3D (Tan and Le 2019), without stochastic depth.</summary>
public sealed record EfficientNetSettings : NetworkSettings
{
    private protected override Network Build(LayerScope scope) => new EfficientNet(this, scope);
}
