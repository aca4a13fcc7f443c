namespace Voxopsy.Tensors.Operators;

/// <summary>What is put around a tensor.</summary>
public enum PaddingMode
{
    /// <summary>A constant.</summary>
    Constant,

    /// <summary>The image mirrored without its outermost voxel; the padding must be smaller than the axis.</summary>
    Reflect,

    /// <summary>The outermost voxel again.</summary>
    Replicate,
}

/// <summary>What is put around a tensor, and how much.</summary>
/// <param name="Before">Elements before the first, one number per axis of the tensor.</param>
/// <param name="After">Elements after the last, one number per axis of the tensor.</param>
/// <param name="Mode">What is put there.</param>
/// <param name="Value">The constant.</param>
public sealed record PaddingSettings(IReadOnlyList<int> Before, IReadOnlyList<int> After, PaddingMode Mode = PaddingMode.Constant, float Value = 0);
