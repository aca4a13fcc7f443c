namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>A value of the profile <c>pyradiomics</c>.</summary>
/// <param name="ImageType">The image it was computed on, such as <c>original</c> or <c>wavelet-LLH</c>.</param>
/// <param name="Value">Feature and value.</param>
public readonly record struct PyRadiomicsFeature(string ImageType, FeatureValue Value)
{
    /// <summary>Gets the name that users of PyRadiomics know, such as <c>original_glcm_Contrast</c>.</summary>
    public string Name => $"{ImageType}_{Value.Family}_{Value.Name}";
}
