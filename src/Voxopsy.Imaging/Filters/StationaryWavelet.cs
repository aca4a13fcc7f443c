using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Filters;

/// <summary>The undecimated wavelet transform as PyRadiomics applies it: periodic, every level with the same taps.</summary>
/// <remarks>
/// Source: PyRadiomics 3 over PyWavelets 1.1 (<c>swtn</c>), which asks for the first level again and again, so that no zeros come between taps
/// as they would à trous (Mallat, A Wavelet Tour of Signal Processing, 5.5). An axis of odd length is made even by repeating its first
/// voxel at its end. Only the block asked for, and the margin that its values depend on, are computed.
/// </remarks>
public static class StationaryWavelet
{
    /// <summary>All bands of some levels.</summary>
    /// <param name="source">The image.</param>
    /// <param name="box">The block wanted.</param>
    /// <param name="kernel">The wavelet.</param>
    /// <param name="axes">The axes to filter, in the order of the letters of a band's name (0 x, 1 y, 2 z).</param>
    /// <param name="startLevel">Levels to go down before bands are kept, from 0.</param>
    /// <param name="levels">Levels to keep bands of, from 1.</param>
    /// <returns>Level (from 1), name (L and H by axis) and values of each band: the details of each level, and the last approximation.</returns>
    public static IEnumerable<(int Level, string Band, ScalarField Values)> Decompose(
        IVoxelSource source, BoundingBox box, WaveletKernel kernel, IReadOnlyList<int> axes, int startLevel, int levels)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(kernel);
        ArgumentNullException.ThrowIfNull(axes);
        int last = startLevel + levels;
        int length = kernel.LowPass.Count;
        int before = last * (length - 1 - (length / 2));
        int after = last * (length / 2);
        (int x, int y, int z) = (axes.Contains(0) ? 1 : 0, axes.Contains(1) ? 1 : 0, axes.Contains(2) ? 1 : 0);
        GridSize size = new(box.Size.X + (x * (before + after)), box.Size.Y + (y * (before + after)), box.Size.Z + (z * (before + after)));
        VoxelIndex start = new(box.Start.X - (x * before), box.Start.Y - (y * before), box.Start.Z - (z * before));
        Window approximation = Window.Of(source, start, size, Wrap);
        Grid grid = source.Grid.Crop(box);
        string low = new('L', axes.Count);
        int left = before;
        for (int level = 0; level < last; level++)
        {
            left -= length - 1 - (length / 2);
            Dictionary<string, Window> bands = Split(approximation, kernel, axes);
            approximation = bands[low];
            if (level < startLevel)
            {
                continue;
            }

            foreach ((string band, Window values) in bands.Where(band => band.Key != low))
            {
                yield return (level - startLevel + 1, band, new ScalarField(grid, values.Crop(x * left, y * left, z * left, box.Size).Values));
            }
        }

        yield return (levels, low, new ScalarField(grid, approximation.Values));
    }

    private static Dictionary<string, Window> Split(Window source, WaveletKernel kernel, IReadOnlyList<int> axes)
    {
        double[] low = [.. kernel.LowPass];
        double[] high = [.. kernel.HighPass];
        Dictionary<string, Window> bands = new() { [string.Empty] = source };
        foreach (int axis in axes)
        {
            Dictionary<string, Window> next = [];
            foreach ((string band, Window values) in bands)
            {
                next[band + "L"] = values.Convolve(axis, low);
                next[band + "H"] = values.Convolve(axis, high);
            }

            bands = next;
        }

        return bands;
    }

    private static int Wrap(int index, int length)
    {
        int even = length + (length % 2);
        int wrapped = ((index % even) + even) % even;
        return wrapped < length ? wrapped : 0;
    }
}
