namespace Voxopsy.Radiomics.Discretization;

/// <summary>A number of equal bins between the smallest and the largest intensity of the region.</summary>
/// <remarks>Source: IBSI reference manual, 2.7 (fixed bin number). The largest intensity belongs to the last bin.</remarks>
public sealed record FixedBinCount : GrayLevels
{
    /// <summary>Creates the rule.</summary>
    /// <param name="count">Number of bins, from 1 to <see cref="GrayLevels.Limit"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public FixedBinCount(int count)
    {
        if (count is < 1 or > Limit)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"A bin count must lie between 1 and {Limit}.");
        }

        Count = count;
    }

    /// <summary>Gets the number of bins.</summary>
    public int Count { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Count} bins";

    private protected override double CountFor(double minimum, double maximum) => Count;

    private protected override IntensityBins Make(double minimum, double maximum) => minimum < maximum
        ? new IntensityBins(minimum, (maximum - minimum) / Count, Count)

        // numpy.histogram widens an empty range by half a unit on both sides.
        : new IntensityBins(minimum - 0.5, 1.0 / Count, Count);
}
