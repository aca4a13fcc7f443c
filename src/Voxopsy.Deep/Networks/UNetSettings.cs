using System.Collections.Immutable;
using Voxopsy.Deep.Layers;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Networks;

/// <summary>A U-Net of plain convolutions in 2D or 3D, as nnU-Net plans them.</summary>
/// <remarks>Source: Isensee 2021; each stage convolves with instance norm and leaky ReLU 0.01, goes down by stride and up by transposed convolution.</remarks>
public sealed record UNetSettings
{
    /// <summary>Spatial axes: 2 or 3.</summary>
    public int Dimensions { get; init; } = 3;

    /// <summary>Channels of the input.</summary>
    public int InputChannels { get; init; } = 1;

    /// <summary>Labels, background included; at least 2.</summary>
    public int Classes { get; init; } = 2;

    /// <summary>Channels of each stage, finest first.</summary>
    public required ImmutableArray<int> Features { get; init; }

    /// <summary>Kernel of each stage; 3 along every axis when empty.</summary>
    public ImmutableArray<Extent> Kernels { get; init; } = [];

    /// <summary>Stride into each stage, the first usually 1; 2 along every axis but for the first when empty.</summary>
    public ImmutableArray<Extent> Strides { get; init; } = [];

    /// <summary>Convolutions of each stage of the encoder and the decoder.</summary>
    public int ConvolutionsPerStage { get; init; } = 2;

    /// <summary>Builds the network with fresh weights, each seeded by its name, or empty.</summary>
    /// <param name="backend">Where the weights live.</param>
    /// <param name="seed">The same seed gives the same weights; null for weights of 0, to be read from a file.</param>
    /// <exception cref="ArgumentException">Stages, kernels and strides do not fit each other.</exception>
    public UNet Build(IBackend backend, long? seed = null)
    {
        if (Features.Length < 2 || (!Kernels.IsEmpty && Kernels.Length != Features.Length) || (!Strides.IsEmpty && Strides.Length != Features.Length))
        {
            throw new ArgumentException($"A U-Net has at least two stages and a kernel and a stride for each; there are {Features.Length} stages, {Kernels.Length} kernels and {Strides.Length} strides.");
        }

        var scope = new LayerScope(new ParameterSet(backend), Dimensions, seed);
        int stages = Features.Length;
        return new UNet(
            this with
            {
                Kernels = Kernels.IsEmpty ? [.. Enumerable.Repeat(scope.Size(3), stages)] : Kernels,
                Strides = Strides.IsEmpty ? [Extent.One, .. Enumerable.Repeat(scope.Size(2), stages - 1)] : Strides,
            },
            scope);
    }
}
