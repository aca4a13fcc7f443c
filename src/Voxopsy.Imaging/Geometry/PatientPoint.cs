using System.Globalization;

namespace Voxopsy.Imaging.Geometry;

/// <summary>A place in the patient: millimeters to the left, to the back and to the head (LPS).</summary>
/// <param name="X">Left, mm.</param>
/// <param name="Y">Posterior, mm.</param>
/// <param name="Z">Superior, mm.</param>
public readonly record struct PatientPoint(double X, double Y, double Z)
{
    /// <summary>The straight distance to another point.</summary>
    /// <param name="other">The other point.</param>
    /// <returns>mm, at least 0.</returns>
    public double DistanceTo(PatientPoint other)
    {
        (double x, double y, double z) = (X - other.X, Y - other.Y, Z - other.Z);
        return Math.Sqrt((x * x) + (y * y) + (z * z));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{X:0.0##} {Y:0.0##} {Z:0.0##}");
}
