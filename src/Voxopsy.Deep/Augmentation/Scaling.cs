namespace Voxopsy.Deep.Augmentation;

/// <summary>Larger or smaller, the same along every axis.</summary>
public sealed record Scaling
{
    /// <summary>The chance that it happens.</summary>
    public double Probability { get; init; } = 0.5;

    /// <summary>The least factor.</summary>
    public double Lowest { get; init; } = 0.85;

    /// <summary>The largest factor.</summary>
    public double Highest { get; init; } = 1.2;

    internal void Enter(Warp warp, Draws stream)
    {
        bool happens = stream.Happens(Probability);
        double factor = stream.Between(Lowest, Highest);
        if (happens)
        {
            warp.Magnify(factor);
        }
    }
}
