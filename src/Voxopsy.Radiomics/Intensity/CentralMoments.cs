namespace Voxopsy.Radiomics.Intensity;

/// <summary>Mean and central moments of a sample, each divided by the count.</summary>
internal readonly record struct CentralMoments(double Mean, double Second, double Third, double Fourth, double MeanAbsolute)
{
    internal static CentralMoments Of(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        double mean = sum / values.Length;
        double second = 0, third = 0, fourth = 0, absolute = 0;
        foreach (double value in values)
        {
            double apart = value - mean;
            double squared = apart * apart;
            second += squared;
            third += squared * apart;
            fourth += squared * squared;
            absolute += Math.Abs(apart);
        }

        int n = values.Length;
        return new CentralMoments(mean, second / n, third / n, fourth / n, absolute / n);
    }
}
