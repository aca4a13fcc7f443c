namespace Voxopsy.Radiomics.Ibsi.Quantities;

/// <summary>Size, form and spatial spread (3.1): each feature with its code in the manual.</summary>
internal enum MorphologyQuantity
{
    [IbsiFeature("RNU0", "morph_volume")]
    VolumeMesh,

    [IbsiFeature("YEKZ", "morph_vol_approx")]
    VolumeVoxelCounting,

    [IbsiFeature("C0JK", "morph_area_mesh")]
    SurfaceAreaMesh,

    [IbsiFeature("2PR5", "morph_av")]
    SurfaceToVolumeRatio,

    [IbsiFeature("SKGS", "morph_comp_1")]
    Compactness1,

    [IbsiFeature("BQWJ", "morph_comp_2")]
    Compactness2,

    [IbsiFeature("KRCK", "morph_sph_dispr")]
    SphericalDisproportion,

    [IbsiFeature("QCFX", "morph_sphericity")]
    Sphericity,

    [IbsiFeature("25C7", "morph_asphericity")]
    Asphericity,

    [IbsiFeature("KLMA", "morph_com")]
    CentreOfMassShift,

    [IbsiFeature("L0JK", "morph_diam")]
    Maximum3DDiameter,

    [IbsiFeature("TDIC", "morph_pca_maj_axis")]
    MajorAxisLength,

    [IbsiFeature("P9VJ", "morph_pca_min_axis")]
    MinorAxisLength,

    [IbsiFeature("7J51", "morph_pca_least_axis")]
    LeastAxisLength,

    [IbsiFeature("Q3CK", "morph_pca_elongation")]
    Elongation,

    [IbsiFeature("N17B", "morph_pca_flatness")]
    Flatness,

    [IbsiFeature("PBX1", "morph_vol_dens_aabb")]
    VolumeDensityAxisAlignedBoundingBox,

    [IbsiFeature("R59B", "morph_area_dens_aabb")]
    AreaDensityAxisAlignedBoundingBox,

    [IbsiFeature("6BDE", "morph_vol_dens_aee")]
    VolumeDensityApproximateEnclosingEllipsoid,

    [IbsiFeature("RDD2", "morph_area_dens_aee")]
    AreaDensityApproximateEnclosingEllipsoid,

    [IbsiFeature("R3ER", "morph_vol_dens_conv_hull")]
    VolumeDensityConvexHull,

    [IbsiFeature("7T7F", "morph_area_dens_conv_hull")]
    AreaDensityConvexHull,

    [IbsiFeature("99N0", "morph_integ_int")]
    IntegratedIntensity,

    [IbsiFeature("N365", "morph_moran_i")]
    MoranSIIndex,

    [IbsiFeature("NPT7", "morph_geary_c")]
    GearySCMeasure,
}
