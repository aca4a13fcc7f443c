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
            Multiply(scene, image, acquisition.Bias, random.For(1));
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

    /// <summary>A bias field of three waves, 150 to 300 mm long; its amplitude is reached where all three are highest.</summary>
    private static void Multiply(Scene scene, float[] image, double amplitude, PhantomRandom random)
    {
        const int Waves = 3;
        double[][] along = new double[3][];
        (double X, double Y, double Z)[] frequency = new (double, double, double)[Waves];
        double[] phase = new double[Waves];
        for (int wave = 0; wave < Waves; wave++)
        {
            (double x, double y, double z) = random.Direction();
            double perMillimeter = 2 * Math.PI / random.Uniform(150, 300);
            frequency[wave] = (x * perMillimeter, y * perMillimeter, z * perMillimeter);
            phase[wave] = 2 * Math.PI * random.Uniform();
        }

        for (int wave = 0; wave < Waves; wave++)
        {
            along[wave] = [.. Enumerable.Range(0, scene.Size.X).Select(x => x * scene.Spacing.X * frequency[wave].X)];
        }

        int i = 0;
        for (int z = 0; z < scene.Size.Z; z++)
        {
            for (int y = 0; y < scene.Size.Y; y++)
            {
                double a = phase[0] + (y * scene.Spacing.Y * frequency[0].Y) + (z * scene.Spacing.Z * frequency[0].Z);
                double b = phase[1] + (y * scene.Spacing.Y * frequency[1].Y) + (z * scene.Spacing.Z * frequency[1].Z);
                double c = phase[2] + (y * scene.Spacing.Y * frequency[2].Y) + (z * scene.Spacing.Z * frequency[2].Z);
                for (int x = 0; x < scene.Size.X; x++, i++)
                {
                    image[i] *= (float)(1 + (amplitude / Waves * (Math.Cos(a + along[0][x]) + Math.Cos(b + along[1][x]) + Math.Cos(c + along[2][x]))));
                }
            }
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
