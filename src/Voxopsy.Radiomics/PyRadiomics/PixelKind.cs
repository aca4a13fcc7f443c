namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>How the file of an image stores its pixels, which decides what PyRadiomics rounds on the way.</summary>
public enum PixelKind
{
    /// <summary>Whole numbers with sign in at least 16 bits: resampled intensities are cut to whole numbers again.</summary>
    Integer,

    /// <summary>Single precision.</summary>
    Single,

    /// <summary>Double precision.</summary>
    Double,

    /// <summary>Whole numbers from −128 to 127.</summary>
    Signed8,

    /// <summary>Whole numbers from 0 to 255.</summary>
    Unsigned8,

    /// <summary>Whole numbers from −32,768 to 32,767.</summary>
    Signed16,

    /// <summary>Whole numbers from 0 to 65,535.</summary>
    Unsigned16,
}
