namespace Voxopsy.Tensors.Operators;

/// <summary>How values between voxels are made.</summary>
public enum InterpolationMode
{
    /// <summary>The nearest voxel.</summary>
    Nearest,

    /// <summary>Bilinear in 2D, trilinear in 3D.</summary>
    Linear,

    /// <summary>Bicubic (a = -0.75); 2D only.</summary>
    Cubic,
}

/// <summary>What keeps its place when an image is resized or sampled.</summary>
public enum CornerAlignment
{
    /// <summary>The outer edges of the image: -1 and 1 are half a voxel outside the outermost centers.</summary>
    Edges,

    /// <summary>The centers of the outermost voxels: -1 and 1 lie on them.</summary>
    Centers,
}

/// <summary>What lies outside an image that is sampled.</summary>
public enum SamplingBorder
{
    /// <summary>Zeros.</summary>
    Zeros,

    /// <summary>The nearest voxel of the border.</summary>
    Border,

    /// <summary>The image mirrored at its border.</summary>
    Reflection,
}

/// <summary>How an image is resized.</summary>
public sealed record InterpolationSettings
{
    /// <summary>The size wanted.</summary>
    public required Extent Size { get; init; }

    /// <summary>How values between voxels are made.</summary>
    public required InterpolationMode Mode { get; init; }

    /// <summary>What keeps its place; not used for the nearest voxel.</summary>
    public CornerAlignment Alignment { get; init; } = CornerAlignment.Edges;

    /// <summary>The factor (depth, height, width) that the coordinates follow; null for new size / old size.</summary>
    public (double Depth, double Height, double Width)? Factors { get; init; }
}

/// <summary>How an image is sampled at given places.</summary>
public sealed record SamplingSettings
{
    /// <summary>How values between voxels are made.</summary>
    public InterpolationMode Mode { get; init; } = InterpolationMode.Linear;

    /// <summary>What lies outside.</summary>
    public SamplingBorder Border { get; init; } = SamplingBorder.Zeros;

    /// <summary>Where -1 and 1 lie.</summary>
    public CornerAlignment Alignment { get; init; } = CornerAlignment.Edges;
}
