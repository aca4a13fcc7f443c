namespace Voxopsy.Imaging.Registration;

/// <summary>The choices of a registration; the defaults suit two phases or modalities of one patient.</summary>
public sealed record RegistrationSettings
{
    /// <summary>Gets what may be done to the moving image.</summary>
    public TransformModel Model { get; init; } = TransformModel.Rigid;

    /// <summary>Gets how alikeness is measured.</summary>
    public SimilarityMetric Metric { get; init; } = SimilarityMetric.MutualInformation;

    /// <summary>Gets the largest shift the first search tries along an axis, in mm.</summary>
    public double ShiftRange { get; init; } = 20;

    /// <summary>Gets the largest turn the first search tries about an axis, in degrees.</summary>
    public double TurnRange { get; init; } = 10;

    /// <summary>Gets the number of places compared on the finest level.</summary>
    public int Samples { get; init; } = 20_000;

    /// <summary>Gets the smallest share of the fixed image's places, within (0, 1], that must lie in the moving image.</summary>
    public double MinimumOverlap { get; init; } = 0.3;

    /// <summary>Gets the seed of the places and of the first search; the same seed gives the same bits.</summary>
    public ulong Seed { get; init; } = 1;

    internal void Check()
    {
        if (!(ShiftRange >= 0 && double.IsFinite(ShiftRange)) || !(TurnRange is >= 0 and <= 180) || Samples < 1000 || !(MinimumOverlap is > 0 and <= 1))
        {
            throw new ArgumentException($"Registration settings need a shift range of 0 mm or more, a turn range of 0 to 180 degrees, at least 1000 samples and an overlap within (0, 1]; found {ShiftRange}, {TurnRange}, {Samples} and {MinimumOverlap}.");
        }
    }
}
