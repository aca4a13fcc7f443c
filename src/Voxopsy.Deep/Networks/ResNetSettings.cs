using System.Collections.Immutable;
using Voxopsy.Deep.Layers;

namespace Voxopsy.Deep.Networks;

/// <summary>A residual network in 2D or 3D.</summary>
/// <remarks>
/// Source: He 2016; the bottleneck strides in its second convolution (torchvision's v1.5). In 3D the choices below tell MedicalNet's own network
/// from MONAI's: the same weights give other features in each, so they are never guessed silently.
/// </remarks>
public sealed record ResNetSettings : NetworkSettings
{
    /// <summary>Blocks of each of the four stages.</summary>
    public required ImmutableArray<int> Blocks { get; init; }

    /// <summary>What a block is.</summary>
    public required ResNetBlock Block { get; init; }

    /// <summary>Channels of the first stage before expansion; 64 as published, 128 when widened twice.</summary>
    public int BaseWidth { get; init; } = 64;

    /// <summary>How the last two stages see further: by stride or by dilation.</summary>
    public StageScheme Scheme { get; init; } = StageScheme.Strided;

    /// <summary>How a shortcut changes its size.</summary>
    public Shortcut Shortcut { get; init; } = Shortcut.Projection;

    /// <summary>The stride of the first convolution: 2 as published, 1 as MONAI's default.</summary>
    public int FirstStride { get; init; } = 2;

    /// <summary>Whether projections have a bias, as MONAI's have by default.</summary>
    public bool ProjectionBias { get; init; }

    /// <summary>By how much squeeze-and-excitation narrows; 0 for none, 16 as published.</summary>
    public int SqueezeReduction { get; init; }

    /// <summary>The published network of a depth.</summary>
    /// <param name="depth">10, 18, 34, 50, 101, 152 or 200.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such network was published.</exception>
    public static ResNetSettings OfDepth(int depth) => depth switch
    {
        10 => new() { Blocks = [1, 1, 1, 1], Block = ResNetBlock.Basic },
        18 => new() { Blocks = [2, 2, 2, 2], Block = ResNetBlock.Basic },
        34 => new() { Blocks = [3, 4, 6, 3], Block = ResNetBlock.Basic },
        50 => new() { Blocks = [3, 4, 6, 3], Block = ResNetBlock.Bottleneck },
        101 => new() { Blocks = [3, 4, 23, 3], Block = ResNetBlock.Bottleneck },
        152 => new() { Blocks = [3, 8, 36, 3], Block = ResNetBlock.Bottleneck },
        200 => new() { Blocks = [3, 24, 36, 3], Block = ResNetBlock.Bottleneck },
        _ => throw new ArgumentOutOfRangeException(nameof(depth), depth, "Residual networks are published with depths 10, 18, 34, 50, 101, 152 and 200."),
    };

    /// <summary>The published squeeze-and-excitation network of a depth.</summary>
    /// <param name="depth">As <see cref="OfDepth"/>.</param>
    public static ResNetSettings SqueezeExcitationOfDepth(int depth) => OfDepth(depth) with { SqueezeReduction = 16 };

    private protected override Network Build(LayerScope scope)
    {
        if (Blocks.Length != 4 || Blocks.Any(count => count < 1))
        {
            throw new ArgumentException($"A residual network has four stages of at least one block. {string.Join(", ", Blocks)} was given.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(BaseWidth, 1);
        return new ResNet(this, scope);
    }
}

/// <summary>What a block of a residual network is.</summary>
public enum ResNetBlock
{
    /// <summary>Two convolutions of 3.</summary>
    Basic,

    /// <summary>Convolutions of 1, 3 and 1, expanding four times.</summary>
    Bottleneck,
}

/// <summary>How the stages of a residual network widen their view.</summary>
public enum StageScheme
{
    /// <summary>Strides 1, 2, 2, 2: torchvision and MONAI.</summary>
    Strided,

    /// <summary>Strides 1, 2, 1, 1 with dilation 1, 1, 2, 4: MedicalNet as published.</summary>
    Dilated,
}

/// <summary>How the shortcut of a residual block changes its size.</summary>
public enum Shortcut
{
    /// <summary>A convolution of 1 with batch norm (type B).</summary>
    Projection,

    /// <summary>Every second voxel, and channels of zeros (type A): no weights.</summary>
    Subsampled,
}
