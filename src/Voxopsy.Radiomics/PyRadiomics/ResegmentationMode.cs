namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>What the bounds of re-segmentation mean.</summary>
public enum ResegmentationMode
{
    /// <summary>Intensities.</summary>
    Absolute,

    /// <summary>Shares of the largest intensity of the region.</summary>
    Relative,

    /// <summary>Standard deviations from the mean of the region.</summary>
    Sigma,
}
