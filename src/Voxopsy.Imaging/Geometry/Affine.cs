namespace Voxopsy.Imaging.Geometry;

/// <summary>x ↦ A x + b between voxel indices and patient coordinates.</summary>
/// <param name="X">First column of A: one step along the first axis.</param>
/// <param name="Y">Second column of A.</param>
/// <param name="Z">Third column of A.</param>
/// <param name="Offset">b: where (0, 0, 0) goes.</param>
public readonly record struct Affine(PatientVector X, PatientVector Y, PatientVector Z, PatientPoint Offset)
{
    /// <summary>Gets the determinant of A: the signed volume of a voxel in mm³.</summary>
    public double Determinant => X.Cross(Y).Dot(Z);

    /// <summary>Applies the map.</summary>
    /// <param name="x">First coordinate.</param>
    /// <param name="y">Second coordinate.</param>
    /// <param name="z">Third coordinate.</param>
    /// <returns>A x + b.</returns>
    public PatientPoint Apply(double x, double y, double z) => new(
        (X.X * x) + (Y.X * y) + (Z.X * z) + Offset.X,
        (X.Y * x) + (Y.Y * y) + (Z.Y * z) + Offset.Y,
        (X.Z * x) + (Y.Z * y) + (Z.Z * z) + Offset.Z);

    /// <summary>The map back.</summary>
    /// <returns>The inverse; it holds infinities when the determinant is 0.</returns>
    public Affine Invert()
    {
        double scale = 1 / Determinant;
        PatientVector row0 = Y.Cross(Z).Scale(scale);
        PatientVector row1 = Z.Cross(X).Scale(scale);
        PatientVector row2 = X.Cross(Y).Scale(scale);
        PatientVector offset = new(Offset.X, Offset.Y, Offset.Z);
        return new Affine(
            new(row0.X, row1.X, row2.X),
            new(row0.Y, row1.Y, row2.Y),
            new(row0.Z, row1.Z, row2.Z),
            new(-row0.Dot(offset), -row1.Dot(offset), -row2.Dot(offset)));
    }
}
