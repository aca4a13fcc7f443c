using System.Collections.Immutable;
using Voxopsy.Deep.Layers;

namespace Voxopsy.Deep.Networks;

/// <summary>A plain deep network in 2D or 3D (Simonyan and Zisserman 2015), ended by global pooling instead of two wide layers.</summary>
/// <remarks>The published head has 120 million weights, made for a thousand classes; with lesions of some hundred patients it only overfits.</remarks>
public sealed record VggSettings : NetworkSettings
{
    /// <summary>Convolutions of each of the five stages.</summary>
    public required ImmutableArray<int> Blocks { get; init; }

    /// <summary>Channels of the first stage; doubled to eight times.</summary>
    public int BaseWidth { get; init; } = 64;

    /// <summary>Whether each convolution is followed by batch normalization, as torchvision's <c>_bn</c> networks.</summary>
    public bool Normalized { get; init; } = true;

    /// <summary>The published network of a depth.</summary>
    /// <param name="depth">11 or 16.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another depth.</exception>
    public static VggSettings OfDepth(int depth) => depth switch
    {
        11 => new() { Blocks = [1, 1, 2, 2, 2] },
        16 => new() { Blocks = [2, 2, 3, 3, 3] },
        _ => throw new ArgumentOutOfRangeException(nameof(depth), depth, "VGG is built with depths 11 and 16."),
    };

    private protected override Network Build(LayerScope scope)
    {
        if (Blocks.Length != 5 || Blocks.Any(count => count < 1))
        {
            throw new ArgumentException($"VGG has five stages of at least one convolution. {string.Join(", ", Blocks)} was given.");
        }

        return new Vgg(this, scope);
    }
}
