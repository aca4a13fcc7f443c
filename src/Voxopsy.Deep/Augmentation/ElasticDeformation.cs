namespace Voxopsy.Deep.Augmentation;

/// <summary>A smooth random displacement: drawn at control points, linear between them.</summary>
public sealed record ElasticDeformation
{
    /// <summary>The chance that it happens.</summary>
    public double Probability { get; init; } = 0.2;

    /// <summary>Voxels between control points within a slice; at least 4.</summary>
    public int Spacing { get; init; } = 16;

    /// <summary>The standard deviation of the displacement of a control point, in voxels.</summary>
    public double Deviation { get; init; } = 1.5;

    internal void Enter(Warp warp, Draws stream)
    {
        if (stream.Happens(Probability))
        {
            warp.Bend(Math.Max(4, Spacing), Deviation, stream);
        }
    }
}
