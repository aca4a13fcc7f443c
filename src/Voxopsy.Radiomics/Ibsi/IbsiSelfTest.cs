using System.Globalization;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Radiomics.Discretization;

namespace Voxopsy.Radiomics.Ibsi;

/// <summary>The digital phantom of IBSI 1, small enough to carry along: does this machine give the values of the standard?</summary>
/// <remarks>Source: IBSI reference manual, chapter 5: 5 × 4 × 4 voxels of 2 mm with gray levels 1 to 6, and its consensus values for three-dimensional features.</remarks>
public static class IbsiSelfTest
{
    private static readonly string[] Slices =
    [
        "14411146114164144641",
        "14411116111131144611",
        "14411111111191111611",
        "14411111111111111611",
    ];

    private static readonly string[] Members =
    [
        "11111111111111111111",
        "11111111110111111111",
        "11100111111101111111",
        "11100111111111111111",
    ];

    // Tag | aggregation | value | tolerance.
    private const string Expected = """
        cm_joint_max|3D, averaged|0.503|0
        cm_joint_avg|3D, averaged|2.14|0
        cm_joint_var|3D, averaged|3.1|0
        cm_joint_entr|3D, averaged|2.4|0
        cm_diff_avg|3D, averaged|1.43|0
        cm_diff_var|3D, averaged|3.06|0
        cm_diff_entr|3D, averaged|1.56|0
        cm_sum_avg|3D, averaged|4.29|0
        cm_sum_var|3D, averaged|7.07|0
        cm_sum_entr|3D, averaged|1.92|0
        cm_energy|3D, averaged|0.303|0
        cm_contrast|3D, averaged|5.32|0
        cm_dissimilarity|3D, averaged|1.43|0
        cm_inv_diff|3D, averaged|0.677|0
        cm_inv_diff_norm|3D, averaged|0.851|0
        cm_inv_diff_mom|3D, averaged|0.618|0
        cm_inv_diff_mom_norm|3D, averaged|0.898|0
        cm_inv_var|3D, averaged|0.0604|0
        cm_corr|3D, averaged|0.157|0
        cm_auto_corr|3D, averaged|5.06|0
        cm_clust_tend|3D, averaged|7.07|0
        cm_clust_shade|3D, averaged|16.6|0
        cm_clust_prom|3D, averaged|145|0
        cm_info_corr1|3D, averaged|-0.157|0
        cm_info_corr2|3D, averaged|0.52|0
        rlm_sre|3D, averaged|0.705|0
        rlm_lre|3D, averaged|3.06|0
        rlm_lgre|3D, averaged|0.603|0
        rlm_hgre|3D, averaged|9.7|0
        rlm_srlge|3D, averaged|0.352|0
        rlm_srhge|3D, averaged|8.54|0
        rlm_lrlge|3D, averaged|2.39|0
        rlm_lrhge|3D, averaged|17.6|0
        rlm_glnu|3D, averaged|21.8|0
        rlm_glnu_norm|3D, averaged|0.43|0
        rlm_rlnu|3D, averaged|26.9|0
        rlm_rlnu_norm|3D, averaged|0.513|0
        rlm_r_perc|3D, averaged|0.68|0
        rlm_gl_var|3D, averaged|3.46|0
        rlm_rl_var|3D, averaged|0.574|0
        rlm_rl_entr|3D, averaged|2.43|0
        cm_joint_max|3D, merged|0.509|0
        cm_joint_avg|3D, merged|2.15|0
        cm_joint_var|3D, merged|3.13|0
        cm_joint_entr|3D, merged|2.57|0
        cm_diff_avg|3D, merged|1.38|0
        cm_diff_var|3D, merged|3.21|0
        cm_diff_entr|3D, merged|1.64|0
        cm_sum_avg|3D, merged|4.3|0
        cm_sum_var|3D, merged|7.41|0
        cm_sum_entr|3D, merged|2.11|0
        cm_energy|3D, merged|0.291|0
        cm_contrast|3D, merged|5.12|0
        cm_dissimilarity|3D, merged|1.38|0
        cm_inv_diff|3D, merged|0.688|0
        cm_inv_diff_norm|3D, merged|0.856|0
        cm_inv_diff_mom|3D, merged|0.631|0
        cm_inv_diff_mom_norm|3D, merged|0.902|0
        cm_inv_var|3D, merged|0.0574|0
        cm_corr|3D, merged|0.183|0
        cm_auto_corr|3D, merged|5.19|0
        cm_clust_tend|3D, merged|7.41|0
        cm_clust_shade|3D, merged|17.4|0
        cm_clust_prom|3D, merged|147|0
        cm_info_corr1|3D, merged|-0.0288|0
        cm_info_corr2|3D, merged|0.269|0
        rlm_sre|3D, merged|0.729|0
        rlm_lre|3D, merged|2.76|0
        rlm_lgre|3D, merged|0.607|0
        rlm_hgre|3D, merged|9.64|0
        rlm_srlge|3D, merged|0.372|0
        rlm_srhge|3D, merged|8.67|0
        rlm_lrlge|3D, merged|2.16|0
        rlm_lrhge|3D, merged|15.6|0
        rlm_glnu|3D, merged|281|0
        rlm_glnu_norm|3D, merged|0.43|0
        rlm_rlnu|3D, merged|328|0
        rlm_rlnu_norm|3D, merged|0.501|0
        rlm_r_perc|3D, merged|0.68|0
        rlm_gl_var|3D, merged|3.48|0
        rlm_rl_var|3D, merged|0.598|0
        rlm_rl_entr|3D, merged|2.62|0
        szm_sze|3D|0.255|0
        szm_lze|3D|550|0
        szm_lgze|3D|0.253|0
        szm_hgze|3D|15.6|0
        szm_szlge|3D|0.0256|0
        szm_szhge|3D|2.76|0
        szm_lzlge|3D|503|0
        szm_lzhge|3D|1490|0
        szm_glnu|3D|1.4|0
        szm_glnu_norm|3D|0.28|0
        szm_zsnu|3D|1|0
        szm_zsnu_norm|3D|0.2|0
        szm_z_perc|3D|0.0676|0
        szm_gl_var|3D|2.64|0
        szm_zs_var|3D|331|0
        szm_zs_entr|3D|2.32|0
        dzm_sde|3D|1|0
        dzm_lde|3D|1|0
        dzm_lgze|3D|0.253|0
        dzm_hgze|3D|15.6|0
        dzm_sdlge|3D|0.253|0
        dzm_sdhge|3D|15.6|0
        dzm_ldlge|3D|0.253|0
        dzm_ldhge|3D|15.6|0
        dzm_glnu|3D|1.4|0
        dzm_glnu_norm|3D|0.28|0
        dzm_zdnu|3D|5|0
        dzm_zdnu_norm|3D|1|0
        dzm_z_perc|3D|0.0676|0
        dzm_gl_var|3D|2.64|0
        dzm_zd_var|3D|0|0
        dzm_zd_entr|3D|1.92|0
        ngt_coarseness|3D|0.0296|0
        ngt_contrast|3D|0.584|0
        ngt_busyness|3D|6.54|0
        ngt_complexity|3D|13.5|0
        ngt_strength|3D|0.763|0
        ngl_lde|3D|0.045|0
        ngl_hde|3D|109|0
        ngl_lgce|3D|0.693|0
        ngl_hgce|3D|7.66|0
        ngl_ldlge|3D|0.00963|0
        ngl_ldhge|3D|0.736|0
        ngl_hdlge|3D|102|0
        ngl_hdhge|3D|235|0
        ngl_glnu|3D|37.9|0
        ngl_glnu_norm|3D|0.512|0
        ngl_dcnu|3D|4.86|0
        ngl_dcnu_norm|3D|0.0657|0
        ngl_dc_perc|3D|1|0
        ngl_gl_var|3D|3.05|0
        ngl_dc_var|3D|22.1|0
        ngl_dc_entr|3D|4.4|0
        ngl_dc_energy|3D|0.0533|0
        morph_volume||556|4
        morph_vol_approx||592|4
        morph_area_mesh||388|3
        morph_av||0.698|0.004
        morph_comp_1||0.0411|0.0003
        morph_comp_2||0.599|0.004
        morph_sph_dispr||1.19|0.01
        morph_sphericity||0.843|0.005
        morph_asphericity||0.186|0.001
        morph_com||0.672|0.004
        morph_diam||13.1|0.1
        morph_pca_maj_axis||11.4|0.1
        morph_pca_min_axis||9.31|0.06
        morph_pca_least_axis||8.54|0.05
        morph_pca_elongation||0.816|0.005
        morph_pca_flatness||0.749|0.005
        morph_vol_dens_aabb||0.869|0.005
        morph_area_dens_aabb||0.866|0.005
        morph_vol_dens_aee||1.17|0.01
        morph_area_dens_aee||1.36|0.01
        morph_vol_dens_conv_hull||0.961|0.006
        morph_area_dens_conv_hull||1.03|0.01
        morph_integ_int||1200|10
        morph_moran_i||0.0397|0.0003
        morph_geary_c||0.974|0.006
        loc_peak_loc||2.6|0
        loc_peak_glob||3.1|0
        stat_mean||2.15|0
        stat_var||3.05|0
        stat_skew||1.08|0
        stat_kurt||-0.355|0
        stat_median||1|0
        stat_min||1|0
        stat_p10||1|0
        stat_p90||4|0
        stat_max||6|0
        stat_iqr||3|0
        stat_range||5|0
        stat_mad||1.55|0
        stat_rmad||1.11|0
        stat_medad||1.15|0
        stat_cov||0.812|0
        stat_qcod||0.6|0
        stat_energy||567|0
        stat_rms||2.77|0
        ih_mean||2.15|0
        ih_var||3.05|0
        ih_skew||1.08|0
        ih_kurt||-0.355|0
        ih_median||1|0
        ih_min||1|0
        ih_p10||1|0
        ih_p90||4|0
        ih_max||6|0
        ih_mode||1|0
        ih_iqr||3|0
        ih_range||5|0
        ih_mad||1.55|0
        ih_rmad||1.11|0
        ih_medad||1.15|0
        ih_cov||0.812|0
        ih_qcod||0.6|0
        ih_entropy||1.27|0
        ih_uniformity||0.512|0
        ih_max_grad||8|0
        ih_max_grad_g||3|0
        ih_min_grad||-50|0
        ih_min_grad_g||1|0
        ivh_v10||0.324|0
        ivh_v90||0.0946|0
        ivh_i10||5|0
        ivh_i90||2|0
        ivh_diff_v10_v90||0.23|0
        ivh_diff_i10_i90||3|0
        """;

