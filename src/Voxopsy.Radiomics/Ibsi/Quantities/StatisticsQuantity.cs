namespace Voxopsy.Radiomics.Ibsi.Quantities;

/// <summary>Statistics of intensities (3.3): each feature with its code in the manual.</summary>
internal enum StatisticsQuantity
{
    [IbsiFeature("Q4LE", "stat_mean")]
    Mean,

    [IbsiFeature("ECT3", "stat_var")]
    Variance,

    [IbsiFeature("KE2A", "stat_skew")]
    Skewness,

    [IbsiFeature("IPH6", "stat_kurt")]
    ExcessKurtosis,

    [IbsiFeature("Y12H", "stat_median")]
    Median,

    [IbsiFeature("1GSF", "stat_min")]
    Minimum,

    [IbsiFeature("QG58", "stat_p10")]
    TenthPercentile,

    [IbsiFeature("8DWT", "stat_p90")]
    NinetiethPercentile,

    [IbsiFeature("84IY", "stat_max")]
    Maximum,

    [IbsiFeature("SALO", "stat_iqr")]
    InterquartileRange,

    [IbsiFeature("2OJQ", "stat_range")]
    Range,

    [IbsiFeature("4FUA", "stat_mad")]
    MeanAbsoluteDeviation,

    [IbsiFeature("1128", "stat_rmad")]
    RobustMeanAbsoluteDeviation,

    [IbsiFeature("N72L", "stat_medad")]
    MedianAbsoluteDeviation,

    [IbsiFeature("7TET", "stat_cov")]
    CoefficientOfVariation,

    [IbsiFeature("9S40", "stat_qcod")]
    QuartileCoefficientOfDispersion,

    [IbsiFeature("N8CA", "stat_energy")]
    Energy,

    [IbsiFeature("5ZWQ", "stat_rms")]
    RootMeanSquare,
}
