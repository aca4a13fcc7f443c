namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>An image that features are computed on, and how it is made.</summary>
/// <param name="Name">The name in parameter files: Original, LoG, Wavelet, Square, SquareRoot, Logarithm, Exponential, Gradient, LBP2D or LBP3D.</param>
public sealed record ImageTypeSettings(string Name)
{
    /// <summary>Gets what is set for this image only: parameters of its filter, and settings that differ from the others'.</summary>
    public IReadOnlyDictionary<string, object?> Own { get; init; } = new Dictionary<string, object?>();
}
