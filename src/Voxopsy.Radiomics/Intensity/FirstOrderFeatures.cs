using Voxopsy.Imaging;
using Voxopsy.Radiomics.Discretization;

namespace Voxopsy.Radiomics.Intensity;

/// <summary>Statistics of the intensities of a region, by the definitions and names of PyRadiomics.</summary>
/// <remarks>
/// Source: PyRadiomics 3, class <c>firstorder</c>; IBSI reference manual, sections 3.3 and 3.4, for the codes. Kurtosis is not the excess:
/// 3 for a normal distribution, where IBSI has 0. Entropy and uniformity are those of the gray levels.
/// </remarks>
public static class FirstOrderFeatures
{
    // The smallest step above 1: what PyRadiomics adds to a probability inside a logarithm.
    private const double Epsilon = 2.220446049250313E-16;

    private static readonly FeatureDefinition[] Definitions =
    [
        new("firstorder", "Energy", "N8CA", "intensity2"),
        new("firstorder", "TotalEnergy", null, "intensity2 mm3"),
        new("firstorder", "Entropy", "TLU2", "bit"),
        new("firstorder", "Minimum", "1GSF", "intensity"),
        new("firstorder", "10Percentile", "QG58", "intensity"),
        new("firstorder", "90Percentile", "8DWT", "intensity"),
        new("firstorder", "Maximum", "84IY", "intensity"),
        new("firstorder", "Mean", "Q4LE", "intensity"),
        new("firstorder", "Median", "Y12H", "intensity"),
        new("firstorder", "InterquartileRange", "SALO", "intensity"),
        new("firstorder", "Range", "2OJQ", "intensity"),
        new("firstorder", "MeanAbsoluteDeviation", "4FUA", "intensity"),
        new("firstorder", "RobustMeanAbsoluteDeviation", "1128", "intensity"),
        new("firstorder", "RootMeanSquared", "5ZWQ", "intensity"),
        new("firstorder", "Skewness", "KE2A", "1"),
        new("firstorder", "Kurtosis", "IPH6", "1"),
        new("firstorder", "Variance", "ECT3", "intensity2"),
        new("firstorder", "Uniformity", "BJ5W", "1"),
    ];

    /// <summary>Gets what is computed, in the order of <see cref="Compute(RegionOfInterest, GrayLevels, double)"/>.</summary>
    public static IReadOnlyList<FeatureDefinition> All => Definitions;

    /// <summary>Computes the 18 features.</summary>
    /// <param name="region">The image and the region in it.</param>
    /// <param name="grayLevels">How entropy and uniformity see the intensities.</param>
    /// <param name="shift">What is added to each intensity for the energies and the root mean square; 0 for none.</param>
    /// <returns>The values in the order of <see cref="All"/>; skewness and kurtosis of a flat region are 0, as in PyRadiomics.</returns>
    /// <exception cref="TooManyGrayLevelsException">The gray levels cannot be counted.</exception>
    public static IReadOnlyList<FeatureValue> Compute(RegionOfInterest region, GrayLevels grayLevels, double shift = 0)
    {
        ArgumentNullException.ThrowIfNull(region);
        ArgumentNullException.ThrowIfNull(grayLevels);
        double[] intensities = RegionIntensities.Of(region.Image, region.Mask);
        return Compute(intensities, LevelHistogram.Of(intensities, grayLevels), region.Grid.VoxelVolume, shift);
    }

    /// <summary>Computes the features from gathered intensities.</summary>
    internal static FeatureValue[] Compute(ReadOnlySpan<double> intensities, ReadOnlySpan<int> levelCounts, double voxelVolume, double shift)
    {
        CentralMoments moments = CentralMoments.Of(intensities);
        (double low, double high) = OrderStatistics.Range(intensities);
        double[] percentiles = OrderStatistics.Percentiles(intensities, 10, 25, 50, 75, 90);
        double energy = Energy(intensities, shift);
        (double entropy, double uniformity) = Spread(levelCounts, intensities.Length);
        double[] values =
        [
            energy,
            energy * voxelVolume,
            entropy,
            low,
            percentiles[0],
            percentiles[4],
            high,
            moments.Mean,
            percentiles[2],
            percentiles[3] - percentiles[1],
            high - low,
            moments.MeanAbsolute,
            RobustMeanAbsoluteDeviation(intensities, percentiles[0], percentiles[4]),
            Math.Sqrt(energy / intensities.Length),
            moments.Second == 0 ? 0 : moments.Third / Math.Pow(moments.Second, 1.5),
            moments.Second == 0 ? 0 : moments.Fourth / (moments.Second * moments.Second),
            moments.Second,
            uniformity,
        ];
        FeatureValue[] results = new FeatureValue[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            results[i] = new FeatureValue(Definitions[i], values[i]);
        }

        return results;
    }

    private static double Energy(ReadOnlySpan<double> intensities, double shift)
    {
        double sum = 0;
        foreach (double intensity in intensities)
        {
            sum += (intensity + shift) * (intensity + shift);
        }

        return sum;
    }

    private static (double Entropy, double Uniformity) Spread(ReadOnlySpan<int> levelCounts, int voxels)
    {
        double entropy = 0, uniformity = 0;
        foreach (int count in levelCounts)
        {
            if (count > 0)
            {
                double share = (double)count / voxels;
                entropy -= share * Math.Log2(share + Epsilon);
                uniformity += share * share;
            }
        }

        return (entropy, uniformity);
    }

    /// <summary>Mean distance to the mean, of the intensities between the 10th and the 90th percentile.</summary>
    private static double RobustMeanAbsoluteDeviation(ReadOnlySpan<double> intensities, double low, double high)
    {
        double sum = 0;
        int count = 0;
        foreach (double intensity in intensities)
        {
            if (intensity >= low && intensity <= high)
            {
                sum += intensity;
                count++;
            }
        }

        double mean = sum / count;
        double absolute = 0;
        foreach (double intensity in intensities)
        {
            if (intensity >= low && intensity <= high)
            {
                absolute += Math.Abs(intensity - mean);
            }
        }

        return absolute / count;
    }
}
