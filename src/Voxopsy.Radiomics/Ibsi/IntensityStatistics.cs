using Voxopsy.Radiomics.Intensity;

namespace Voxopsy.Radiomics.Ibsi;

/// <summary>Statistics of a sample as IBSI defines them, for intensities and for gray levels alike.</summary>
/// <remarks>Source: IBSI reference manual, sections 3.3 and 3.4. Kurtosis is the excess over 3; a flat sample has skewness and kurtosis 0.</remarks>
internal sealed class IntensityStatistics
{
    private readonly double[] _percentiles;

    internal IntensityStatistics(ReadOnlySpan<double> sample)
    {
        Moments = CentralMoments.Of(sample);
        (Low, High) = OrderStatistics.Range(sample);
        _percentiles = OrderStatistics.Percentiles(sample, 10, 25, 50, 75, 90);
        RobustMeanAbsolute = RobustDeviation(sample, P10, P90);
        double median = 0, energy = 0;
        foreach (double value in sample)
        {
            median += Math.Abs(value - Median);
            energy += value * value;
        }

        (MedianAbsolute, Energy, RootMeanSquare) = (median / sample.Length, energy, Math.Sqrt(energy / sample.Length));
    }

    internal CentralMoments Moments { get; }

    internal double Low { get; }

    internal double High { get; }

    internal double P10 => _percentiles[0];

    internal double Median => _percentiles[2];

    internal double P90 => _percentiles[4];

    internal double InterquartileRange => _percentiles[3] - _percentiles[1];

    internal double QuartileDispersion => InterquartileRange / (_percentiles[3] + _percentiles[1]);

    internal double RobustMeanAbsolute { get; }

    internal double MedianAbsolute { get; }

    internal double Energy { get; }

    internal double RootMeanSquare { get; }

    internal double Skewness => Moments.Second == 0 ? 0 : Moments.Third / Math.Pow(Moments.Second, 1.5);

    internal double Kurtosis => Moments.Second == 0 ? 0 : (Moments.Fourth / (Moments.Second * Moments.Second)) - 3;

    internal double Variation => Math.Sqrt(Moments.Second) / Moments.Mean;

    private static double RobustDeviation(ReadOnlySpan<double> sample, double low, double high)
    {
        double sum = 0, absolute = 0;
        int count = 0;
        foreach (double value in sample)
        {
            if (value >= low && value <= high)
            {
                sum += value;
                count++;
            }
        }

        foreach (double value in sample)
        {
            if (value >= low && value <= high)
            {
                absolute += Math.Abs(value - (sum / count));
            }
        }

        return absolute / count;
    }
}
