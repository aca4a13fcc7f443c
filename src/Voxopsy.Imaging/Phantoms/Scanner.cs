using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Phantoms;

/// <summary>From a painted block to an image: motion, bias, kernel, slices, noise.</summary>
internal static class Scanner
{
    /// <summary>Scans a block.</summary>
    /// <param name="scene">The block.</param>
    /// <param name="painted">Its intensities; they are changed.</param>
    /// <param name="acquisition">The scanner.</param>
    /// <param name="shift">How far the patient has moved, mm by axis.</param>
    /// <param name="random">Draws bias and noise.</param>
    internal static Volume Scan(Scene scene, float[] painted, Acquisition acquisition, (double X, double Y, double Z) shift, PhantomRandom random)
    {
        GridSize size = scene.Size;
        float[] image = Shift(painted, size, (shift.X / scene.Spacing.X, shift.Y / scene.Spacing.Y, shift.Z / scene.Spacing.Z));
        if (acquisition.Bias > 0)
        {
            Multiply(image, scene.Field(35, random.For(1)), acquisition.Bias);
        }

        PeriodicBlur.Apply(image, size, (acquisition.KernelMillimeters / scene.Spacing.X, acquisition.KernelMillimeters / scene.Spacing.Y, 0));
        Grid grid = scene.GridOf(acquisition.SliceMillimeters);
        float[] slices = Slices(image, size, scene.Spacing.Z, grid);
        AddNoise(slices, grid.Size, acquisition, random.For(2));
        return new Volume(grid, slices);
    }

    /// <summary>Moves what is in a block, by linear interpolation along each axis; the outermost voxels go on outside.</summary>
    internal static float[] Shift(float[] image, GridSize size, (double X, double Y, double Z) voxels)
    {
        float[] moved = image;
        moved = Shift(moved, size, voxels.X, 1, size.X);
        moved = Shift(moved, size, voxels.Y, size.X, size.Y);
        return Shift(moved, size, voxels.Z, size.X * size.Y, size.Z);
    }

    private static float[] Shift(float[] image, GridSize size, double by, int stride, int length)
    {
        if (by == 0)
        {
            return image;
        }

        int whole = (int)Math.Floor(by);
        float part = (float)(by - whole);
        float[] moved = new float[image.Length];
        for (int i = 0; i < moved.Length; i++)
        {
            int position = i / stride % length;
            int from = Math.Clamp(position - whole, 0, length - 1);
            int before = Math.Clamp(position - whole - 1, 0, length - 1);
            int line = i - (position * stride);
            moved[i] = ((1 - part) * image[line + (from * stride)]) + (part * image[line + (before * stride)]);
        }

        return moved;
    }

    private static void Multiply(float[] image, float[] field, double amplitude)
    {
        for (int i = 0; i < image.Length; i++)
        {
            image[i] *= 1 + (float)(amplitude * Math.Clamp(field[i] / 2, -1, 1));
        }
    }

    /// <summary>Averages the block over each slice.</summary>
    private static float[] Slices(float[] image, GridSize size, double step, Grid grid)
    {
        int plane = size.X * size.Y;
        float[] slices = new float[grid.Size.VoxelCount];
        for (int slice = 0; slice < grid.Size.Z; slice++)
        {
            double from = slice * grid.Spacing.Z / step;
            double to = (slice + 1) * grid.Spacing.Z / step;
            Span<float> target = slices.AsSpan(slice * plane, plane);
            for (int z = (int)from; z < Math.Min(size.Z, (int)Math.Ceiling(to - 1e-9)); z++)
            {
                float weight = (float)((Math.Min(to, z + 1) - Math.Max(from, z)) / (to - from));
                ReadOnlySpan<float> source = image.AsSpan(z * plane, plane);
                for (int i = 0; i < plane; i++)
                {
                    target[i] += weight * source[i];
                }
            }
        }

        return slices;
    }

    private static void AddNoise(float[] image, GridSize size, Acquisition acquisition, PhantomRandom random)
    {
        (double X, double Y, double Z) sigmas = (acquisition.NoiseCorrelationPixels, acquisition.NoiseCorrelationPixels, 0);
        float noise = (float)acquisition.Noise;
        float[] real = RandomField.Draw(size, sigmas, random.For(1));
        float[]? imaginary = acquisition.Kind == NoiseKind.Rician ? RandomField.Draw(size, sigmas, random.For(2)) : null;
        for (int i = 0; i < image.Length; i++)
        {
            float value = ((float)acquisition.Gain * image[i]) + (float)acquisition.Offset + (noise * real[i]);
            image[i] = imaginary is null ? MathF.Round(value) : MathF.Sqrt((value * value) + (noise * imaginary[i] * noise * imaginary[i]));
        }
    }
}
