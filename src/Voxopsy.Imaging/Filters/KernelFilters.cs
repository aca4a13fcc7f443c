using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Filters;

/// <summary>The filters of IBSI 2 that are sums of separable kernels: mean, Laplacian of Gaussian, Laws, wavelets.</summary>
/// <remarks>Source: IBSI 2 reference manual, chapter 3 (Depeursinge 2020; Whybra 2024).</remarks>
public static class KernelFilters
{
    private static readonly Dictionary<string, double[]> LawsKernels = new()
    {
        ["L5"] = Normalized(1, 4, 6, 4, 1),
        ["E5"] = Normalized(-1, -2, 0, 2, 1),
        ["S5"] = Normalized(-1, 0, 2, 0, -1),
        ["W5"] = Normalized(-1, 2, 0, -2, 1),
        ["R5"] = Normalized(1, -4, 6, -4, 1),
        ["L3"] = Normalized(1, 2, 1),
        ["E3"] = Normalized(-1, 0, 1),
        ["S3"] = Normalized(-1, 2, -1),
    };

    /// <summary>The mean over a cube or square.</summary>
    /// <param name="source">The image.</param>
    /// <param name="box">The block wanted.</param>
    /// <param name="support">Edge of the cube in voxels, odd.</param>
    /// <param name="extent">Whether the filter stays within slices.</param>
    /// <param name="boundary">What lies beyond the image.</param>
    /// <returns>The response on the block.</returns>
    public static ScalarField Mean(IVoxelSource source, BoundingBox box, int support, FilterExtent extent, Boundary boundary)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(support, 1);
        double[] kernel = [.. Enumerable.Repeat(1.0 / support, support)];
        SpatialFilter filter = new(source, box, boundary);
        return filter.Field(filter.Convolve(kernel, kernel, extent == FilterExtent.Slice ? [1] : kernel).Values);
    }

    /// <summary>The Laplacian of Gaussian, sampled at voxel centers and cut off.</summary>
    /// <remarks>The Gaussian's taps are made to sum to 1 and the kernel's to 0, as the teams do that agree in phase 3 of IBSI 2.</remarks>
    /// <param name="source">The image.</param>
    /// <param name="box">The block wanted.</param>
    /// <param name="sigma">Standard deviation in mm.</param>
    /// <param name="truncate">Where the kernel is cut, in standard deviations.</param>
    /// <param name="extent">Whether the filter stays within slices.</param>
    /// <param name="boundary">What lies beyond the image.</param>
    /// <returns>The response on the block.</returns>
    public static ScalarField LaplacianOfGaussian(IVoxelSource source, BoundingBox box, double sigma, double truncate, FilterExtent extent, Boundary boundary)
    {
        ArgumentNullException.ThrowIfNull(source);
        VoxelSpacing spacing = source.Grid.Spacing;
        double[] sigmas = extent == FilterExtent.Slice ? [sigma / spacing.X, sigma / spacing.Y] : [sigma / spacing.X, sigma / spacing.Y, sigma / spacing.Z];
        double[][] smooth = [.. sigmas.Select(s => Gaussian(s, truncate))];
        SpatialFilter filter = new(source, box, boundary);
        double[] total = new double[box.Size.VoxelCount];
        double excess = 0;
        for (int axis = 0; axis < sigmas.Length; axis++)
        {
            double[][] kernels = [.. smooth];
            kernels[axis] = SecondDerivative(sigmas[axis], smooth[axis]);
            excess += kernels.Aggregate(1.0, (product, kernel) => product * kernel.Sum());
            Window response = filter.Convolve(kernels[0], kernels[1], kernels.Length > 2 ? kernels[2] : [1]);
            for (int i = 0; i < total.Length; i++)
            {
                total[i] += response.Values[i];
            }
        }

        // What cutting the kernel left of its sum is taken off all of its taps alike, so that a flat image has no response.
        double[][] level = [.. smooth.Select(kernel => Enumerable.Repeat(1.0 / kernel.Length, kernel.Length).ToArray())];
        Window mean = filter.Convolve(level[0], level[1], level.Length > 2 ? level[2] : [1]);
        for (int i = 0; i < total.Length; i++)
        {
            total[i] -= excess * mean.Values[i];
        }

        return filter.Field(total);
    }

    /// <summary>Laws' kernels, one an axis.</summary>
    /// <param name="source">The image.</param>
    /// <param name="box">The block wanted.</param>
    /// <param name="kernels">Names such as L5, E5, S5, W5, R5, L3, E3, S3: two within slices, three in space.</param>
    /// <param name="pooling">How rotated responses are joined.</param>
    /// <param name="energyDelta">Half edge of the cube over which absolute responses are averaged; null for the response itself.</param>
    /// <param name="boundary">What lies beyond the image.</param>
    /// <returns>The response, or its energy, on the block.</returns>
    /// <exception cref="ArgumentException">A kernel is not known.</exception>
    public static ScalarField Laws(
        IVoxelSource source, BoundingBox box, IReadOnlyList<string> kernels, Pooling pooling, int? energyDelta, Boundary boundary)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(kernels);
        double[][] taps = [.. kernels.Select(name => LawsKernels.TryGetValue(name, out double[]? found)
            ? found : throw new ArgumentException($"No Laws kernel is named '{name}'; there are {string.Join(", ", LawsKernels.Keys)}.", nameof(kernels)))];
        if (energyDelta is not { } delta)
        {
            return Pooled(source, box, boundary, pooling, [taps]);
        }

        // The energy looks at responses around each voxel, so these are computed on the image where the window reaches and continued beyond.
        BoundingBox wide = boundary == Boundary.Periodic ? BoundingBox.Whole(source.Grid.Size) : box.Grow(delta, delta, kernels.Count == 2 ? 0 : delta, source.Grid.Size);
        ScalarField response = Pooled(source, wide, boundary, pooling, [taps]);
        ScalarField magnitude = new(response.Grid, [.. response.Values.ToArray().Select(Math.Abs)]);
        BoundingBox inner = new(new VoxelIndex(box.Start.X - wide.Start.X, box.Start.Y - wide.Start.Y, box.Start.Z - wide.Start.Z), box.Size);
        ScalarField energy = Mean(magnitude, inner, (2 * delta) + 1, kernels.Count == 2 ? FilterExtent.Slice : FilterExtent.Volume, boundary);
        return new ScalarField(source.Grid.Crop(box), [.. energy.Values]);
    }

    /// <summary>One band of an undecimated separable wavelet transform, levels à trous.</summary>
    /// <param name="source">The image.</param>
    /// <param name="box">The block wanted.</param>
    /// <param name="kernel">The wavelet.</param>
    /// <param name="band">Letters L and H by axis: two within slices, three in space.</param>
    /// <param name="level">The level, from 1; earlier levels are low-pass along all axes.</param>
    /// <param name="pooling">How rotated responses are joined.</param>
    /// <param name="boundary">What lies beyond the image.</param>
    /// <returns>The response on the block.</returns>
    public static ScalarField Wavelet(IVoxelSource source, BoundingBox box, WaveletKernel kernel, string band, int level, Pooling pooling, Boundary boundary)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(kernel);
        ArgumentNullException.ThrowIfNull(band);
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        List<double[][]> stages = [];
        for (int stage = 1; stage <= level; stage++)
        {
            double[] low = ATrous(kernel.LowPass, stage);
            double[] high = ATrous(kernel.HighPass, stage);
            stages.Add([.. band.Select(letter => stage == level && letter == 'H' ? high : low)]);
        }

        return Pooled(source, box, boundary, pooling, stages);
    }

    /// <summary>Applies stages of separable kernels in every rotation and pools the responses.</summary>
    private static ScalarField Pooled(IVoxelSource source, BoundingBox box, Boundary boundary, Pooling pooling, List<double[][]> stages)
    {
        SpatialFilter filter = new(source, box, boundary);
        int dimensions = stages[0].Length;
        AxisRotation[] rotations = pooling == Pooling.None ? [AxisRotation.All(dimensions).First()] : [.. AxisRotation.All(dimensions)];
        double[]? pooled = null;
        Dictionary<string, double[]> seen = [];
        foreach (AxisRotation rotation in rotations)
        {
            // Each stage's kernels merge into one a line, because stages are separable too.
            double[][] kernels = [.. stages.Select(rotation.Apply).Aggregate((a, b) => [.. a.Zip(b, Join)])];
            string key = string.Join('|', kernels.Select(taps => string.Join(',', taps)));
            if (!seen.TryGetValue(key, out double[]? response))
            {
                response = filter.Convolve(kernels[0], kernels[1], kernels[2]).Values;
                seen[key] = response;
            }

            pooled = pooled is null ? [.. response] : Pool(pooled, response, pooling);
        }

        if (pooling == Pooling.Average)
        {
            for (int i = 0; i < pooled!.Length; i++)
            {
                pooled[i] /= rotations.Length;
            }
        }

        return filter.Field(pooled!);
    }

    private static double[] Pool(double[] pooled, double[] response, Pooling pooling)
    {
        for (int i = 0; i < pooled.Length; i++)
        {
            pooled[i] = pooling switch
            {
                Pooling.Maximum => Math.Max(pooled[i], response[i]),
                Pooling.Minimum => Math.Min(pooled[i], response[i]),
                _ => pooled[i] + response[i],
            };
        }

        return pooled;
    }

    private static double[] Join(double[] a, double[] b)
    {
        double[] joined = new double[a.Length + b.Length - 1];
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = 0; j < b.Length; j++)
            {
                joined[i + j] += a[i] * b[j];
            }
        }

        return joined;
    }

    /// <summary>Zeros between taps from the second level on, and one more at the end of a kernel of even length.</summary>
    private static double[] ATrous(IReadOnlyList<double> taps, int level)
    {
        List<double> odd = [.. taps];
        if (odd.Count % 2 == 0)
        {
            odd.Add(0);
        }

        int step = 1 << (level - 1);
        double[] spread = new double[((odd.Count - 1) * step) + 1];
        for (int i = 0; i < odd.Count; i++)
        {
            spread[i * step] = odd[i];
        }

        return spread;
    }

    private static double[] Gaussian(double sigma, double truncate)
    {
        int reach = (int)Math.Floor((truncate * sigma) + 0.5);
        double[] taps = [.. Enumerable.Range(-reach, (2 * reach) + 1).Select(k => Math.Exp(-k * k / (2 * sigma * sigma)))];
        double sum = taps.Sum();
        return [.. taps.Select(tap => tap / sum)];
    }

    private static double[] SecondDerivative(double sigma, double[] gaussian)
    {
        int reach = gaussian.Length / 2;
        double squared = sigma * sigma;
        return [.. gaussian.Select((value, i) => value * (((i - reach) * (i - reach) / (squared * squared)) - (1 / squared)))];
    }

    private static double[] Normalized(params double[] taps)
    {
        double norm = Math.Sqrt(taps.Sum(tap => tap * tap));
        return [.. taps.Select(tap => tap / norm)];
    }
}
