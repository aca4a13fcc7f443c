namespace Voxopsy.Statistics.Calibration;

/// <summary>Distances of predicted and observed shares in bins of equal width.</summary>
/// <param name="Expected">The mean distance, weighted by rows (ECE), 0 best.</param>
/// <param name="Largest">The largest distance of a bin (MCE).</param>
/// <remarks>Depends on the bins; the integrated calibration index of <see cref="CalibrationCurve"/> does not. Source: Naeini 2015, AAAI 29.</remarks>
public sealed record BinnedCalibration(double Expected, double Largest)
{
    /// <summary>Computes both.</summary>
    /// <param name="probabilities">Predicted probabilities, within [0, 1].</param>
    /// <param name="events">What happened.</param>
    /// <param name="bins">The number of bins, at least 1.</param>
    public static BinnedCalibration Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> events, int bins = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        double[] gap = new double[bins];
        int[] count = new int[bins];
        for (int i = 0; i < events.Length; i++)
        {
            int bin = Math.Min((int)(probabilities[i] * bins), bins - 1);
            count[bin]++;
            gap[bin] += (events[i] ? 1 : 0) - probabilities[i];
        }

        double expected = 0;
        double largest = 0;
        for (int b = 0; b < bins; b++)
        {
            expected += Math.Abs(gap[b]) / events.Length;
            largest = count[b] > 0 ? Math.Max(largest, Math.Abs(gap[b]) / count[b]) : largest;
        }

        return new BinnedCalibration(expected, largest);
    }
}
