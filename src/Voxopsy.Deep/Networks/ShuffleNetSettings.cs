using System.Collections.Immutable;
using Voxopsy.Deep.Layers;

namespace Voxopsy.Deep.Networks;

/// <summary>ShuffleNetV2 in 2D or 3D (Ma 2018).</summary>
public sealed record ShuffleNetSettings : NetworkSettings
{
    /// <summary>Channels of the first convolution, the three stages and the last convolution; width 1 as published.</summary>
    public ImmutableArray<int> Channels { get; init; } = [24, 116, 232, 464, 1024];

    /// <summary>Blocks of each stage.</summary>
    public ImmutableArray<int> Blocks { get; init; } = [4, 8, 4];

    private protected override Network Build(LayerScope scope)
    {
        if (Blocks.Length != 3 || Channels.Length != 5 || Channels[1..4].Any(channels => channels % 2 != 0))
        {
            throw new ArgumentException($"ShuffleNetV2 has three stages and five widths, even in the stages. {string.Join(", ", Channels)} was given.");
        }

        return new ShuffleNet(this, scope);
    }
}
