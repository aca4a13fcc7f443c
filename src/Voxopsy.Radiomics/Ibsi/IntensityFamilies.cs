using Voxopsy.Radiomics.Discretization;

namespace Voxopsy.Radiomics.Ibsi;

/// <summary>Intensity-based statistics and the intensity histogram.</summary>
internal static class IntensityFamilies
{
    private const string Intensity = "intensity";

    /// <summary>The 18 statistics of intensities.</summary>
    internal static IEnumerable<IbsiFeature> Statistics(ReadOnlySpan<double> intensities)
    {
        IntensityStatistics s = new(intensities);
        return
        [
            Named("Mean", "Q4LE", "stat_mean", Intensity, s.Moments.Mean),
            Named("Variance", "ECT3", "stat_var", "intensity2", s.Moments.Second),
            Named("Skewness", "KE2A", "stat_skew", "1", s.Skewness),
            Named("(Excess) kurtosis", "IPH6", "stat_kurt", "1", s.Kurtosis),
            Named("Median", "Y12H", "stat_median", Intensity, s.Median),
            Named("Minimum", "1GSF", "stat_min", Intensity, s.Low),
            Named("10th percentile", "QG58", "stat_p10", Intensity, s.P10),
            Named("90th percentile", "8DWT", "stat_p90", Intensity, s.P90),
            Named("Maximum", "84IY", "stat_max", Intensity, s.High),
            Named("Interquartile range", "SALO", "stat_iqr", Intensity, s.InterquartileRange),
            Named("Range", "2OJQ", "stat_range", Intensity, s.High - s.Low),
            Named("Mean absolute deviation", "4FUA", "stat_mad", Intensity, s.Moments.MeanAbsolute),
            Named("Robust mean absolute deviation", "1128", "stat_rmad", Intensity, s.RobustMeanAbsolute),
            Named("Median absolute deviation", "N72L", "stat_medad", Intensity, s.MedianAbsolute),
            Named("Coefficient of variation", "7TET", "stat_cov", "1", s.Variation),
            Named("Quartile coefficient of dispersion", "9S40", "stat_qcod", "1", s.QuartileDispersion),
            Named("Energy", "N8CA", "stat_energy", "intensity2", s.Energy),
            Named("Root mean square", "5ZWQ", "stat_rms", Intensity, s.RootMeanSquare),
        ];

        static IbsiFeature Named(string name, string code, string tag, string unit, double value) =>
            new(new FeatureDefinition("statistics", name, code, unit), tag, string.Empty, value);
    }

    /// <summary>The 23 features of the histogram of gray levels.</summary>
    internal static IEnumerable<IbsiFeature> Histogram(DiscretizedRegion region)
    {
        int[] counts = region.Histogram;
        double voxels = region.VoxelCount;
        double[] levels = new double[region.VoxelCount];
        int at = 0;
        double entropy = 0, uniformity = 0;
        for (int level = 1; level <= counts.Length; level++)
        {
            levels.AsSpan(at, counts[level - 1]).Fill(level);
            at += counts[level - 1];
            double share = counts[level - 1] / voxels;
            entropy -= share > 0 ? share * Math.Log2(share) : 0;
            uniformity += share * share;
        }

        IntensityStatistics s = new(levels);
        double[] gradient = Gradient(counts);
        (int steepest, int steepestFall) = (Array.IndexOf(gradient, gradient.Max()), Array.IndexOf(gradient, gradient.Min()));
        return
        [
            Named("Mean", "X6K6", "ih_mean", s.Moments.Mean),
            Named("Variance", "CH89", "ih_var", s.Moments.Second),
            Named("Skewness", "88K1", "ih_skew", s.Skewness),
            Named("(Excess) kurtosis", "C3I7", "ih_kurt", s.Kurtosis),
            Named("Median", "WIFQ", "ih_median", s.Median),
            Named("Minimum", "1PR8", "ih_min", s.Low),
            Named("10th percentile", "GPMT", "ih_p10", s.P10),
            Named("90th percentile", "OZ0C", "ih_p90", s.P90),
            Named("Maximum", "3NCY", "ih_max", s.High),
            Named("Mode", "AMMC", "ih_mode", Mode(counts, s.Moments.Mean)),
            Named("Interquartile range", "WR0O", "ih_iqr", s.InterquartileRange),
            Named("Range", "5Z3W", "ih_range", s.High - s.Low),
            Named("Mean absolute deviation", "D2ZX", "ih_mad", s.Moments.MeanAbsolute),
            Named("Robust mean absolute deviation", "WRZB", "ih_rmad", s.RobustMeanAbsolute),
            Named("Median absolute deviation", "4RNL", "ih_medad", s.MedianAbsolute),
            Named("Coefficient of variation", "CWYJ", "ih_cov", s.Variation),
            Named("Quartile coefficient of dispersion", "SLWD", "ih_qcod", s.QuartileDispersion),
            Named("Entropy", "TLU2", "ih_entropy", entropy),
            Named("Uniformity", "BJ5W", "ih_uniformity", uniformity),
            Named("Maximum histogram gradient", "12CE", "ih_max_grad", gradient[steepest]),
            Named("Maximum histogram gradient grey level", "8E6O", "ih_max_grad_g", steepest + 1),
            Named("Minimum histogram gradient", "VQB3", "ih_min_grad", gradient[steepestFall]),
            Named("Minimum histogram gradient grey level", "RHQZ", "ih_min_grad_g", steepestFall + 1),
        ];

        static IbsiFeature Named(string name, string code, string tag, double value) =>
            new(new FeatureDefinition("intensity_histogram", name, code, tag == "ih_entropy" ? "bit" : "1"), tag, string.Empty, value);
    }

    /// <summary>Central differences of the counts, one-sided at both ends.</summary>
    private static double[] Gradient(int[] counts)
    {
        double[] gradient = new double[counts.Length];
        for (int i = 0; i < counts.Length; i++)
        {
            (int before, int after) = (Math.Max(0, i - 1), Math.Min(counts.Length - 1, i + 1));
            gradient[i] = before == after ? 0 : (counts[after] - counts[before]) / (double)(after - before);
        }

        return gradient;
    }

    /// <summary>The most frequent level; of several the one nearest to the mean.</summary>
    private static double Mode(int[] counts, double mean)
    {
        int most = counts.Max();
        return Enumerable.Range(1, counts.Length).Where(level => counts[level - 1] == most).MinBy(level => Math.Abs(level - mean));
    }
}
