namespace Voxopsy.Radiomics.Ibsi.Quantities;

/// <summary>The histogram of gray levels (3.4): each feature with its code in the manual.</summary>
internal enum IntensityHistogramQuantity
{
    [IbsiFeature("X6K6", "ih_mean")]
    Mean,

    [IbsiFeature("CH89", "ih_var")]
    Variance,

    [IbsiFeature("88K1", "ih_skew")]
    Skewness,

    [IbsiFeature("C3I7", "ih_kurt")]
    ExcessKurtosis,

    [IbsiFeature("WIFQ", "ih_median")]
    Median,

    [IbsiFeature("1PR8", "ih_min")]
    Minimum,

    [IbsiFeature("GPMT", "ih_p10")]
    TenthPercentile,

    [IbsiFeature("OZ0C", "ih_p90")]
    NinetiethPercentile,

    [IbsiFeature("3NCY", "ih_max")]
    Maximum,

    [IbsiFeature("AMMC", "ih_mode")]
    Mode,

    [IbsiFeature("WR0O", "ih_iqr")]
    InterquartileRange,

    [IbsiFeature("5Z3W", "ih_range")]
    Range,

    [IbsiFeature("D2ZX", "ih_mad")]
    MeanAbsoluteDeviation,

    [IbsiFeature("WRZB", "ih_rmad")]
    RobustMeanAbsoluteDeviation,

    [IbsiFeature("4RNL", "ih_medad")]
    MedianAbsoluteDeviation,

    [IbsiFeature("CWYJ", "ih_cov")]
    CoefficientOfVariation,

    [IbsiFeature("SLWD", "ih_qcod")]
    QuartileCoefficientOfDispersion,

    [IbsiFeature("TLU2", "ih_entropy")]
    Entropy,

    [IbsiFeature("BJ5W", "ih_uniformity")]
    Uniformity,

    [IbsiFeature("12CE", "ih_max_grad")]
    MaximumHistogramGradient,

    [IbsiFeature("8E6O", "ih_max_grad_g")]
    MaximumHistogramGradientGreyLevel,

    [IbsiFeature("VQB3", "ih_min_grad")]
    MinimumHistogramGradient,

    [IbsiFeature("RHQZ", "ih_min_grad_g")]
    MinimumHistogramGradientGreyLevel,
}
