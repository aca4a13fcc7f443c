namespace Voxopsy.Radiomics.Ibsi.Quantities;

/// <summary>Peaks of intensity (3.2): each feature with its code in the manual.</summary>
internal enum LocalIntensityQuantity
{
    [IbsiFeature("VJGA", "loc_peak_loc")]
    LocalIntensityPeak,

    [IbsiFeature("0F91", "loc_peak_glob")]
    GlobalIntensityPeak,
}