    /// <summary>Gets the number of reference values.</summary>
    public static int Count => Expected.Split('\n').Length;

    /// <summary>Computes all features of the phantom and compares them, rounded to three digits.</summary>
    /// <returns>What differs, one line a value; empty when all is well.</returns>
    public static IReadOnlyList<string> Run()
    {
        Grid grid = Grid.Axial(new GridSize(5, 4, 4), new VoxelSpacing(2, 2, 2));
        Volume image = new(grid, [.. string.Concat(Slices).Select(digit => (float)(digit - '0'))]);
        Mask mask = Mask.FromMembership(grid, [.. string.Concat(Members).Select(digit => (byte)(digit - '0'))]);
        Dictionary<(string, string), double> actual = IbsiExtractor.Extract(image, mask, new IbsiSettings { GrayLevels = new IntensitiesAsLevels() })
            .ToDictionary(feature => (feature.Tag, feature.Aggregation), feature => feature.Value);
        List<string> wrong = [];
        foreach (string[] cells in Expected.Split('\n').Select(line => line.Split('|')))
        {
            double expected = double.Parse(cells[2], CultureInfo.InvariantCulture);
            double tolerance = double.Parse(cells[3], CultureInfo.InvariantCulture) + (1e-9 * Math.Abs(expected));
            double found = actual.GetValueOrDefault((cells[0], cells[1]), double.NaN);
            double rounded = double.Parse(found.ToString("E2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (!(Math.Abs(rounded - expected) <= tolerance))
            {
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{cells[0]} {cells[1]}: expected {expected}, found {found:G6}"));
            }
        }

        return wrong;
    }
}
