using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Nifti;

/// <summary>From sform, qform or bare voxel sizes to a grid in LPS mm.</summary>
internal static class NiftiGeometry
{
    /// <summary>The sform where it is set, else the qform, else the voxel sizes around the middle of the image, x to the left (as nibabel does).</summary>
    internal static Grid Place(string path, GridSize size, NiftiFields fields)
    {
        double unit = (fields.XyztUnits & 7) switch { 1 => 1000, 3 => 0.001, _ => 1 };
        Affine ras = fields.SformCode > 0 ? FromRows(fields.Srow) : fields.QformCode > 0 ? FromQuaternion(fields) : FromSizes(size, fields.PixDim);
        Affine lps = new(Turn(ras.X, unit), Turn(ras.Y, unit), Turn(ras.Z, unit), new(-ras.Offset.X * unit, -ras.Offset.Y * unit, ras.Offset.Z * unit));
        string source = fields.SformCode > 0 ? "sform" : fields.QformCode > 0 ? "qform" : "voxel sizes (pixdim)";
        double determinant = lps.Determinant;
        if (!double.IsFinite(determinant + lps.Offset.X + lps.Offset.Y + lps.Offset.Z))
        {
            throw new UnreadableVolumeException(path, $"its {source} holds NaN or infinity, so nobody knows where the voxels lie; write the header again from the source.");
        }

        double shortest = Math.Min(lps.X.Length, Math.Min(lps.Y.Length, lps.Z.Length));
        if (!(Math.Abs(determinant) > 1e-6 * lps.X.Length * lps.Y.Length * lps.Z.Length && shortest > 1e-9))
        {
            throw new UnreadableVolumeException(path, $"its {source} is singular, so voxels have no volume; write the header again from the source.");
        }

        return Grid.FromAffine(size, lps);
    }

    private static PatientVector Turn(PatientVector ras, double unit) => new(-ras.X * unit, -ras.Y * unit, ras.Z * unit);

    private static Affine FromRows(double[] rows) => new(
        new(rows[0], rows[4], rows[8]), new(rows[1], rows[5], rows[9]), new(rows[2], rows[6], rows[10]), new(rows[3], rows[7], rows[11]));

    /// <summary>Method 2 of nifti1.h: a unit quaternion (a, b, c, d), voxel sizes, and pixdim[0] for a mirrored third axis.</summary>
    private static Affine FromQuaternion(NiftiFields fields)
    {
        (double b, double c, double d) = (fields.Quaternion[0], fields.Quaternion[1], fields.Quaternion[2]);
        double squared = 1 - ((b * b) + (c * c) + (d * d));
        double a = Math.Sqrt(Math.Max(0, squared));
        if (squared < 0)
        {
            double length = Math.Sqrt((b * b) + (c * c) + (d * d));
            (b, c, d) = (b / length, c / length, d / length);
        }

        double mirror = fields.PixDim[0] < 0 ? -1 : 1;
        PatientVector x = new((a * a) + (b * b) - (c * c) - (d * d), 2 * ((b * c) + (a * d)), 2 * ((b * d) - (a * c)));
        PatientVector y = new(2 * ((b * c) - (a * d)), (a * a) + (c * c) - (b * b) - (d * d), 2 * ((c * d) + (a * b)));
        PatientVector z = new(2 * ((b * d) + (a * c)), 2 * ((c * d) - (a * b)), (a * a) + (d * d) - (b * b) - (c * c));
        return new Affine(
            x.Scale(fields.PixDim[1]), y.Scale(fields.PixDim[2]), z.Scale(mirror * fields.PixDim[3]), new(fields.QOffset[0], fields.QOffset[1], fields.QOffset[2]));
    }

    private static Affine FromSizes(GridSize size, double[] sizes) => new(
        new(-sizes[1], 0, 0),
        new(0, sizes[2], 0),
        new(0, 0, sizes[3]),
        new(sizes[1] * (size.X - 1) / 2, -sizes[2] * (size.Y - 1) / 2, -sizes[3] * (size.Z - 1) / 2));
}
