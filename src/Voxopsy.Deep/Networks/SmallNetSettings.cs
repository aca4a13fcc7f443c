using Voxopsy.Deep.Layers;

namespace Voxopsy.Deep.Networks;

/// <summary>A network for small data: four stages of two convolutions, some ten thousand weights a stage instead of millions.</summary>
public sealed record SmallNetSettings : NetworkSettings
{
    /// <summary>Channels of the first stage; doubled three times.</summary>
    public int BaseWidth { get; init; } = 8;

    private protected override Network Build(LayerScope scope)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(BaseWidth, 1);
        return new SmallNet(this, scope);
    }
}
