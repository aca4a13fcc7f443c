namespace Voxopsy.Radiomics.Ibsi.Quantities;

/// <summary>Runs of gray levels (3.7): each feature with its code in the manual.</summary>
internal enum RunLengthQuantity
{
    [IbsiFeature("22OV", "rlm_sre", Name = "Short runs emphasis", Unit = "1")]
    ShortRunsEmphasis,

    [IbsiFeature("W4KF", "rlm_lre", Name = "Long runs emphasis", Unit = "1")]
    LongRunsEmphasis,

    [IbsiFeature("V3SW", "rlm_lgre", Name = "Low grey level run emphasis", Unit = "1")]
    LowGreyLevelRunEmphasis,

    [IbsiFeature("G3QZ", "rlm_hgre", Name = "High grey level run emphasis", Unit = "1")]
    HighGreyLevelRunEmphasis,

    [IbsiFeature("HTZT", "rlm_srlge", Name = "Short run low grey level emphasis", Unit = "1")]
    ShortRunLowGreyLevelEmphasis,

    [IbsiFeature("GD3A", "rlm_srhge", Name = "Short run high grey level emphasis", Unit = "1")]
    ShortRunHighGreyLevelEmphasis,

    [IbsiFeature("IVPO", "rlm_lrlge", Name = "Long run low grey level emphasis", Unit = "1")]
    LongRunLowGreyLevelEmphasis,

    [IbsiFeature("3KUM", "rlm_lrhge", Name = "Long run high grey level emphasis", Unit = "1")]
    LongRunHighGreyLevelEmphasis,

    [IbsiFeature("R5YN", "rlm_glnu", Name = "Grey level non-uniformity", Unit = "1")]
    GreyLevelNonUniformity,

    [IbsiFeature("OVBL", "rlm_glnu_norm", Name = "Normalised grey level non-uniformity", Unit = "1")]
    NormalisedGreyLevelNonUniformity,

    [IbsiFeature("W92Y", "rlm_rlnu", Name = "Run length non-uniformity", Unit = "1")]
    RunLengthNonUniformity,

    [IbsiFeature("IC23", "rlm_rlnu_norm", Name = "Normalised run length non-uniformity", Unit = "1")]
    NormalisedRunLengthNonUniformity,

    [IbsiFeature("9ZK5", "rlm_r_perc", Name = "Run percentage", Unit = "1")]
    RunPercentage,

    [IbsiFeature("8CE5", "rlm_gl_var", Name = "Grey level variance", Unit = "1")]
    GreyLevelVariance,

    [IbsiFeature("SXLW", "rlm_rl_var", Name = "Run length variance", Unit = "1")]
    RunLengthVariance,

    [IbsiFeature("HJ9O", "rlm_rl_entr", Name = "Run entropy", Unit = "bit")]
    RunEntropy,
}
