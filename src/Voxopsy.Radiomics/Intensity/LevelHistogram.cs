using Voxopsy.Radiomics.Discretization;

namespace Voxopsy.Radiomics.Intensity;

/// <summary>How many voxels have each gray level.</summary>
internal static class LevelHistogram
{
    /// <summary>Counts by level; element 0 is level 1.</summary>
    internal static int[] Of(ReadOnlySpan<double> intensities, GrayLevels grayLevels)
    {
        (double low, double high) = OrderStatistics.Range(intensities);
        IntensityBins bins = grayLevels.BinsFor(low, high);
        int[] counts = new int[bins.Level(high)];
        foreach (double intensity in intensities)
        {
            counts[bins.Level(intensity) - 1]++;
        }

        return counts;
    }
}
