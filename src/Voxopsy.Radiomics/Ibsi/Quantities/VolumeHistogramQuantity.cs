namespace Voxopsy.Radiomics.Ibsi.Quantities;

/// <summary>The intensity-volume histogram (3.5): each feature with its code in the manual.</summary>
internal enum VolumeHistogramQuantity
{
    [IbsiFeature("BC2M", "ivh_v10")]
    VolumeAtIntensityFraction10,

    [IbsiFeature("BC2M", "ivh_v90")]
    VolumeAtIntensityFraction90,

    [IbsiFeature("GBPN", "ivh_i10")]
    IntensityAtVolumeFraction10,

    [IbsiFeature("GBPN", "ivh_i90")]
    IntensityAtVolumeFraction90,

    [IbsiFeature("DDTU", "ivh_diff_v10_v90")]
    VolumeFractionDifferenceBetweenIntensityFractions,

    [IbsiFeature("CNV2", "ivh_diff_i10_i90")]
    IntensityFractionDifferenceBetweenVolumeFractions,
}
