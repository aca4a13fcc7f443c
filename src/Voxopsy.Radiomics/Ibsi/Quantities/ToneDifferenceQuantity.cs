namespace Voxopsy.Radiomics.Ibsi.Quantities;

/// <summary>Differences to the mean of neighbors (3.10): each feature with its code in the manual.</summary>
internal enum ToneDifferenceQuantity
{
    [IbsiFeature("QCDE", "ngt_coarseness", Name = "Coarseness", Unit = "1")]
    Coarseness,

    [IbsiFeature("65HE", "ngt_contrast", Name = "Contrast", Unit = "1")]
    Contrast,

    [IbsiFeature("NQ30", "ngt_busyness", Name = "Busyness", Unit = "1")]
    Busyness,

    [IbsiFeature("HDEZ", "ngt_complexity", Name = "Complexity", Unit = "1")]
    Complexity,

    [IbsiFeature("1X9X", "ngt_strength", Name = "Strength", Unit = "1")]
    Strength,
}
