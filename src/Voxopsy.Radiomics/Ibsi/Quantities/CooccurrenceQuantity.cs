namespace Voxopsy.Radiomics.Ibsi.Quantities;

/// <summary>Co-occurrence of gray levels (IBSI reference manual, 3.6): each feature with its code in the manual.</summary>
internal enum CooccurrenceQuantity
{
    [IbsiFeature("GYBY", "cm_joint_max", Name = "Joint maximum", Unit = "1")]
    JointMaximum,

    [IbsiFeature("60VM", "cm_joint_avg", Name = "Joint average", Unit = "1")]
    JointAverage,

    [IbsiFeature("UR99", "cm_joint_var", Name = "Joint variance", Unit = "1")]
    JointVariance,

    [IbsiFeature("TU9B", "cm_joint_entr", Name = "Joint entropy", Unit = "bit")]
    JointEntropy,

    [IbsiFeature("TF7R", "cm_diff_avg", Name = "Difference average", Unit = "1")]
    DifferenceAverage,

    [IbsiFeature("D3YU", "cm_diff_var", Name = "Difference variance", Unit = "1")]
    DifferenceVariance,

    [IbsiFeature("NTRS", "cm_diff_entr", Name = "Difference entropy", Unit = "bit")]
    DifferenceEntropy,

    [IbsiFeature("ZGXS", "cm_sum_avg", Name = "Sum average", Unit = "1")]
    SumAverage,

    [IbsiFeature("OEEB", "cm_sum_var", Name = "Sum variance", Unit = "1")]
    SumVariance,

    [IbsiFeature("P6QZ", "cm_sum_entr", Name = "Sum entropy", Unit = "bit")]
    SumEntropy,

    [IbsiFeature("8ZQL", "cm_energy", Name = "Angular second moment", Unit = "1")]
    AngularSecondMoment,

    [IbsiFeature("ACUI", "cm_contrast", Name = "Contrast", Unit = "1")]
    Contrast,

    [IbsiFeature("8S9J", "cm_dissimilarity", Name = "Dissimilarity", Unit = "1")]
    Dissimilarity,

    [IbsiFeature("IB1Z", "cm_inv_diff", Name = "Inverse difference", Unit = "1")]
    InverseDifference,

    [IbsiFeature("NDRX", "cm_inv_diff_norm", Name = "Normalised inverse difference", Unit = "1")]
    NormalisedInverseDifference,

    [IbsiFeature("WF0Z", "cm_inv_diff_mom", Name = "Inverse difference moment", Unit = "1")]
    InverseDifferenceMoment,

    [IbsiFeature("1QCO", "cm_inv_diff_mom_norm", Name = "Normalised inverse difference moment", Unit = "1")]
    NormalisedInverseDifferenceMoment,

    [IbsiFeature("E8JP", "cm_inv_var", Name = "Inverse variance", Unit = "1")]
    InverseVariance,

    [IbsiFeature("NI2N", "cm_corr", Name = "Correlation", Unit = "1")]
    Correlation,

    [IbsiFeature("QWB0", "cm_auto_corr", Name = "Autocorrelation", Unit = "1")]
    Autocorrelation,

    [IbsiFeature("DG8W", "cm_clust_tend", Name = "Cluster tendency", Unit = "1")]
    ClusterTendency,

    [IbsiFeature("7NFM", "cm_clust_shade", Name = "Cluster shade", Unit = "1")]
    ClusterShade,

    [IbsiFeature("AE86", "cm_clust_prom", Name = "Cluster prominence", Unit = "1")]
    ClusterProminence,

    [IbsiFeature("R8DG", "cm_info_corr1", Name = "Information correlation 1", Unit = "1")]
    InformationCorrelation1,

    [IbsiFeature("JN9H", "cm_info_corr2", Name = "Information correlation 2", Unit = "1")]
    InformationCorrelation2,
}
