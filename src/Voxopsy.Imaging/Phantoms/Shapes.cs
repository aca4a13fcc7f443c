namespace Voxopsy.Imaging.Phantoms;

/// <summary>Distances from simple surfaces, mm; below 0 inside.</summary>
internal static class Shapes
{
    /// <summary>About the distance from an ellipsoid around a center: exact on the surface, of first order beside it.</summary>
    internal static double Ellipsoid(double x, double y, double z, (double X, double Y, double Z) axes)
    {
        double a = x / axes.X;
        double b = y / axes.Y;
        double c = z / axes.Z;
        double scaled = Math.Sqrt((a * a) + (b * b) + (c * c));
        a /= axes.X;
        b /= axes.Y;
        c /= axes.Z;
        double slope = Math.Sqrt((a * a) + (b * b) + (c * c));
        return slope == 0 ? -Math.Min(axes.X, Math.Min(axes.Y, axes.Z)) : scaled * (scaled - 1) / slope;
    }

    /// <summary>The distance from an endless cylinder along z.</summary>
    internal static double Cylinder(double x, double y, double radius) => Math.Sqrt((x * x) + (y * y)) - radius;

    /// <summary>A smooth step from 0 to 1 over a width around 0.</summary>
    internal static double Step(double value, double width)
    {
        double t = Math.Clamp((value / width) + 0.5, 0, 1);
        return t * t * (3 - (2 * t));
    }
}
