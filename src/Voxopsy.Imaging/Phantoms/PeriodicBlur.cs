using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Phantoms;

/// <summary>A separable Gaussian on a block whose ends meet, so that the variance of noise is the same everywhere in it.</summary>
internal static class PeriodicBlur
{
    /// <summary>Blurs in place; an axis whose sigma is below a fifth of a voxel stays as it is.</summary>
    /// <param name="values">x fastest.</param>
    /// <param name="size">Size of the block.</param>
    /// <param name="sigmas">Sigma in voxels by axis.</param>
    /// <returns>The variance that is left of independent noise of variance 1.</returns>
    internal static double Apply(float[] values, GridSize size, (double X, double Y, double Z) sigmas)
    {
        float[] buffer = new float[values.Length];
        double variance = 1;
        variance *= Axis(values, buffer, sigmas.X, size.X, 1, size.Y * size.Z, size.X);
        variance *= Axis(values, buffer, sigmas.Y, size.Y, size.X, size.Z, size.X * size.Y);
        variance *= Axis(values, buffer, sigmas.Z, size.Z, size.X * size.Y, 1, size.X * size.Y * size.Z);
        return variance;
    }

    /// <summary>One axis: within a block of <paramref name="length"/> planes of <paramref name="stride"/> values each, planes are averaged with their neighbors.</summary>
    private static double Axis(float[] values, float[] buffer, double sigma, int length, int stride, int blocks, int blockLength)
    {
        if (sigma < 0.2 || length == 1)
        {
            return 1;
        }

        float[] kernel = Kernel(sigma);
        int radius = kernel.Length / 2;
        Array.Clear(buffer);
        for (int block = 0; block < blocks; block++)
        {
            ReadOnlySpan<float> from = values.AsSpan(block * blockLength, blockLength);
            Span<float> to = buffer.AsSpan(block * blockLength, blockLength);
            for (int i = 0; i < length; i++)
            {
                Span<float> target = to.Slice(i * stride, stride);
                for (int k = -radius; k <= radius; k++)
                {
                    int neighbor = (((i + k) % length) + length) % length;
                    Add(target, from.Slice(neighbor * stride, stride), kernel[k + radius]);
                }
            }
        }

        buffer.CopyTo(values, 0);
        double variance = 0;
        foreach (float weight in kernel)
        {
            variance += (double)weight * weight;
        }

        return variance;
    }

    private static void Add(Span<float> target, ReadOnlySpan<float> source, float weight)
    {
        int i = 0;
        int width = System.Numerics.Vector<float>.Count;
        System.Numerics.Vector<float> factor = new(weight);
        for (; i <= target.Length - width; i += width)
        {
            System.Numerics.Vector<float> sum = new System.Numerics.Vector<float>(target.Slice(i, width)) + (factor * new System.Numerics.Vector<float>(source.Slice(i, width)));
            sum.CopyTo(target.Slice(i, width));
        }

        for (; i < target.Length; i++)
        {
            target[i] += weight * source[i];
        }
    }

    private static float[] Kernel(double sigma)
    {
        int radius = (int)Math.Ceiling(3 * sigma);
        double[] weights = new double[(2 * radius) + 1];
        double sum = 0;
        for (int k = -radius; k <= radius; k++)
        {
            weights[k + radius] = Math.Exp(-0.5 * k * k / (sigma * sigma));
            sum += weights[k + radius];
        }

        return [.. weights.Select(weight => (float)(weight / sum))];
    }
}
