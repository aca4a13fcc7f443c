namespace Voxopsy.Deep.Augmentation;

/// <summary>A turn within the slice, and in 3D a tilt out of it.</summary>
public sealed record Rotation
{
    /// <summary>The chance that it happens.</summary>
    public double Probability { get; init; } = 0.5;

    /// <summary>The largest turn within the slice, in degrees.</summary>
    public double InPlaneDegrees { get; init; } = 30;

    /// <summary>The largest tilt around the other two axes, in degrees; 0 where slices are thick.</summary>
    public double TiltDegrees { get; init; } = 15;

    internal void Enter(Warp warp, Draws stream)
    {
        bool happens = stream.Happens(Probability);
        double turn = stream.Between(-InPlaneDegrees, InPlaneDegrees) * Math.PI / 180;
        double tilt = stream.Between(-TiltDegrees, TiltDegrees) * Math.PI / 180;
        double nod = stream.Between(-TiltDegrees, TiltDegrees) * Math.PI / 180;
        if (happens)
        {
            warp.Turn(turn, tilt, nod);
        }
    }
}
