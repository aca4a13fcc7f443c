namespace Voxopsy.Radiomics.Texture.Cooccurrence;

/// <summary>Features of a co-occurrence matrix (GLCM), by the definitions and names of PyRadiomics.</summary>
/// <remarks>
/// Source: PyRadiomics 3, class <c>glcm</c>; Haralick 1973. A matrix without any pair gives NaN for all; a flat region gives the values that
/// PyRadiomics defines (correlation 1, information measures 0).
/// </remarks>
internal static class CooccurrenceFeatures
{
    internal static readonly FeatureDefinition[] Definitions =
    [
        new("glcm", "Autocorrelation", "QWB0", "1"),
        new("glcm", "ClusterProminence", "AE86", "1"),
        new("glcm", "ClusterShade", "7NFM", "1"),
        new("glcm", "ClusterTendency", "DG8W", "1"),
        new("glcm", "Contrast", "ACUI", "1"),
        new("glcm", "Correlation", "NI2N", "1"),
        new("glcm", "DifferenceAverage", "TF7R", "1"),
        new("glcm", "DifferenceEntropy", "NTRS", "bit"),
        new("glcm", "DifferenceVariance", "D3YU", "1"),
        new("glcm", "Id", "IB1Z", "1"),
        new("glcm", "Idm", "WF0Z", "1"),
        new("glcm", "Idmn", "1QCO", "1"),
        new("glcm", "Idn", "NDRX", "1"),
        new("glcm", "Imc1", "R8DG", "1"),
        new("glcm", "Imc2", "JN9H", "1"),
        new("glcm", "InverseVariance", "E8JP", "1"),
        new("glcm", "JointAverage", "60VM", "1"),
        new("glcm", "JointEnergy", "8ZQL", "1"),
        new("glcm", "JointEntropy", "TU9B", "bit"),
        new("glcm", "MCC", null, "1"),
        new("glcm", "MaximumProbability", "GYBY", "1"),
        new("glcm", "SumAverage", "ZGXS", "1"),
        new("glcm", "SumEntropy", "P6QZ", "bit"),
        new("glcm", "SumSquares", "UR99", "1"),
    ];

    /// <summary>The values in the order of <see cref="Definitions"/>.</summary>
    internal static double[] Compute(CooccurrenceMatrix matrix)
    {
        if (matrix.Total == 0)
        {
            return [.. Enumerable.Repeat(double.NaN, Definitions.Length)];
        }

        CooccurrenceSums sums = new(matrix);
        DifferenceMeasures differences = DifferenceMeasures.Of(sums);
        double spread = Math.Sqrt(sums.RowVariance) * Math.Sqrt(sums.ColumnVariance);
        (double first, double second) = InformationCorrelations(sums);
        return
        [
            sums.Autocorrelation,
            sums.ClusterProminence,
            sums.ClusterShade,
            sums.ClusterTendency,
            differences.Contrast,
            spread == 0 ? 1 : sums.Covariance / (spread + CooccurrenceSums.Epsilon),
            differences.Average,
            CooccurrenceSums.EntropyOf(sums.DifferenceShares),
            differences.Variance,
            differences.Inverse,
            differences.InverseMoment,
            differences.InverseMomentNormalized,
            differences.InverseNormalized,
            first,
            second,
            differences.InverseVariance,
            sums.RowMean,
            sums.Energy,
            sums.Entropy,
            MaximalCorrelation.Of(matrix, sums),
            sums.Maximum,
            SumAverage(sums),
            CooccurrenceSums.EntropyOf(sums.SumShares),
            sums.RowVariance,
        ];
    }

    internal static double SumAverage(CooccurrenceSums sums)
    {
        double average = 0;
        for (int k = 0; k < sums.SumShares.Length; k++)
        {
            average += (k + 2) * sums.SumShares[k];
        }

        return average;
    }

    /// <summary>Both information measures of correlation; 0 where a single level leaves nothing to know.</summary>
    internal static (double First, double Second) InformationCorrelations(CooccurrenceSums sums)
    {
        double larger = Math.Max(CooccurrenceSums.EntropyOf(sums.RowShares), CooccurrenceSums.EntropyOf(sums.ColumnShares));
        double difference = sums.Entropy - sums.CrossEntropy;
        double independent = sums.IndependentEntropy();
        return (larger == 0 ? 0 : difference / larger, independent <= sums.Entropy ? 0 : Math.Sqrt(1 - Math.Exp(-2 * (independent - sums.Entropy))));
    }
}
