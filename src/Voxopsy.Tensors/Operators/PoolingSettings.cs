namespace Voxopsy.Tensors.Operators;

/// <summary>How many windows fit when the image is no multiple of the stride.</summary>
public enum PoolingRounding
{
    /// <summary>Only whole windows.</summary>
    Down,

    /// <summary>A last window may overhang, as long as it begins inside the image or its left padding.</summary>
    Up,
}

/// <summary>What an average divides by where the window overhangs.</summary>
public enum PaddingCount
{
    /// <summary>The padded zeros count.</summary>
    Counted,

    /// <summary>Only voxels of the image count.</summary>
    NotCounted,
}

/// <summary>How a pooling walks over its image.</summary>
public sealed record PoolingSettings
{
    /// <summary>The window; at least 1.</summary>
    public required Extent Kernel { get; init; }

    /// <summary>Steps between windows; at least 1.</summary>
    public required Extent Stride { get; init; }

    /// <summary>Added on both sides; at most half the kernel. Never a maximum; a zero to an average.</summary>
    public Extent Padding { get; init; } = Extent.Zero;

    /// <summary>How many windows fit.</summary>
    public PoolingRounding Rounding { get; init; } = PoolingRounding.Down;

    /// <summary>What an average divides by.</summary>
    public PaddingCount PaddingCount { get; init; } = PaddingCount.Counted;
}
