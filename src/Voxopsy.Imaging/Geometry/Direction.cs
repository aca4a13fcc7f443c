namespace Voxopsy.Imaging.Geometry;

/// <summary>Where the three axes of a grid point in the patient: unit vectors in LPS.</summary>
/// <remarks>The axes need not be at right angles: a tilted gantry makes a sheared grid.</remarks>
/// <param name="X">Where the first axis points.</param>
/// <param name="Y">Where the second axis points.</param>
/// <param name="Z">Where the third axis points.</param>
public readonly record struct Direction(PatientVector X, PatientVector Y, PatientVector Z)
{
    /// <summary>Gets the axes along left, posterior and superior.</summary>
    public static Direction Identity { get; } = new(new(1, 0, 0), new(0, 1, 0), new(0, 0, 1));

    /// <summary>Gets the determinant: ±1 for axes at right angles, −1 for a mirrored grid.</summary>
    public double Determinant => X.Cross(Y).Dot(Z);

    /// <summary>Gets whether the axes are at right angles within 1e-4.</summary>
    public bool IsOrthogonal => Math.Abs(X.Dot(Y)) < 1e-4 && Math.Abs(X.Dot(Z)) < 1e-4 && Math.Abs(Y.Dot(Z)) < 1e-4;
}
