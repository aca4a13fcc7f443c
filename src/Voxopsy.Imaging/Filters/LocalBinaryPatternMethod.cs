namespace Voxopsy.Imaging.Filters;

/// <summary>How the signs around a pixel become one number.</summary>
public enum LocalBinaryPatternMethod
{
    /// <summary>As bits of a number.</summary>
    Default,

    /// <summary>The smallest number that rotating the bits gives.</summary>
    RotationInvariant,

    /// <summary>The number of ones when at most two neighbors differ, else one more than the number of samples.</summary>
    Uniform,

    /// <summary>The variance of the intensities on the circle, instead of signs.</summary>
    Variance,
}
