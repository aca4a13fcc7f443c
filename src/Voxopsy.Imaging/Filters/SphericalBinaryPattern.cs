using System.Numerics;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Resampling;

namespace Voxopsy.Imaging.Filters;

/// <summary>Local binary patterns on a sphere around each voxel: which places are not darker than it, as energies of spherical harmonics.</summary>
/// <remarks>
/// Source: Banerjee et al., Rotation invariant local binary patterns for 3D textures, 2013, as PyRadiomics 3 computes it: places are the
/// corners of a subdivided icosahedron, intensities there a cubic spline in voxels (0 outside the image), and the sum over orders and the
/// norm are taken without complex conjugates. Its angles are followed too: the polar angle stands where the azimuth belongs.
/// </remarks>
public static class SphericalBinaryPattern
{
    // A spline coefficient depends on a value n voxels away by 0.27ⁿ.
    private const int Reach = 32;

    /// <summary>Filters the voxels of a region.</summary>
    /// <param name="source">The image.</param>
    /// <param name="box">The block wanted.</param>
    /// <param name="membership">One number a voxel of the block; the others get 0.</param>
    /// <param name="levels">How many degrees of harmonics, from 1.</param>
    /// <param name="radius">Radius of the sphere in voxels.</param>
    /// <param name="subdivisions">How often each triangle of the icosahedron is split into four, from 0.</param>
    /// <param name="round">What interpolated intensities are rounded to, or null for nothing.</param>
    /// <returns>The energy of each degree, and last the excess kurtosis of the intensities on the sphere (−3 where they are all the same).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static IReadOnlyList<ScalarField> Apply(
        IVoxelSource source, BoundingBox box, ReadOnlySpan<byte> membership, int levels, double radius, int subdivisions, Func<double, double>? round)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(radius);
        ArgumentOutOfRangeException.ThrowIfNegative(subdivisions);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(subdivisions, 5);
        (double X, double Y, double Z)[] sphere = Icosphere.Vertices(subdivisions);
        HarmonicEnergy[] energies = [.. Enumerable.Range(0, levels).Select(degree => new HarmonicEnergy(degree, sphere))];
        int margin = Reach + (int)Math.Ceiling(radius);
        GridSize whole = source.Grid.Size;
        SplineSource spline = SplineSource.Of(source, box.Grow(margin, margin, margin, whole), Interpolation.CubicBSpline, Extension.MirrorThenOutside);
        double[][] responses = [.. Enumerable.Range(0, levels + 1).Select(_ => new double[box.Size.VoxelCount])];
        double[] around = new double[sphere.Length];
        bool[] signs = new bool[sphere.Length];
        double[] center = new double[1];
        for (int i = 0; i < membership.Length; i++)
        {
            if (membership[i] == 0)
            {
                continue;
            }

            int x = box.Start.X + (i % box.Size.X), y = box.Start.Y + (i / box.Size.X % box.Size.Y), z = box.Start.Z + (i / box.Size.X / box.Size.Y);
            source.CopyRow(x, y, z, center);
            for (int v = 0; v < sphere.Length; v++)
            {
                // The first coordinate of a corner is added to the slowest index.
                (double px, double py, double pz) = (x + (radius * sphere[v].Z), y + (radius * sphere[v].Y), z + (radius * sphere[v].X));
                double value = IsInside(px, whole.X) && IsInside(py, whole.Y) && IsInside(pz, whole.Z)
                    ? spline.Evaluate(px, py, pz, Interpolation.CubicBSpline, Extension.MirrorThenOutside, outside: 0) : 0;
                around[v] = round is null ? value : round(value);
                signs[v] = around[v] >= center[0];
            }

            for (int degree = 0; degree < levels; degree++)
            {
                responses[degree][i] = energies[degree].Of(signs);
            }

            responses[levels][i] = ExcessKurtosis(around);
        }

        Grid grid = source.Grid.Crop(box);
        return [.. responses.Select(values => new ScalarField(grid, values))];
    }

    private static bool IsInside(double position, int length) => position >= 0 && position <= length - 1;

    private static double ExcessKurtosis(double[] values)
    {
        double mean = values.Sum() / values.Length;
        double second = 0, fourth = 0;
        foreach (double value in values)
        {
            double square = (value - mean) * (value - mean);
            second += square;
            fourth += square * square;
        }

        (second, fourth) = (second / values.Length, fourth / values.Length);
        double negligible = 1e-15 * mean;
        return second <= negligible * negligible ? -3 : (fourth / (second * second)) - 3;
    }

    /// <summary>The norm of a pattern's part of one degree.</summary>
    private sealed class HarmonicEnergy
    {
        private readonly Complex[][] _harmonics;
        private readonly Complex[,] _products;

        internal HarmonicEnergy(int degree, (double X, double Y, double Z)[] sphere)
        {
            _harmonics = [.. Enumerable.Range(-degree, (2 * degree) + 1).Select(order => Array.ConvertAll(sphere, corner => Harmonic(degree, order, corner)))];
            _products = new Complex[_harmonics.Length, _harmonics.Length];
            for (int a = 0; a < _harmonics.Length; a++)
            {
                for (int b = 0; b < _harmonics.Length; b++)
                {
                    for (int v = 0; v < sphere.Length; v++)
                    {
                        _products[a, b] += _harmonics[a][v] * _harmonics[b][v];
                    }
                }
            }
        }

        internal double Of(ReadOnlySpan<bool> signs)
        {
            Span<Complex> coefficients = stackalloc Complex[_harmonics.Length];
            for (int order = 0; order < coefficients.Length; order++)
            {
                Complex sum = 0;
                for (int v = 0; v < signs.Length; v++)
                {
                    sum += signs[v] ? _harmonics[order][v] : 0;
                }

                coefficients[order] = sum;
            }

            Complex norm = 0;
            for (int a = 0; a < coefficients.Length; a++)
            {
                for (int b = 0; b < coefficients.Length; b++)
                {
                    norm += coefficients[a] * coefficients[b] * _products[a, b];
                }
            }

            return Complex.Sqrt(norm).Real;
        }

        /// <summary>√((2n+1)/4π · (n−m)!/(n+m)!) Pₙᵐ(cos φ) eⁱᵐᶿ, with θ the polar and φ the azimuthal angle of the corner.</summary>
        private static Complex Harmonic(int degree, int order, (double X, double Y, double Z) corner)
        {
            double turn = Math.Acos(Math.Clamp(corner.Z, -1, 1));
            double cosine = Math.Cos(Math.Atan2(corner.Y, corner.X));
            int positive = Math.Abs(order);
            double factor = ((2 * degree) + 1) / (4 * Math.PI);
            for (int k = degree - positive + 1; k <= degree + positive; k++)
            {
                factor /= k;
            }

            double size = Math.Sqrt(factor) * Legendre(degree, positive, cosine);
            return Complex.FromPolarCoordinates(1, order * turn) * (order < 0 && positive % 2 == 1 ? -size : size);
        }

        /// <summary>The associated Legendre function, with the sign (−1)ᵐ of Condon and Shortley.</summary>
        private static double Legendre(int degree, int order, double x)
        {
            double sine = Math.Sqrt(Math.Max(0, 1 - (x * x)));
            double last = 1;
            for (int k = 1; k <= order; k++)
            {
                last *= -((2 * k) - 1) * sine;
            }

            double before = 0;
            for (int n = order + 1; n <= degree; n++)
            {
                (before, last) = (last, ((((2 * n) - 1) * x * last) - ((n + order - 1) * before)) / (n - order));
            }

            return last;
        }
    }
}
