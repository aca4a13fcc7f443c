using Voxopsy.Radiomics.Texture;
using Voxopsy.Radiomics.Texture.Cooccurrence;

namespace Voxopsy.Radiomics.Ibsi;

/// <summary>The values of texture matrices in the order of <see cref="IbsiNames"/>.</summary>
internal static class IbsiTexture
{
    internal static double[] Cooccurrence(CooccurrenceMatrix matrix)
    {
        if (matrix.Total == 0)
        {
            return [.. Enumerable.Repeat(double.NaN, IbsiNames.Cooccurrence.Length)];
        }

        CooccurrenceSums sums = new(matrix);
        DifferenceMeasures differences = DifferenceMeasures.Of(sums);
        double average = CooccurrenceFeatures.SumAverage(sums);
        (double first, double second) = CooccurrenceFeatures.InformationCorrelations(sums);
        double spread = Math.Sqrt(sums.RowVariance * sums.ColumnVariance);
        return
        [
            sums.Maximum,
            sums.RowMean,
            sums.RowVariance,
            sums.Entropy,
            differences.Average,
            differences.Variance,
            CooccurrenceSums.EntropyOf(sums.DifferenceShares),
            average,
            SumVariance(sums, average),
            CooccurrenceSums.EntropyOf(sums.SumShares),
            sums.Energy,
            differences.Contrast,
            differences.Average,
            differences.Inverse,
            differences.InverseNormalized,
            differences.InverseMoment,
            differences.InverseMomentNormalized,
            differences.InverseVariance,
            spread == 0 ? 1 : sums.Covariance / spread,
            sums.Autocorrelation,
            sums.ClusterTendency,
            sums.ClusterShade,
            sums.ClusterProminence,
            first,
            second,
        ];
    }

    internal static double[] RunLength(LevelSizeMatrix matrix)
    {
        LevelSizeMeasures runs = LevelSizeMeasures.Of(matrix);
        return Sixteen(runs, runs.Total / runs.Covered);
    }

    internal static double[] Zones(LevelSizeMatrix matrix, double voxels)
    {
        LevelSizeMeasures zones = LevelSizeMeasures.Of(matrix);
        return Sixteen(zones, zones.Total / voxels);
    }

    internal static double[] Dependence(LevelSizeMatrix matrix, double voxels)
    {
        LevelSizeMeasures counts = LevelSizeMeasures.Of(matrix);
        return [.. Sixteen(counts, counts.Total / voxels), counts.Energy];
    }

    private static double[] Sixteen(LevelSizeMeasures m, double percentage) =>
    [
        m.SmallEmphasis,
        m.LargeEmphasis,
        m.LowLevelEmphasis,
        m.HighLevelEmphasis,
        m.SmallLowEmphasis,
        m.SmallHighEmphasis,
        m.LargeLowEmphasis,
        m.LargeHighEmphasis,
        m.LevelNonUniformity,
        m.LevelNonUniformityNormalized,
        m.SizeNonUniformity,
        m.SizeNonUniformityNormalized,
        percentage,
        m.LevelVariance,
        m.SizeVariance,
        m.Entropy,
    ];

    private static double SumVariance(CooccurrenceSums sums, double average)
    {
        double variance = 0;
        for (int k = 0; k < sums.SumShares.Length; k++)
        {
            variance += (k + 2 - average) * (k + 2 - average) * sums.SumShares[k];
        }

        return variance;
    }
}
