using Voxopsy.Deep.Layers;
using Voxopsy.Tensors;

namespace Voxopsy.Deep.Networks;

/// <summary>The 3D U-Net of Models Genesis (Zhou 2021): its bottleneck is the feature, its decoder restores the image.</summary>
public sealed record GenesisSettings
{
    /// <summary>Channels that the first convolution has; 32 as published.</summary>
    public int BaseWidth { get; init; } = 32;

    /// <summary>Channels of the input.</summary>
    public int InputChannels { get; init; } = 1;

    /// <summary>Channels of the output; 1 as published.</summary>
    public int OutputChannels { get; init; } = 1;

    /// <summary>Builds the network with fresh weights, each seeded by its name, or empty.</summary>
    /// <param name="backend">Where the weights live.</param>
    /// <param name="seed">The same seed gives the same weights; null for weights of 0, to be read from a file.</param>
    public GenesisNet Build(IBackend backend, long? seed = null) => new(this, new LayerScope(new ParameterSet(backend), 3, seed));
}
