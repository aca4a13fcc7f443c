namespace Voxopsy.Radiomics.Texture.SizeZone;

/// <summary>Features of a size-zone matrix (GLSZM), by the names of PyRadiomics.</summary>
/// <remarks>Source: PyRadiomics 3, class <c>glszm</c>; Thibault 2009; IBSI reference manual, section 3.8.</remarks>
internal static class SizeZoneFeatures
{
    internal static readonly FeatureDefinition[] Definitions =
    [
        new("glszm", "GrayLevelNonUniformity", "JNSA", "1"),
        new("glszm", "GrayLevelNonUniformityNormalized", "Y1RO", "1"),
        new("glszm", "GrayLevelVariance", "BYLV", "1"),
        new("glszm", "HighGrayLevelZoneEmphasis", "5GN9", "1"),
        new("glszm", "LargeAreaEmphasis", "48P8", "1"),
        new("glszm", "LargeAreaHighGrayLevelEmphasis", "J17V", "1"),
        new("glszm", "LargeAreaLowGrayLevelEmphasis", "YH51", "1"),
        new("glszm", "LowGrayLevelZoneEmphasis", "XMSY", "1"),
        new("glszm", "SizeZoneNonUniformity", "4JP3", "1"),
        new("glszm", "SizeZoneNonUniformityNormalized", "VB3A", "1"),
        new("glszm", "SmallAreaEmphasis", "5QRC", "1"),
        new("glszm", "SmallAreaHighGrayLevelEmphasis", "HW1V", "1"),
        new("glszm", "SmallAreaLowGrayLevelEmphasis", "5RAI", "1"),
        new("glszm", "ZoneEntropy", "GU8N", "bit"),
        new("glszm", "ZonePercentage", "P30P", "1"),
        new("glszm", "ZoneVariance", "3NSA", "1"),
    ];

    /// <summary>The values in the order of <see cref="Definitions"/>.</summary>
    internal static double[] Compute(LevelSizeMeasures zones) =>
    [
        zones.LevelNonUniformity,
        zones.LevelNonUniformityNormalized,
        zones.LevelVariance,
        zones.HighLevelEmphasis,
        zones.LargeEmphasis,
        zones.LargeHighEmphasis,
        zones.LargeLowEmphasis,
        zones.LowLevelEmphasis,
        zones.SizeNonUniformity,
        zones.SizeNonUniformityNormalized,
        zones.SmallEmphasis,
        zones.SmallHighEmphasis,
        zones.SmallLowEmphasis,
        zones.Entropy,
        zones.Total / zones.Covered,
        zones.SizeVariance,
    ];
}
