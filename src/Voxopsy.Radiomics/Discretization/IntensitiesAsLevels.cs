namespace Voxopsy.Radiomics.Discretization;

/// <summary>Intensities that are gray levels already: whole numbers from 1 on, taken as they are.</summary>
public sealed record IntensitiesAsLevels : GrayLevels
{
    /// <inheritdoc/>
    public override string ToString() => "intensities as gray levels";

    private protected override double CountFor(double minimum, double maximum) => maximum;

    private protected override IntensityBins Make(double minimum, double maximum) => minimum >= 1
        ? new IntensityBins(1, 1, int.MaxValue)
        : throw new ArgumentException($"Intensities taken as gray levels start at 1, found {Text(minimum)}; use a bin width or a bin count.", nameof(minimum));
}
