using System.Collections.Immutable;
using Voxopsy.Deep.Layers;

namespace Voxopsy.Deep.Networks;

/// <summary>A densely connected network in 2D or 3D (Huang 2017).</summary>
public sealed record DenseNetSettings : NetworkSettings
{
    /// <summary>Layers of each dense block.</summary>
    public required ImmutableArray<int> Blocks { get; init; }

    /// <summary>Channels that each layer adds.</summary>
    public int Growth { get; init; } = 32;

    /// <summary>Channels after the first convolution.</summary>
    public int FirstWidth { get; init; } = 64;

    /// <summary>How many times the growth a layer's inner convolution has.</summary>
    public int Bottleneck { get; init; } = 4;

    /// <summary>The published network of a depth.</summary>
    /// <param name="depth">121, 169 or 201.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another depth.</exception>
    public static DenseNetSettings OfDepth(int depth) => depth switch
    {
        121 => new() { Blocks = [6, 12, 24, 16] },
        169 => new() { Blocks = [6, 12, 32, 32] },
        201 => new() { Blocks = [6, 12, 48, 32] },
        _ => throw new ArgumentOutOfRangeException(nameof(depth), depth, "Dense networks are built with depths 121, 169 and 201."),
    };

    /// <summary>Channels at the end: half of them go on after each block but the last.</summary>
    internal int FinalChannels
    {
        get
        {
            int channels = FirstWidth;
            for (int block = 0; block < Blocks.Length; block++)
            {
                channels += Blocks[block] * Growth;
                channels = block < Blocks.Length - 1 ? channels / 2 : channels;
            }

            return channels;
        }
    }

    private protected override Network Build(LayerScope scope)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Blocks.Length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Growth, 1);
        return new DenseNet(this, scope);
    }
}
