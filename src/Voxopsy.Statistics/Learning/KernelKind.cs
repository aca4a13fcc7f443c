namespace Voxopsy.Statistics.Learning;

/// <summary>The families of kernels.</summary>
public enum KernelKind
{
    /// <summary>The inner product.</summary>
    Linear,

    /// <summary>A Gaussian of the distance.</summary>
    Radial,

    /// <summary>A power of the inner product.</summary>
    Polynomial,
}
