namespace Voxopsy.Radiomics.Texture.Cooccurrence;

/// <summary>Features that depend on the difference of two neighboring levels alone.</summary>
internal readonly record struct DifferenceMeasures(
    double Average, double Variance, double Contrast, double Inverse, double InverseNormalized, double InverseMoment, double InverseMomentNormalized, double InverseVariance)
{
    internal static DifferenceMeasures Of(CooccurrenceSums sums)
    {
        double average = 0, contrast = 0, inverse = 0, inverseNormalized = 0, moment = 0, momentNormalized = 0, inverseVariance = 0;
        double levels = sums.Levels;
        for (int k = 0; k < sums.DifferenceShares.Length; k++)
        {
            double share = sums.DifferenceShares[k];
            double squared = (double)k * k;
            average += k * share;
            contrast += squared * share;
            inverse += share / (1 + k);
            inverseNormalized += share / (1 + (k / levels));
            moment += share / (1 + squared);
            momentNormalized += share / (1 + (squared / (levels * levels)));
            inverseVariance += k > 0 ? share / squared : 0;
        }

        double variance = 0;
        for (int k = 0; k < sums.DifferenceShares.Length; k++)
        {
            variance += sums.DifferenceShares[k] * (k - average) * (k - average);
        }

        return new DifferenceMeasures(average, variance, contrast, inverse, inverseNormalized, moment, momentNormalized, inverseVariance);
    }
}
