using System.Numerics;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Filters;

/// <summary>The Fourier transform of a volume, axis after axis.</summary>
public static class VolumeSpectrum
{
    /// <summary>Transforms in place.</summary>
    /// <param name="values">One value a voxel, x fastest.</param>
    /// <param name="size">Size of the volume.</param>
    public static void Forward(Complex[] values, GridSize size) => Transform(values, size, (transform, line) => transform.Forward(line));

    /// <summary>Transforms back in place.</summary>
    /// <param name="values">One value a voxel, x fastest.</param>
    /// <param name="size">Size of the volume.</param>
    public static void Inverse(Complex[] values, GridSize size) => Transform(values, size, (transform, line) => transform.Inverse(line));

    private static void Transform(Complex[] values, GridSize size, Action<FourierTransform, Complex[]> apply)
    {
        ArgumentNullException.ThrowIfNull(values);
        Along(values, size.X, 1, size.Y * size.Z, 1, 0, size.X, apply);
        Along(values, size.Y, size.X, size.X, size.Z, size.X * size.Y, 1, apply);
        Along(values, size.Z, size.X * size.Y, size.X * size.Y, 1, 0, 1, apply);
    }

    private static void Along(
        Complex[] values, int length, int stride, int lines, int blocks, int blockStep, int lineStep, Action<FourierTransform, Complex[]> apply)
    {
        if (length == 1)
        {
            return;
        }

        FourierTransform transform = new(length);
        Complex[] line = new Complex[length];
        for (int block = 0; block < blocks; block++)
        {
            for (int number = 0; number < lines; number++)
            {
                int start = (block * blockStep) + (number * lineStep);
                for (int k = 0; k < length; k++)
                {
                    line[k] = values[start + (k * stride)];
                }

                apply(transform, line);
                for (int k = 0; k < length; k++)
                {
                    values[start + (k * stride)] = line[k];
                }
            }
        }
    }
}
