namespace Voxopsy.Radiomics.Texture.RunLength;

/// <summary>Features of a run-length matrix (GLRLM), by the names of PyRadiomics.</summary>
/// <remarks>Source: PyRadiomics 3, class <c>glrlm</c>; IBSI reference manual, section 3.7. A direction without a run gives NaN.</remarks>
internal static class RunLengthFeatures
{
    internal static readonly FeatureDefinition[] Definitions =
    [
        new("glrlm", "GrayLevelNonUniformity", "R5YN", "1"),
        new("glrlm", "GrayLevelNonUniformityNormalized", "OVBL", "1"),
        new("glrlm", "GrayLevelVariance", "8CE5", "1"),
        new("glrlm", "HighGrayLevelRunEmphasis", "G3QZ", "1"),
        new("glrlm", "LongRunEmphasis", "W4KF", "1"),
        new("glrlm", "LongRunHighGrayLevelEmphasis", "3KUM", "1"),
        new("glrlm", "LongRunLowGrayLevelEmphasis", "IVPO", "1"),
        new("glrlm", "LowGrayLevelRunEmphasis", "V3SW", "1"),
        new("glrlm", "RunEntropy", "HJ9O", "bit"),
        new("glrlm", "RunLengthNonUniformity", "W92Y", "1"),
        new("glrlm", "RunLengthNonUniformityNormalized", "IC23", "1"),
        new("glrlm", "RunPercentage", "9ZK5", "1"),
        new("glrlm", "RunVariance", "SXLW", "1"),
        new("glrlm", "ShortRunEmphasis", "22OV", "1"),
        new("glrlm", "ShortRunHighGrayLevelEmphasis", "GD3A", "1"),
        new("glrlm", "ShortRunLowGrayLevelEmphasis", "HTZT", "1"),
    ];

    /// <summary>The values in the order of <see cref="Definitions"/>.</summary>
    internal static double[] Compute(LevelSizeMeasures runs) =>
    [
        runs.LevelNonUniformity,
        runs.LevelNonUniformityNormalized,
        runs.LevelVariance,
        runs.HighLevelEmphasis,
        runs.LargeEmphasis,
        runs.LargeHighEmphasis,
        runs.LargeLowEmphasis,
        runs.LowLevelEmphasis,
        runs.Entropy,
        runs.SizeNonUniformity,
        runs.SizeNonUniformityNormalized,
        runs.Total / runs.Covered,
        runs.SizeVariance,
        runs.SmallEmphasis,
        runs.SmallHighEmphasis,
        runs.SmallLowEmphasis,
    ];
}
