using System.Text.Json.Serialization;
using Voxopsy.Imaging;

namespace Voxopsy.Deep.Inputs;

/// <summary>From intensities to what a network sees.</summary>
[JsonDerivedType(typeof(WindowScale), "window")]
[JsonDerivedType(typeof(BodyZScore), "zscore")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "scale")]
public abstract record IntensityScale
{
    /// <summary>What the scale learns from one image.</summary>
    /// <returns>Scaled value = (clamped value - shift) / divisor.</returns>
    internal abstract ScaleNumbers For(Volume image, string caseName, string phase);
}

/// <summary>A window of intensities, for CT: its ends become -1 and 1, and nothing lies beyond.</summary>
/// <param name="Low">Becomes -1.</param>
/// <param name="High">Becomes 1; above <paramref name="Low"/>.</param>
public sealed record WindowScale(double Low, double High) : IntensityScale
{
    internal override ScaleNumbers For(Volume image, string caseName, string phase) => Low < High
        ? new ScaleNumbers((Low + High) / 2, (High - Low) / 2, Low, High)
        : throw new ArgumentException($"A window goes from a lower to a higher intensity; {Low} to {High} was given.");
}

/// <summary>Mean 0 and standard deviation 1 inside the body of each image, for MRI; clamped at so many standard deviations.</summary>
/// <param name="Limit">Standard deviations beyond which nothing lies; above 0.</param>
/// <remarks>The body is what lies above the threshold that separates two classes best (Otsu 1979), over 256 bins from the 1st to the 99th percentile.</remarks>
public sealed record BodyZScore(double Limit = 5) : IntensityScale
{
    private const int Bins = 256;

    internal override ScaleNumbers For(Volume image, string caseName, string phase)
    {
        float[] sample = Sample(image.Voxels);
        if (sample.Length == 0 || sample[0] == sample[^1])
        {
            throw new InputException(
                InputFault.ConstantImage, caseName, $"all voxels of phase '{phase}' are {(sample.Length == 0 ? float.NaN : sample[0])}, so there is no body to scale by. Check that the right file was named.");
        }

        double threshold = Otsu(sample);
        (double sum, double squares, long count) = (0, 0, 0);
        foreach (float voxel in image.Voxels)
        {
            if (voxel > threshold && float.IsFinite(voxel))
            {
                sum += voxel;
                squares += (double)voxel * voxel;
                count++;
            }
        }

        double mean = sum / count;
        double deviation = Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean)));
        deviation = deviation > 0 ? deviation : 1;
        return new ScaleNumbers(mean, deviation, mean - (Limit * deviation), mean + (Limit * deviation));
    }

    // Every n-th voxel suffices for a threshold; n is fixed by the size, so the result depends on the image alone.
    private static float[] Sample(ReadOnlySpan<float> voxels)
    {
        int step = Math.Max(1, voxels.Length / 200_000);
        List<float> sample = new((voxels.Length / step) + 1);
        for (int i = 0; i < voxels.Length; i += step)
        {
            if (float.IsFinite(voxels[i]))
            {
                sample.Add(voxels[i]);
            }
        }

        sample.Sort();
        return [.. sample];
    }

    private static double Otsu(float[] sorted)
    {
        double low = sorted[(int)(0.01 * (sorted.Length - 1))];
        double high = sorted[(int)(0.99 * (sorted.Length - 1))];
        if (!(low < high))
        {
            return (sorted[0] + sorted[^1]) / 2;
        }

        long[] counts = new long[Bins];
        double total = 0;
        foreach (float value in sorted)
        {
            int bin = Math.Clamp((int)((value - low) / (high - low) * Bins), 0, Bins - 1);
            counts[bin]++;
            total += bin;
        }

        (double best, int threshold, double below, long count) = (-1, 0, 0, 0);
        for (int bin = 0; bin < Bins - 1; bin++)
        {
            count += counts[bin];
            below += (double)bin * counts[bin];
            long above = sorted.Length - count;
            if (count == 0 || above == 0)
            {
                continue;
            }

            double distance = (below / count) - ((total - below) / above);
            double between = (double)count * above * distance * distance;
            (best, threshold) = between > best ? (between, bin) : (best, threshold);
        }

        return low + ((threshold + 1) * (high - low) / Bins);
    }
}

/// <summary>The numbers of a scale for one image.</summary>
internal readonly record struct ScaleNumbers(double Shift, double Divisor, double Low, double High)
{
    /// <summary>The intensity that stands for what was not imaged.</summary>
    internal double Background => Low;

    internal void Apply(Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            double value = float.IsFinite(values[i]) ? Math.Clamp(values[i], Low, High) : Low;
            values[i] = (float)((value - Shift) / Divisor);
        }
    }
}
