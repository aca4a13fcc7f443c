namespace Voxopsy.Radiomics.Ibsi.Quantities;

/// <summary>Dependences on neighbors (3.11): each feature with its code in the manual.</summary>
internal enum DependenceQuantity
{
    [IbsiFeature("SODN", "ngl_lde", Name = "Low dependence emphasis", Unit = "1")]
    LowDependenceEmphasis,

    [IbsiFeature("IMOQ", "ngl_hde", Name = "High dependence emphasis", Unit = "1")]
    HighDependenceEmphasis,

    [IbsiFeature("TL9H", "ngl_lgce", Name = "Low grey level count emphasis", Unit = "1")]
    LowGreyLevelCountEmphasis,

    [IbsiFeature("OAE7", "ngl_hgce", Name = "High grey level count emphasis", Unit = "1")]
    HighGreyLevelCountEmphasis,

    [IbsiFeature("EQ3F", "ngl_ldlge", Name = "Low dependence low grey level emphasis", Unit = "1")]
    LowDependenceLowGreyLevelEmphasis,

    [IbsiFeature("JA6D", "ngl_ldhge", Name = "Low dependence high grey level emphasis", Unit = "1")]
    LowDependenceHighGreyLevelEmphasis,

    [IbsiFeature("NBZI", "ngl_hdlge", Name = "High dependence low grey level emphasis", Unit = "1")]
    HighDependenceLowGreyLevelEmphasis,

    [IbsiFeature("9QMG", "ngl_hdhge", Name = "High dependence high grey level emphasis", Unit = "1")]
    HighDependenceHighGreyLevelEmphasis,

    [IbsiFeature("FP8K", "ngl_glnu", Name = "Grey level non-uniformity", Unit = "1")]
    GreyLevelNonUniformity,

    [IbsiFeature("5SPA", "ngl_glnu_norm", Name = "Normalised grey level non-uniformity", Unit = "1")]
    NormalisedGreyLevelNonUniformity,

    [IbsiFeature("Z87G", "ngl_dcnu", Name = "Dependence count non-uniformity", Unit = "1")]
    DependenceCountNonUniformity,

    [IbsiFeature("OKJI", "ngl_dcnu_norm", Name = "Normalised dependence count non-uniformity", Unit = "1")]
    NormalisedDependenceCountNonUniformity,

    [IbsiFeature("6XV8", "ngl_dc_perc", Name = "Dependence count percentage", Unit = "1")]
    DependenceCountPercentage,

    [IbsiFeature("1PFV", "ngl_gl_var", Name = "Grey level variance", Unit = "1")]
    GreyLevelVariance,

    [IbsiFeature("DNX2", "ngl_dc_var", Name = "Dependence count variance", Unit = "1")]
    DependenceCountVariance,

    [IbsiFeature("FCBV", "ngl_dc_entr", Name = "Dependence count entropy", Unit = "bit")]
    DependenceCountEntropy,

    [IbsiFeature("CAS9", "ngl_dc_energy", Name = "Dependence count energy", Unit = "1")]
    DependenceCountEnergy,
}
