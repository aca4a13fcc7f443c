namespace Voxopsy.Radiomics.Ibsi;

/// <summary>Names, codes and tags of the texture features of IBSI, in the order of the reference manual.</summary>
internal static class IbsiNames
{
    internal static readonly (FeatureDefinition Feature, string Tag)[] Cooccurrence =
    [
        (new("glcm", "Joint maximum", "GYBY", "1"), "cm_joint_max"),
        (new("glcm", "Joint average", "60VM", "1"), "cm_joint_avg"),
        (new("glcm", "Joint variance", "UR99", "1"), "cm_joint_var"),
        (new("glcm", "Joint entropy", "TU9B", "bit"), "cm_joint_entr"),
        (new("glcm", "Difference average", "TF7R", "1"), "cm_diff_avg"),
        (new("glcm", "Difference variance", "D3YU", "1"), "cm_diff_var"),
        (new("glcm", "Difference entropy", "NTRS", "bit"), "cm_diff_entr"),
        (new("glcm", "Sum average", "ZGXS", "1"), "cm_sum_avg"),
        (new("glcm", "Sum variance", "OEEB", "1"), "cm_sum_var"),
        (new("glcm", "Sum entropy", "P6QZ", "bit"), "cm_sum_entr"),
        (new("glcm", "Angular second moment", "8ZQL", "1"), "cm_energy"),
        (new("glcm", "Contrast", "ACUI", "1"), "cm_contrast"),
        (new("glcm", "Dissimilarity", "8S9J", "1"), "cm_dissimilarity"),
        (new("glcm", "Inverse difference", "IB1Z", "1"), "cm_inv_diff"),
        (new("glcm", "Normalised inverse difference", "NDRX", "1"), "cm_inv_diff_norm"),
        (new("glcm", "Inverse difference moment", "WF0Z", "1"), "cm_inv_diff_mom"),
        (new("glcm", "Normalised inverse difference moment", "1QCO", "1"), "cm_inv_diff_mom_norm"),
        (new("glcm", "Inverse variance", "E8JP", "1"), "cm_inv_var"),
        (new("glcm", "Correlation", "NI2N", "1"), "cm_corr"),
        (new("glcm", "Autocorrelation", "QWB0", "1"), "cm_auto_corr"),
        (new("glcm", "Cluster tendency", "DG8W", "1"), "cm_clust_tend"),
        (new("glcm", "Cluster shade", "7NFM", "1"), "cm_clust_shade"),
        (new("glcm", "Cluster prominence", "AE86", "1"), "cm_clust_prom"),
        (new("glcm", "Information correlation 1", "R8DG", "1"), "cm_info_corr1"),
        (new("glcm", "Information correlation 2", "JN9H", "1"), "cm_info_corr2"),
    ];

    internal static readonly (FeatureDefinition Feature, string Tag)[] RunLength =
    [
        (new("glrlm", "Short runs emphasis", "22OV", "1"), "rlm_sre"),
        (new("glrlm", "Long runs emphasis", "W4KF", "1"), "rlm_lre"),
        (new("glrlm", "Low grey level run emphasis", "V3SW", "1"), "rlm_lgre"),
        (new("glrlm", "High grey level run emphasis", "G3QZ", "1"), "rlm_hgre"),
        (new("glrlm", "Short run low grey level emphasis", "HTZT", "1"), "rlm_srlge"),
        (new("glrlm", "Short run high grey level emphasis", "GD3A", "1"), "rlm_srhge"),
        (new("glrlm", "Long run low grey level emphasis", "IVPO", "1"), "rlm_lrlge"),
        (new("glrlm", "Long run high grey level emphasis", "3KUM", "1"), "rlm_lrhge"),
        (new("glrlm", "Grey level non-uniformity", "R5YN", "1"), "rlm_glnu"),
        (new("glrlm", "Normalised grey level non-uniformity", "OVBL", "1"), "rlm_glnu_norm"),
        (new("glrlm", "Run length non-uniformity", "W92Y", "1"), "rlm_rlnu"),
        (new("glrlm", "Normalised run length non-uniformity", "IC23", "1"), "rlm_rlnu_norm"),
        (new("glrlm", "Run percentage", "9ZK5", "1"), "rlm_r_perc"),
        (new("glrlm", "Grey level variance", "8CE5", "1"), "rlm_gl_var"),
        (new("glrlm", "Run length variance", "SXLW", "1"), "rlm_rl_var"),
        (new("glrlm", "Run entropy", "HJ9O", "bit"), "rlm_rl_entr"),
    ];

