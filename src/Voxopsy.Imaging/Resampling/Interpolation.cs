namespace Voxopsy.Imaging.Resampling;

/// <summary>How a value between voxel centers is found.</summary>
public enum Interpolation
{
    /// <summary>The voxel whose center is nearest; halfway, the one with the larger index.</summary>
    Nearest,

    /// <summary>Linear along each axis between the two neighboring centers.</summary>
    Linear,

    /// <summary>The cubic B-spline through all voxel values (Unser 1999).</summary>
    CubicBSpline,
}
