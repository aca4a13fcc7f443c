namespace Voxopsy.Radiomics.Discretization;

/// <summary>Bins of one width: the same intensity is the same level in every image.</summary>
/// <remarks>
/// Level = ⌊(x − start) / width⌋ + 1. Without a given start the first bin starts at the multiple of the width at or below the smallest
/// intensity, as in PyRadiomics; with one (the lower bound of re-segmentation) it is the fixed bin size of IBSI (reference manual, 2.7).
/// </remarks>
public sealed record FixedBinWidth : GrayLevels
{
    /// <summary>Creates the rule.</summary>
    /// <param name="width">Width of a bin in units of intensity, above 0.</param>
    /// <param name="start">Where the first bin starts; null for a multiple of the width.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is not a number above 0.</exception>
    public FixedBinWidth(double width, double? start = null)
    {
        if (!(width > 0 && double.IsFinite(width)))
        {
            throw new ArgumentOutOfRangeException(nameof(width), width, "A bin width must be a finite number above 0.");
        }

        (Width, Start) = (width, start);
    }

    /// <summary>Gets the width of a bin.</summary>
    public double Width { get; }

    /// <summary>Gets where the first bin starts; null for a multiple of the width.</summary>
    public double? Start { get; }

    /// <inheritdoc/>
    public override string ToString() => $"bin width {Text(Width)}";

    private protected override double CountFor(double minimum, double maximum) => Math.Floor((maximum - First(minimum)) / Width) + 1;

    private protected override IntensityBins Make(double minimum, double maximum)
    {
        double first = First(minimum);

        // As numpy.arange does: the second edge is rounded, and the step is what is left between the first two.
        double step = first + Width - first;
        return new IntensityBins(first, step > 0 ? step : Width, int.MaxValue);
    }

    private double First(double minimum)
    {
        if (Start is { } start)
        {
            return start;
        }

        double rest = minimum % Width;
        return minimum - (rest < 0 ? rest + Width : rest);
    }
}
