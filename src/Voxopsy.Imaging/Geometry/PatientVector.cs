namespace Voxopsy.Imaging.Geometry;

/// <summary>A direction or displacement in the patient (LPS).</summary>
/// <param name="X">To the left.</param>
/// <param name="Y">To the back.</param>
/// <param name="Z">To the head.</param>
public readonly record struct PatientVector(double X, double Y, double Z)
{
    /// <summary>Gets the Euclidean length.</summary>
    public double Length => Math.Sqrt((X * X) + (Y * Y) + (Z * Z));

    /// <summary>The scalar product.</summary>
    /// <param name="other">The other vector.</param>
    /// <returns>Σ aᵢbᵢ.</returns>
    public double Dot(PatientVector other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);

    /// <summary>The vector product.</summary>
    /// <param name="other">The other vector.</param>
    /// <returns>A vector at right angles to both.</returns>
    public PatientVector Cross(PatientVector other) =>
        new((Y * other.Z) - (Z * other.Y), (Z * other.X) - (X * other.Z), (X * other.Y) - (Y * other.X));

    /// <summary>The vector times a number.</summary>
    /// <param name="factor">Any number.</param>
    /// <returns>The scaled vector.</returns>
    public PatientVector Scale(double factor) => new(X * factor, Y * factor, Z * factor);
}
