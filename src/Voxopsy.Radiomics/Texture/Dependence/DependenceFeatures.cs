namespace Voxopsy.Radiomics.Texture.Dependence;

/// <summary>Features of a dependence matrix (GLDM, the NGLDM of IBSI), by the names of PyRadiomics.</summary>
/// <remarks>Source: PyRadiomics 3, class <c>gldm</c>; Sun and Wee 1983; IBSI reference manual, section 3.11.</remarks>
internal static class DependenceFeatures
{
    internal static readonly FeatureDefinition[] Definitions =
    [
        new("gldm", "DependenceEntropy", "FCBV", "bit"),
        new("gldm", "DependenceNonUniformity", "Z87G", "1"),
        new("gldm", "DependenceNonUniformityNormalized", "OKJI", "1"),
        new("gldm", "DependenceVariance", "DNX2", "1"),
        new("gldm", "GrayLevelNonUniformity", "FP8K", "1"),
        new("gldm", "GrayLevelVariance", "1PFV", "1"),
        new("gldm", "HighGrayLevelEmphasis", "OAE7", "1"),
        new("gldm", "LargeDependenceEmphasis", "IMOQ", "1"),
        new("gldm", "LargeDependenceHighGrayLevelEmphasis", "9QMG", "1"),
        new("gldm", "LargeDependenceLowGrayLevelEmphasis", "NBZI", "1"),
        new("gldm", "LowGrayLevelEmphasis", "TL9H", "1"),
        new("gldm", "SmallDependenceEmphasis", "SODN", "1"),
        new("gldm", "SmallDependenceHighGrayLevelEmphasis", "JA6D", "1"),
        new("gldm", "SmallDependenceLowGrayLevelEmphasis", "EQ3F", "1"),
    ];

    /// <summary>The values in the order of <see cref="Definitions"/>.</summary>
    internal static double[] Compute(LevelSizeMeasures voxels) =>
    [
        voxels.Entropy,
        voxels.SizeNonUniformity,
        voxels.SizeNonUniformityNormalized,
        voxels.SizeVariance,
        voxels.LevelNonUniformity,
        voxels.LevelVariance,
        voxels.HighLevelEmphasis,
        voxels.LargeEmphasis,
        voxels.LargeHighEmphasis,
        voxels.LargeLowEmphasis,
        voxels.LowLevelEmphasis,
        voxels.SmallEmphasis,
        voxels.SmallHighEmphasis,
        voxels.SmallLowEmphasis,
    ];
}
