namespace Voxopsy.Tensors.Operators;

/// <summary>Which way a convolution goes.</summary>
public enum ConvolutionDirection
{
    /// <summary>The usual one: a stride above 1 makes the image smaller. Weight: [out, in / groups, kernel…].</summary>
    Forward,

    /// <summary>Transposed: a stride above 1 makes the image larger. Weight: [in, out / groups, kernel…].</summary>
    Transposed,
}

/// <summary>How a convolution walks over its image.</summary>
public sealed record ConvolutionSettings
{
    /// <summary>Stride 1, no padding.</summary>
    public static ConvolutionSettings Default { get; } = new();

    /// <summary>Steps between positions; at least 1.</summary>
    public Extent Stride { get; init; } = Extent.One;

    /// <summary>Zeros added on both sides; at least 0.</summary>
    public Extent Padding { get; init; } = Extent.Zero;

    /// <summary>Steps between the taps of the kernel; at least 1.</summary>
    public Extent Dilation { get; init; } = Extent.One;

    /// <summary>Parts into which the channels are divided; equal to the channels for a depth-wise convolution.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Forward or transposed.</summary>
    public ConvolutionDirection Direction { get; init; } = ConvolutionDirection.Forward;

    /// <summary>For a transposed convolution: voxels added at the far side of the output; below the stride.</summary>
    public Extent OutputPadding { get; init; } = Extent.Zero;
}
