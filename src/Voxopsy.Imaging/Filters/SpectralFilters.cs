using System.Numerics;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Filters;

/// <summary>Filters that are defined by their frequencies: Simoncelli's wavelets and Riesz transforms.</summary>
/// <remarks>
/// Source: IBSI 2 reference manual, sections 3.5 and 3.6; Portilla and Simoncelli 2000; Unser and Van De Ville 2010. Frequencies run from −1 to
/// 1 over the samples of an axis, both ends included. The image counts as periodic.
/// </remarks>
public static class SpectralFilters
{
    /// <summary>A band of Simoncelli's isotropic wavelet.</summary>
    /// <param name="source">The image.</param>
    /// <param name="level">The level, from 1; each halves the frequencies.</param>
    /// <param name="rieszOrder">Orders of a Riesz transform along x, y and z on top; empty for none.</param>
    /// <param name="extent">Whether the filter stays within slices.</param>
    /// <returns>The response on the whole image.</returns>
    public static ScalarField Simoncelli(IVoxelSource source, int level, IReadOnlyList<int> rieszOrder, FilterExtent extent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        double highest = Math.Pow(2, 1 - level);
        return Apply(source, rieszOrder, extent, radius => radius <= highest / 4 || radius > highest ? 0 : Math.Cos(Math.PI / 2 * Math.Log2(2 * radius / highest)));
    }

    /// <summary>A Riesz transform, of an image that another filter made.</summary>
    /// <param name="source">The image.</param>
    /// <param name="rieszOrder">Orders along x, y and z.</param>
    /// <param name="extent">Whether the filter stays within slices.</param>
    /// <returns>The response on the whole image.</returns>
    public static ScalarField Riesz(IVoxelSource source, IReadOnlyList<int> rieszOrder, FilterExtent extent) => Apply(source, rieszOrder, extent, _ => 1);

    private static ScalarField Apply(IVoxelSource source, IReadOnlyList<int> rieszOrder, FilterExtent extent, Func<double, double> band)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(rieszOrder);
        ScalarField image = ScalarField.Of(source);
        GridSize whole = source.Grid.Size;
        GridSize size = extent == FilterExtent.Slice ? whole with { Z = 1 } : whole;
        Complex[] gains = Gains(size, rieszOrder, band);
        double[] values = new double[image.Values.Length];
        int block = (int)size.VoxelCount;
        for (int start = 0; start < values.Length; start += block)
        {
            Complex[] spectrum = new Complex[block];
            for (int i = 0; i < block; i++)
            {
                spectrum[i] = image.Values[start + i];
            }

            VolumeSpectrum.Forward(spectrum, size);
            for (int i = 0; i < block; i++)
            {
                spectrum[i] *= gains[i];
            }

            VolumeSpectrum.Inverse(spectrum, size);
            for (int i = 0; i < block; i++)
            {
                values[start + i] = spectrum[i].Real;
            }
        }

        return new ScalarField(source.Grid, values);
    }

    private static Complex[] Gains(GridSize size, IReadOnlyList<int> order, Func<double, double> band)
    {
        (double[] x, double[] y, double[] z) = (Frequencies(size.X), Frequencies(size.Y), Frequencies(size.Z));
        int total = order.Sum();
        Complex phase = Complex.Pow(-Complex.ImaginaryOne, total) * Math.Sqrt(Factorial(total) / order.Aggregate(1.0, (product, n) => product * Factorial(n)));
        Complex[] gains = new Complex[size.VoxelCount];
        int at = 0;
        foreach (double fz in z)
        {
            foreach (double fy in y)
            {
                foreach (double fx in x)
                {
                    double radius = Math.Sqrt((fx * fx) + (fy * fy) + (fz * fz));
                    Complex gain = band(radius);
                    if (total > 0)
                    {
                        double direction = Math.Pow(fx, order[0]) * Math.Pow(fy, order.Count > 1 ? order[1] : 0) * Math.Pow(fz, order.Count > 2 ? order[2] : 0);
                        gain *= radius == 0 ? 0 : phase * (direction / Math.Pow(radius, total));
                    }

                    gains[at++] = gain;
                }
            }
        }

        return gains;
    }

    /// <summary>From −1 to 1, then rotated so that the middle comes first, as a transform orders them.</summary>
    private static double[] Frequencies(int count)
    {
        if (count == 1)
        {
            return [0];
        }

        double[] frequencies = new double[count];
        for (int k = 0; k < count; k++)
        {
            frequencies[k] = -1 + (2.0 * ((k + (count / 2)) % count) / (count - 1));
        }

        return frequencies;
    }

    private static double Factorial(int n) => n <= 1 ? 1 : n * Factorial(n - 1);
}
