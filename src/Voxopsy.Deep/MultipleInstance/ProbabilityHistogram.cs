using System.Collections.Immutable;

namespace Voxopsy.Deep.MultipleInstance;

/// <summary>The share of a case's images whose probability lies in each of equal bins: features of a case with any number of images.</summary>
public static class ProbabilityHistogram
{
    /// <summary>The shares.</summary>
    /// <param name="probabilities">One an image, within [0, 1].</param>
    /// <param name="bins">At least 2.</param>
    /// <returns>As many shares, adding up to 1; <see cref="double.NaN"/> without images.</returns>
    public static ImmutableArray<double> Of(ReadOnlySpan<double> probabilities, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        double[] shares = new double[bins];
        foreach (double probability in probabilities)
        {
            shares[Word(probability, bins)] += 1;
        }

        int images = probabilities.Length;
        return [.. shares.Select(count => count / images)];
    }

    /// <summary>The bin of a probability.</summary>
    internal static int Word(double probability, int bins) => probability is >= 0 and <= 1
        ? Math.Min(bins - 1, (int)(probability * bins))
        : throw new ArgumentException($"A probability lies within 0 and 1; {probability} was given.");
}
