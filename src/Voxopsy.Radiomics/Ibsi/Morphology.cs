using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Radiomics.Intensity;
using Voxopsy.Radiomics.Shape;

namespace Voxopsy.Radiomics.Ibsi;

/// <summary>Size and form of a region, and how its intensities are spread in space.</summary>
/// <remarks>
/// Source: IBSI reference manual, section 3.1. The mesh is the one of <see cref="ShapeFeatures"/>; densities compare it with the box, the
/// ellipsoid and the convex hull around it. Volume and area densities of the oriented box and of the smallest ellipsoid have no reference value and
/// are not computed.
/// </remarks>
internal static class Morphology
{
    internal static IEnumerable<IbsiFeature> Compute(IbsiRegion region, ReadOnlySpan<double> intensities)
    {
        Mask mask = region.Morphology;
        SurfaceMesh mesh = SurfaceMesh.Of(mask);
        Diameters diameters = Diameters.Of(mesh, mask.Grid.VoxelToPatient);
        PrincipalAxes axes = PrincipalAxes.Of(mask);
        (double v, double a) = (mesh.Volume, mesh.Area);
        double sphere = Math.Cbrt(36 * Math.PI * v * v);
        (double boxVolume, double boxArea) = Box(mask);
        (double hullVolume, double hullArea) = Hull(diameters.HullPoints, mask.Grid.VoxelToPatient);

        // The reference values divide the variance by n − 1.
        double unbiased = mask.VoxelCount > 1 ? mask.VoxelCount / (mask.VoxelCount - 1.0) : 1;
        double[] half = [2 * Root(unbiased * axes.Major), 2 * Root(unbiased * axes.Minor), 2 * Root(unbiased * axes.Least)];
        (double moran, double geary) = SpatialAutocorrelation.Compute(region.Intensity, intensities);
        return
        [
            Named("Volume (mesh)", "RNU0", "morph_volume", "mm3", v),
            Named("Volume (voxel counting)", "YEKZ", "morph_vol_approx", "mm3", mask.VoxelCount * mask.Grid.VoxelVolume),
            Named("Surface area (mesh)", "C0JK", "morph_area_mesh", "mm2", a),
            Named("Surface to volume ratio", "2PR5", "morph_av", "1/mm", a / v),
            Named("Compactness 1", "SKGS", "morph_comp_1", "1", v / (Math.Sqrt(Math.PI) * Math.Pow(a, 1.5))),
            Named("Compactness 2", "BQWJ", "morph_comp_2", "1", 36 * Math.PI * v * v / (a * a * a)),
            Named("Spherical disproportion", "KRCK", "morph_sph_dispr", "1", a / sphere),
            Named("Sphericity", "QCFX", "morph_sphericity", "1", sphere / a),
            Named("Asphericity", "25C7", "morph_asphericity", "1", (a / sphere) - 1),
            Named("Centre of mass shift", "KLMA", "morph_com", "mm", CenterShift(region, intensities)),
            Named("Maximum 3D diameter", "L0JK", "morph_diam", "mm", diameters.Overall),
            Named("Major axis length", "TDIC", "morph_pca_maj_axis", "mm", 2 * half[0]),
            Named("Minor axis length", "P9VJ", "morph_pca_min_axis", "mm", 2 * half[1]),
            Named("Least axis length", "7J51", "morph_pca_least_axis", "mm", 2 * half[2]),
            Named("Elongation", "Q3CK", "morph_pca_elongation", "1", half[1] / half[0]),
            Named("Flatness", "N17B", "morph_pca_flatness", "1", half[2] / half[0]),
            Named("Volume density (axis-aligned bounding box)", "PBX1", "morph_vol_dens_aabb", "1", v / boxVolume),
            Named("Area density (axis-aligned bounding box)", "R59B", "morph_area_dens_aabb", "1", a / boxArea),
            Named("Volume density (approximate enclosing ellipsoid)", "6BDE", "morph_vol_dens_aee", "1", v / (4.0 / 3 * Math.PI * half[0] * half[1] * half[2])),
            Named("Area density (approximate enclosing ellipsoid)", "RDD2", "morph_area_dens_aee", "1", a / EllipsoidArea(half[0], half[1], half[2])),
            Named("Volume density (convex hull)", "R3ER", "morph_vol_dens_conv_hull", "1", v / hullVolume),
            Named("Area density (convex hull)", "7T7F", "morph_area_dens_conv_hull", "1", a / hullArea),
            Named("Integrated intensity", "99N0", "morph_integ_int", "intensity mm3", v * CentralMoments.Of(intensities).Mean),
            Named("Moran's I index", "N365", "morph_moran_i", "1", moran),
            Named("Geary's C measure", "NPT7", "morph_geary_c", "1", geary),
        ];

        static IbsiFeature Named(string name, string code, string tag, string unit, double value) =>
            new(new FeatureDefinition("morphology", name, code, unit), tag, string.Empty, value);
    }

