namespace Voxopsy.Imaging.Phantoms;

/// <summary>A sphere with a rough surface: r(n) = R·(1 + m·Σ w_l / l·cos(l·acos(n·v_l) + φ_l)), l = 2 … 6.</summary>
internal sealed class LesionSurface
{
    private const int Waves = 5;
    private readonly double[] _weights = new double[Waves];
    private readonly (double X, double Y, double Z)[] _axes = new (double, double, double)[Waves];
    private readonly double[] _cosine = new double[Waves];
    private readonly double[] _sine = new double[Waves];
    private readonly double _radius;
    private readonly double _roughness;
    private readonly (double X, double Y, double Z) _center;

    internal LesionSurface((double X, double Y, double Z) center, double radius, double roughness, PhantomRandom random)
    {
        (_center, _radius, _roughness) = (center, radius, roughness);
        double sum = 0;
        for (int i = 0; i < Waves; i++)
        {
            _weights[i] = random.Uniform(0.5, 1.5) / (i + 2);
            _axes[i] = random.Direction();
            (_sine[i], _cosine[i]) = Math.SinCos(2 * Math.PI * random.Uniform());
            sum += _weights[i];
        }

        Reach = radius * (1 + (roughness * sum));
    }

    /// <summary>The largest distance of the surface from the center, mm.</summary>
    internal double Reach { get; }

    internal (double X, double Y, double Z) Center => _center;

    internal double Radius => _radius;

    /// <summary>About the distance from the surface, mm; below 0 inside.</summary>
    internal double Distance(double x, double y, double z)
    {
        (x, y, z) = (x - _center.X, y - _center.Y, z - _center.Z);
        double length = Math.Sqrt((x * x) + (y * y) + (z * z));
        if (length > Reach + 6 || length == 0)
        {
            return length == 0 ? -_radius : length - Reach;
        }

        double sum = 0;
        for (int i = 0; i < Waves; i++)
        {
            double c = Math.Clamp(((x * _axes[i].X) + (y * _axes[i].Y) + (z * _axes[i].Z)) / length, -1, 1);
            sum += _weights[i] * Wave(i + 2, c, _cosine[i], _sine[i]);
        }

        return length - (_radius * (1 + (_roughness * sum)));
    }

    /// <summary>cos(l·acos(c) + φ) without an inverse cosine: Chebyshev polynomials T_l and U_{l−1}.</summary>
    private static double Wave(int order, double c, double cosine, double sine)
    {
        (double t0, double t1) = (1, c);
        (double u0, double u1) = (1, 2 * c);
        for (int l = 2; l <= order; l++)
        {
            (t0, t1) = (t1, (2 * c * t1) - t0);
            if (l < order)
            {
                (u0, u1) = (u1, (2 * c * u1) - u0);
            }
        }

        double u = order == 1 ? u0 : u1;
        return (t1 * cosine) - (u * Math.Sqrt(1 - (c * c)) * sine);
    }
}
