namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>How the file of an image stores its pixels, which decides what PyRadiomics rounds on the way.</summary>
public enum PixelKind
{
    /// <summary>Whole numbers: resampled intensities are cut to whole numbers again.</summary>
    Integer,

    /// <summary>Single precision.</summary>
    Single,

    /// <summary>Double precision.</summary>
    Double,
}