    internal static readonly (FeatureDefinition Feature, string Tag)[] SizeZone =
    [
        (new("glszm", "Small zone emphasis", "5QRC", "1"), "szm_sze"),
        (new("glszm", "Large zone emphasis", "48P8", "1"), "szm_lze"),
        (new("glszm", "Low grey level zone emphasis", "XMSY", "1"), "szm_lgze"),
        (new("glszm", "High grey level zone emphasis", "5GN9", "1"), "szm_hgze"),
        (new("glszm", "Small zone low grey level emphasis", "5RAI", "1"), "szm_szlge"),
        (new("glszm", "Small zone high grey level emphasis", "HW1V", "1"), "szm_szhge"),
        (new("glszm", "Large zone low grey level emphasis", "YH51", "1"), "szm_lzlge"),
        (new("glszm", "Large zone high grey level emphasis", "J17V", "1"), "szm_lzhge"),
        (new("glszm", "Grey level non-uniformity", "JNSA", "1"), "szm_glnu"),
        (new("glszm", "Normalised grey level non-uniformity", "Y1RO", "1"), "szm_glnu_norm"),
        (new("glszm", "Zone size non-uniformity", "4JP3", "1"), "szm_zsnu"),
        (new("glszm", "Normalised zone size non-uniformity", "VB3A", "1"), "szm_zsnu_norm"),
        (new("glszm", "Zone percentage", "P30P", "1"), "szm_z_perc"),
        (new("glszm", "Grey level variance", "BYLV", "1"), "szm_gl_var"),
        (new("glszm", "Zone size variance", "3NSA", "1"), "szm_zs_var"),
        (new("glszm", "Zone size entropy", "GU8N", "bit"), "szm_zs_entr"),
    ];

    internal static readonly (FeatureDefinition Feature, string Tag)[] DistanceZone =
    [
        (new("gldzm", "Small distance emphasis", "0GBI", "1"), "dzm_sde"),
        (new("gldzm", "Large distance emphasis", "MB4I", "1"), "dzm_lde"),
        (new("gldzm", "Low grey level zone emphasis", "S1RA", "1"), "dzm_lgze"),
        (new("gldzm", "High grey level zone emphasis", "K26C", "1"), "dzm_hgze"),
        (new("gldzm", "Small distance low grey level emphasis", "RUVG", "1"), "dzm_sdlge"),
        (new("gldzm", "Small distance high grey level emphasis", "DKNJ", "1"), "dzm_sdhge"),
        (new("gldzm", "Large distance low grey level emphasis", "A7WM", "1"), "dzm_ldlge"),
        (new("gldzm", "Large distance high grey level emphasis", "KLTH", "1"), "dzm_ldhge"),
        (new("gldzm", "Grey level non-uniformity", "VFT7", "1"), "dzm_glnu"),
        (new("gldzm", "Normalised grey level non-uniformity", "7HP3", "1"), "dzm_glnu_norm"),
        (new("gldzm", "Zone distance non-uniformity", "V294", "1"), "dzm_zdnu"),
        (new("gldzm", "Normalised zone distance non-uniformity", "IATH", "1"), "dzm_zdnu_norm"),
        (new("gldzm", "Zone percentage", "VIWW", "1"), "dzm_z_perc"),
        (new("gldzm", "Grey level variance", "QK93", "1"), "dzm_gl_var"),
        (new("gldzm", "Zone distance variance", "7WT1", "1"), "dzm_zd_var"),
        (new("gldzm", "Zone distance entropy", "GBDU", "bit"), "dzm_zd_entr"),
    ];

    internal static readonly (FeatureDefinition Feature, string Tag)[] ToneDifference =
    [
        (new("ngtdm", "Coarseness", "QCDE", "1"), "ngt_coarseness"),
        (new("ngtdm", "Contrast", "65HE", "1"), "ngt_contrast"),
        (new("ngtdm", "Busyness", "NQ30", "1"), "ngt_busyness"),
        (new("ngtdm", "Complexity", "HDEZ", "1"), "ngt_complexity"),
        (new("ngtdm", "Strength", "1X9X", "1"), "ngt_strength"),
    ];

    internal static readonly (FeatureDefinition Feature, string Tag)[] Dependence =
    [
        (new("ngldm", "Low dependence emphasis", "SODN", "1"), "ngl_lde"),
        (new("ngldm", "High dependence emphasis", "IMOQ", "1"), "ngl_hde"),
        (new("ngldm", "Low grey level count emphasis", "TL9H", "1"), "ngl_lgce"),
        (new("ngldm", "High grey level count emphasis", "OAE7", "1"), "ngl_hgce"),
        (new("ngldm", "Low dependence low grey level emphasis", "EQ3F", "1"), "ngl_ldlge"),
        (new("ngldm", "Low dependence high grey level emphasis", "JA6D", "1"), "ngl_ldhge"),
        (new("ngldm", "High dependence low grey level emphasis", "NBZI", "1"), "ngl_hdlge"),
        (new("ngldm", "High dependence high grey level emphasis", "9QMG", "1"), "ngl_hdhge"),
        (new("ngldm", "Grey level non-uniformity", "FP8K", "1"), "ngl_glnu"),
        (new("ngldm", "Normalised grey level non-uniformity", "5SPA", "1"), "ngl_glnu_norm"),
        (new("ngldm", "Dependence count non-uniformity", "Z87G", "1"), "ngl_dcnu"),
        (new("ngldm", "Normalised dependence count non-uniformity", "OKJI", "1"), "ngl_dcnu_norm"),
        (new("ngldm", "Dependence count percentage", "6XV8", "1"), "ngl_dc_perc"),
        (new("ngldm", "Grey level variance", "1PFV", "1"), "ngl_gl_var"),
        (new("ngldm", "Dependence count variance", "DNX2", "1"), "ngl_dc_var"),
        (new("ngldm", "Dependence count entropy", "FCBV", "bit"), "ngl_dc_entr"),
        (new("ngldm", "Dependence count energy", "CAS9", "1"), "ngl_dc_energy"),
    ];
}
