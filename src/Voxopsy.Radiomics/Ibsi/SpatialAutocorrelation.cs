using System.Numerics;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Filters;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Radiomics.Ibsi;

/// <summary>Moran's I and Geary's C with weights 1 / distance over all pairs of voxels.</summary>
/// <remarks>
/// Source: IBSI reference manual, N365 and NPT7. A weight depends on the displacement of a pair only, so sums over pairs become sums over
/// displacements of correlations, which the Fourier transform gives for all displacements at once: exact, and not quadratic in voxels.
/// </remarks>
internal static class SpatialAutocorrelation
{
    internal static (double Moran, double Geary) Compute(Mask mask, ReadOnlySpan<double> intensities)
    {
        double mean = 0;
        foreach (double intensity in intensities)
        {
            mean += intensity / intensities.Length;
        }

        GridSize box = mask.Box.Size;
        GridSize size = new(Padded(box.X), Padded(box.Y), Padded(box.Z));
        Complex[] apart = new Complex[size.VoxelCount];
        Complex[] members = new Complex[size.VoxelCount];
        double squares = Spread(mask, intensities, mean, size, apart, members);
        VolumeSpectrum.Forward(apart, size);
        VolumeSpectrum.Forward(members, size);

        (Complex[] products, Complex[] squaresWithCounts, Complex[] pairs) = Correlate(apart, members, size);
        return Sum(products, squaresWithCounts, pairs, size, mask.Grid.Spacing, box, squares, intensities.Length);
    }

    private static int Padded(int length) => length == 1 ? 1 : (int)BitOperations.RoundUpToPowerOf2((uint)((2 * length) - 1));

    /// <summary>Lays out deviations as real parts with their squares as imaginary parts, so that one transform serves both.</summary>
    private static double Spread(Mask mask, ReadOnlySpan<double> intensities, double mean, GridSize size, Complex[] apart, Complex[] members)
    {
        GridSize box = mask.Box.Size;
        double squares = 0;
        int next = 0;
        for (int i = 0; i < mask.BoxMembership.Length; i++)
        {
            if (mask.BoxMembership[i] == 0)
            {
                continue;
            }

            double deviation = intensities[next++] - mean;
            int at = size.Offset(i % box.X, i / box.X % box.Y, i / box.X / box.Y);
            apart[at] = new Complex(deviation, deviation * deviation);
            members[at] = Complex.One;
            squares += deviation * deviation;
        }

        return squares;
    }

    /// <summary>Correlations of deviations with themselves, of their squares with membership, and of membership with itself.</summary>
    private static (Complex[] Products, Complex[] Squares, Complex[] Pairs) Correlate(Complex[] both, Complex[] members, GridSize size)
    {
        Complex[] products = new Complex[both.Length];
        Complex[] squares = new Complex[both.Length];
        Complex[] pairs = new Complex[both.Length];
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                for (int x = 0; x < size.X; x++)
                {
                    int i = size.Offset(x, y, z);
                    Complex mirrored = Complex.Conjugate(both[size.Offset((size.X - x) % size.X, (size.Y - y) % size.Y, (size.Z - z) % size.Z)]);
                    Complex deviation = (both[i] + mirrored) / 2;
                    Complex squared = (both[i] - mirrored) / (2 * Complex.ImaginaryOne);
                    products[i] = deviation * Complex.Conjugate(deviation);
                    squares[i] = squared * Complex.Conjugate(members[i]);
                    pairs[i] = members[i] * Complex.Conjugate(members[i]);
                }
            }
        }

        VolumeSpectrum.Inverse(products, size);
        VolumeSpectrum.Inverse(squares, size);
        VolumeSpectrum.Inverse(pairs, size);
        return (products, squares, pairs);
    }

    private static (double Moran, double Geary) Sum(
        Complex[] products, Complex[] squaresWithCounts, Complex[] pairs, GridSize size, VoxelSpacing spacing, GridSize box, double squares, int voxels)
    {
        double weights = 0, moran = 0, geary = 0;
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                for (int x = 0; x < size.X; x++)
                {
                    (int dx, int dy, int dz) = (Wrapped(x, size.X), Wrapped(y, size.Y), Wrapped(z, size.Z));
                    if ((dx == 0 && dy == 0 && dz == 0) || Math.Abs(dx) >= box.X || Math.Abs(dy) >= box.Y || Math.Abs(dz) >= box.Z)
                    {
                        continue;
                    }

                    (double mx, double my, double mz) = (dx * spacing.X, dy * spacing.Y, dz * spacing.Z);
                    double weight = 1 / Math.Sqrt((mx * mx) + (my * my) + (mz * mz));
                    int i = size.Offset(x, y, z);
                    weights += weight * Math.Round(pairs[i].Real);
                    moran += weight * products[i].Real;
                    geary += weight * 2 * (squaresWithCounts[i].Real - products[i].Real);
                }
            }
        }

        return (voxels / weights * moran / squares, (voxels - 1) / (2 * weights) * geary / squares);
    }

    private static int Wrapped(int index, int length) => index <= length / 2 ? index : index - length;
}
