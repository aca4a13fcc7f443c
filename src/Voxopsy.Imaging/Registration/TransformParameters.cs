using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Registration;

/// <summary>
/// Parameters in mm ↔ the map from fixed to moving patient coordinates: T(p) = c + R (I + S) (p − c) + t, with R = Rz Ry Rx and S
/// symmetric. Turns and strains are multiplied by the radius of the image, so that one unit moves its border by about 1 mm.
/// </summary>
internal sealed class TransformParameters(PatientPoint center, double radius, TransformModel model)
{
    internal int Count => model == TransformModel.Rigid ? 6 : 12;

    internal double Radius => radius;

    internal Affine ToAffine(ReadOnlySpan<double> p)
    {
        (double sx, double cx) = Math.SinCos(p[3] / radius);
        (double sy, double cy) = Math.SinCos(p[4] / radius);
        (double sz, double cz) = Math.SinCos(p[5] / radius);
        PatientVector x = new(cz * cy, sz * cy, -sy);
        PatientVector y = new((cz * sy * sx) - (sz * cx), (sz * sy * sx) + (cz * cx), cy * sx);
        PatientVector z = new((cz * sy * cx) + (sz * sx), (sz * sy * cx) - (cz * sx), cy * cx);
        if (p.Length == 12)
        {
            (double a, double b, double c) = (p[6] / radius, p[7] / radius, p[8] / radius);
            (double d, double e, double f) = (p[9] / radius, p[10] / radius, p[11] / radius);
            (x, y, z) = (Mix(x, y, z, 1 + a, d, e), Mix(x, y, z, d, 1 + b, f), Mix(x, y, z, e, f, 1 + c));
        }

        Affine linear = new(x, y, z, default);
        PatientPoint turned = linear.Apply(center.X, center.Y, center.Z);
        return linear with { Offset = new(center.X - turned.X + p[0], center.Y - turned.Y + p[1], center.Z - turned.Z + p[2]) };
    }

    private static PatientVector Mix(PatientVector x, PatientVector y, PatientVector z, double a, double b, double c) => new(
        (x.X * a) + (y.X * b) + (z.X * c), (x.Y * a) + (y.Y * b) + (z.Y * c), (x.Z * a) + (y.Z * b) + (z.Z * c));
}
