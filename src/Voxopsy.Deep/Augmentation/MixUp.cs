namespace Voxopsy.Deep.Augmentation;

/// <summary>Two cases in one image, their targets mixed alike.</summary>
/// <remarks>Source: Zhang et al., mixup: beyond empirical risk minimization, ICLR 2018.</remarks>
public sealed record MixUp
{
    /// <summary>The chance that a case is mixed with another of its batch.</summary>
    public double Probability { get; init; }

    /// <summary>Both shapes of the beta distribution of the shares; above 0. Small values keep one case dominant.</summary>
    public double Alpha { get; init; } = 0.2;

    /// <summary>The share of the case itself, 1 when it is not mixed; from a beta distribution by the ratio of two gamma draws.</summary>
    /// <param name="chance">Whose draw.</param>
    internal double Share(Chance chance)
    {
        Draws stream = chance.For("mix-up");
        if (!stream.Happens(Probability))
        {
            return 1;
        }

        double share = Beta(stream);
        return Math.Max(share, 1 - share);
    }

    /// <summary>Mixes one image into another.</summary>
    internal static void Blend(Span<float> image, ReadOnlySpan<float> other, double share)
    {
        (float own, float foreign) = ((float)share, (float)(1 - share));
        for (int i = 0; i < image.Length; i++)
        {
            image[i] = (image[i] * own) + (other[i] * foreign);
        }
    }

    // Jöhnk 1964: exact for any shape, quick for shapes up to 1.
    private double Beta(Draws stream)
    {
        for (int tries = 0; tries < 1000; tries++)
        {
            double x = Math.Pow(stream.Next(), 1 / Alpha);
            double y = Math.Pow(stream.Next(), 1 / Alpha);
            if (x + y is > 0 and <= 1)
            {
                return x / (x + y);
            }
        }

        return 0.5;
    }
}
