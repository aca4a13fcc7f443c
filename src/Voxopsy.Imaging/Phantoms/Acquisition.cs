namespace Voxopsy.Imaging.Phantoms;

/// <summary>How a scanner sees a phantom.</summary>
public sealed record Acquisition
{
    /// <summary>Gets the thickness and distance of slices, mm, above 0.</summary>
    public required double SliceMillimeters { get; init; }

    /// <summary>Gets the standard deviation of noise, in the unit of the image; for Rician noise that of each channel.</summary>
    public required double Noise { get; init; }

    /// <summary>Gets the sigma of the noise's correlation in the plane, pixels.</summary>
    public double NoiseCorrelationPixels { get; init; } = 0.6;

    /// <summary>Gets the sigma of the reconstruction kernel in the plane, mm.</summary>
    public double KernelMillimeters { get; init; }

    /// <summary>Gets what the scanner adds to every voxel.</summary>
    public double Offset { get; init; }

    /// <summary>Gets what contrast agent is multiplied by.</summary>
    public double ContrastGain { get; init; } = 1;

    /// <summary>Gets what every intensity is multiplied by, for scanners without a unit.</summary>
    public double Gain { get; init; } = 1;

    /// <summary>Gets the amplitude of a smooth bias field, as a share of the intensity.</summary>
    public double Bias { get; init; }

    /// <summary>Gets the kind of noise.</summary>
    public NoiseKind Kind { get; init; }
}

/// <summary>How noise enters.</summary>
public enum NoiseKind
{
    /// <summary>Added; computed tomography.</summary>
    Gaussian,

    /// <summary>The magnitude of two noisy channels; magnetic resonance.</summary>
    Rician,
}
