namespace Voxopsy.Radiomics.Ibsi;

/// <summary>The intensity-volume histogram: which share of the region has at least an intensity.</summary>
/// <remarks>Source: IBSI reference manual, section 3.5. Intensities are whole numbers as they are, or bins of one width named by their center.</remarks>
internal static class VolumeHistogram
{
    internal static IEnumerable<IbsiFeature> Compute(ReadOnlySpan<double> intensities, IbsiSettings settings)
    {
        (double low, double high) = Intensity.OrderStatistics.Range(intensities);
        double width = settings.VolumeHistogramWidth ?? 1;
        bool binned = settings.VolumeHistogramWidth is not null;
        double start = settings.VolumeHistogramStart ?? settings.LowerBound ?? low;
        double end = settings.UpperBound ?? high;
        int bins = (int)(binned ? Math.Ceiling((end - start) / width) : Math.Round(end - start) + 1);
        if (bins > 1 << 24)
        {
            throw new Imaging.ImagingException($"An intensity-volume histogram from {start:G6} to {end:G6} in steps of {width:G6} has too many bins; set a bin width.");
        }

        int[] counts = new int[Math.Max(bins, 1)];
        foreach (double intensity in intensities)
        {
            int bin = (int)Math.Floor((intensity - start) / width);
            counts[Math.Clamp(bin, 0, counts.Length - 1)]++;
        }

        double[] volume = new double[counts.Length];
        long above = intensities.Length;
        for (int bin = 0; bin < counts.Length; bin++)
        {
            volume[bin] = (double)above / intensities.Length;
            above -= counts[bin];
        }

        double Level(int bin) => start + ((bin + (binned ? 0.5 : 0)) * width);
        double VolumeAt(double fraction) => volume[(int)Math.Ceiling((fraction * (counts.Length - 1)) - 1e-9)];
        double IntensityAt(double fraction)
        {
            int bin = Array.FindIndex(volume, share => share <= fraction);
            return Level(bin < 0 ? counts.Length : bin);
        }

        (double v10, double v90, double i10, double i90) = (VolumeAt(0.1), VolumeAt(0.9), IntensityAt(0.1), IntensityAt(0.9));
        return
        [
            Named("Volume at intensity fraction 10%", "BC2M", "ivh_v10", "1", v10),
            Named("Volume at intensity fraction 90%", "BC2M", "ivh_v90", "1", v90),
            Named("Intensity at volume fraction 10%", "GBPN", "ivh_i10", "intensity", i10),
            Named("Intensity at volume fraction 90%", "GBPN", "ivh_i90", "intensity", i90),
            Named("Volume fraction difference between intensity fractions", "DDTU", "ivh_diff_v10_v90", "1", v10 - v90),
            Named("Intensity fraction difference between volume fractions", "CNV2", "ivh_diff_i10_i90", "intensity", i10 - i90),
        ];

        static IbsiFeature Named(string name, string code, string tag, string unit, double value) =>
            new(new FeatureDefinition("intensity_volume_histogram", name, code, unit), tag, string.Empty, value);
    }
}