    private static double Root(double variance) => Math.Sqrt(Math.Max(0, variance));

    private static (double Volume, double Area) Box(Mask mask)
    {
        VoxelSpacing spacing = mask.Grid.Spacing;
        (double x, double y, double z) = (mask.Box.Size.X * spacing.X, mask.Box.Size.Y * spacing.Y, mask.Box.Size.Z * spacing.Z);
        return (x * y * z, 2 * ((x * y) + (y * z) + (z * x)));
    }

    private static (double Volume, double Area) Hull(IReadOnlyList<(int X, int Y, int Z)> points, Affine step)
    {
        double volume = 0, area = 0;
        PatientVector Place((int X, int Y, int Z) p) => new(
            ((step.X.X * p.X) + (step.Y.X * p.Y) + (step.Z.X * p.Z)) / 2, ((step.X.Y * p.X) + (step.Y.Y * p.Y) + (step.Z.Y * p.Z)) / 2, ((step.X.Z * p.X) + (step.Y.Z * p.Y) + (step.Z.Z * p.Z)) / 2);
        foreach ((int i, int j, int k) in BodyHull.Triangles(points))
        {
            (PatientVector a, PatientVector b, PatientVector c) = (Place(points[i]), Place(points[j]), Place(points[k]));
            volume += a.Cross(b).Dot(c) / 6;
            PatientVector u = new(b.X - a.X, b.Y - a.Y, b.Z - a.Z);
            area += u.Cross(new PatientVector(c.X - a.X, c.Y - a.Y, c.Z - a.Z)).Length / 2;
        }

        return (Math.Abs(volume), area);
    }

    private static double CenterShift(IbsiRegion region, ReadOnlySpan<double> intensities)
    {
        (double x, double y, double z) plain = Center(region.Morphology, []);
        (double x, double y, double z) weighted = Center(region.Intensity, intensities);
        VoxelSpacing spacing = region.Image.Grid.Spacing;
        (double dx, double dy, double dz) = ((plain.x - weighted.x) * spacing.X, (plain.y - weighted.y) * spacing.Y, (plain.z - weighted.z) * spacing.Z);
        return Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz));
    }

    private static (double X, double Y, double Z) Center(Mask mask, ReadOnlySpan<double> weights)
    {
        GridSize size = mask.Box.Size;
        double total = 0, sumX = 0, sumY = 0, sumZ = 0;
        int next = 0;
        for (int i = 0; i < mask.BoxMembership.Length; i++)
        {
            if (mask.BoxMembership[i] == 0)
            {
                continue;
            }

            double weight = weights.IsEmpty ? 1 : weights[next++];
            total += weight;
            sumX += weight * (i % size.X);
            sumY += weight * (i / size.X % size.Y);
            sumZ += weight * (i / size.X / size.Y);
        }

        return (mask.Box.Start.X + (sumX / total), mask.Box.Start.Y + (sumY / total), mask.Box.Start.Z + (sumZ / total));
    }

    /// <summary>The surface of an ellipsoid by its series in Legendre polynomials up to degree 20 (IBSI reference manual, RDD2).</summary>
    private static double EllipsoidArea(double a, double b, double c)
    {
        double alpha = Math.Sqrt(1 - (b * b / (a * a)));
        double beta = Math.Sqrt(1 - (c * c / (a * a)));
        double product = alpha * beta;
        if (product == 0)
        {
            return alpha == 0 && beta == 0 ? 4 * Math.PI * a * b : EllipsoidArea(a, b * (1 - 1e-9), c * (1 - 2e-9));
        }

        double argument = ((alpha * alpha) + (beta * beta)) / (2 * product);
        double sum = 0, power = 1, before = 0, polynomial = 1;
        for (int degree = 0; degree <= 20; degree++)
        {
            sum += power / (1 - (4.0 * degree * degree)) * polynomial;
            (before, polynomial) = (polynomial, ((((2 * degree) + 1) * argument * polynomial) - (degree * before)) / (degree + 1));
            power *= product;
        }

        return 4 * Math.PI * a * b * sum;
    }
}
