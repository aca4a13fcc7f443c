namespace Voxopsy.Radiomics.Ibsi.Quantities;

/// <summary>Zones of gray levels by size (3.8): each feature with its code in the manual.</summary>
internal enum SizeZoneQuantity
{
    [IbsiFeature("5QRC", "szm_sze", Name = "Small zone emphasis", Unit = "1")]
    SmallZoneEmphasis,

    [IbsiFeature("48P8", "szm_lze", Name = "Large zone emphasis", Unit = "1")]
    LargeZoneEmphasis,

    [IbsiFeature("XMSY", "szm_lgze", Name = "Low grey level zone emphasis", Unit = "1")]
    LowGreyLevelZoneEmphasis,

    [IbsiFeature("5GN9", "szm_hgze", Name = "High grey level zone emphasis", Unit = "1")]
    HighGreyLevelZoneEmphasis,

    [IbsiFeature("5RAI", "szm_szlge", Name = "Small zone low grey level emphasis", Unit = "1")]
    SmallZoneLowGreyLevelEmphasis,

    [IbsiFeature("HW1V", "szm_szhge", Name = "Small zone high grey level emphasis", Unit = "1")]
    SmallZoneHighGreyLevelEmphasis,

    [IbsiFeature("YH51", "szm_lzlge", Name = "Large zone low grey level emphasis", Unit = "1")]
    LargeZoneLowGreyLevelEmphasis,

    [IbsiFeature("J17V", "szm_lzhge", Name = "Large zone high grey level emphasis", Unit = "1")]
    LargeZoneHighGreyLevelEmphasis,

    [IbsiFeature("JNSA", "szm_glnu", Name = "Grey level non-uniformity", Unit = "1")]
    GreyLevelNonUniformity,

    [IbsiFeature("Y1RO", "szm_glnu_norm", Name = "Normalised grey level non-uniformity", Unit = "1")]
    NormalisedGreyLevelNonUniformity,

    [IbsiFeature("4JP3", "szm_zsnu", Name = "Zone size non-uniformity", Unit = "1")]
    ZoneSizeNonUniformity,

    [IbsiFeature("VB3A", "szm_zsnu_norm", Name = "Normalised zone size non-uniformity", Unit = "1")]
    NormalisedZoneSizeNonUniformity,

    [IbsiFeature("P30P", "szm_z_perc", Name = "Zone percentage", Unit = "1")]
    ZonePercentage,

    [IbsiFeature("BYLV", "szm_gl_var", Name = "Grey level variance", Unit = "1")]
    GreyLevelVariance,

    [IbsiFeature("3NSA", "szm_zs_var", Name = "Zone size variance", Unit = "1")]
    ZoneSizeVariance,

    [IbsiFeature("GU8N", "szm_zs_entr", Name = "Zone size entropy", Unit = "bit")]
    ZoneSizeEntropy,
}
