namespace Voxopsy.Radiomics.Ibsi.Quantities;

/// <summary>Zones of gray levels by distance from the border (3.9): each feature with its code in the manual.</summary>
internal enum DistanceZoneQuantity
{
    [IbsiFeature("0GBI", "dzm_sde", Name = "Small distance emphasis", Unit = "1")]
    SmallDistanceEmphasis,

    [IbsiFeature("MB4I", "dzm_lde", Name = "Large distance emphasis", Unit = "1")]
    LargeDistanceEmphasis,

    [IbsiFeature("S1RA", "dzm_lgze", Name = "Low grey level zone emphasis", Unit = "1")]
    LowGreyLevelZoneEmphasis,

    [IbsiFeature("K26C", "dzm_hgze", Name = "High grey level zone emphasis", Unit = "1")]
    HighGreyLevelZoneEmphasis,

    [IbsiFeature("RUVG", "dzm_sdlge", Name = "Small distance low grey level emphasis", Unit = "1")]
    SmallDistanceLowGreyLevelEmphasis,

    [IbsiFeature("DKNJ", "dzm_sdhge", Name = "Small distance high grey level emphasis", Unit = "1")]
    SmallDistanceHighGreyLevelEmphasis,

    [IbsiFeature("A7WM", "dzm_ldlge", Name = "Large distance low grey level emphasis", Unit = "1")]
    LargeDistanceLowGreyLevelEmphasis,

    [IbsiFeature("KLTH", "dzm_ldhge", Name = "Large distance high grey level emphasis", Unit = "1")]
    LargeDistanceHighGreyLevelEmphasis,

    [IbsiFeature("VFT7", "dzm_glnu", Name = "Grey level non-uniformity", Unit = "1")]
    GreyLevelNonUniformity,

    [IbsiFeature("7HP3", "dzm_glnu_norm", Name = "Normalised grey level non-uniformity", Unit = "1")]
    NormalisedGreyLevelNonUniformity,

    [IbsiFeature("V294", "dzm_zdnu", Name = "Zone distance non-uniformity", Unit = "1")]
    ZoneDistanceNonUniformity,

    [IbsiFeature("IATH", "dzm_zdnu_norm", Name = "Normalised zone distance non-uniformity", Unit = "1")]
    NormalisedZoneDistanceNonUniformity,

    [IbsiFeature("VIWW", "dzm_z_perc", Name = "Zone percentage", Unit = "1")]
    ZonePercentage,

    [IbsiFeature("QK93", "dzm_gl_var", Name = "Grey level variance", Unit = "1")]
    GreyLevelVariance,

    [IbsiFeature("7WT1", "dzm_zd_var", Name = "Zone distance variance", Unit = "1")]
    ZoneDistanceVariance,

    [IbsiFeature("GBDU", "dzm_zd_entr", Name = "Zone distance entropy", Unit = "bit")]
    ZoneDistanceEntropy,
}
