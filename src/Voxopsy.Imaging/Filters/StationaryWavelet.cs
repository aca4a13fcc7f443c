using System.Numerics;
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
    /// <param name="precision">What each product and sum is rounded to.</param>
    /// <returns>Level (from 1) and name (L and H by axis) of each band: the details of each level, and the last approximation. Its values are computed when they are asked for.</returns>
    public static IEnumerable<(int Level, string Band, Func<ScalarField> Values)> Decompose(
        IVoxelSource source, BoundingBox box, WaveletKernel kernel, IReadOnlyList<int> axes, int startLevel, int levels,
        FilterPrecision precision = FilterPrecision.Double)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(kernel);
        ArgumentNullException.ThrowIfNull(axes);
        ArgumentOutOfRangeException.ThrowIfNegative(startLevel);
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 1);
        int last = startLevel + levels;
        int length = kernel.LowPass.Count;
        int before = last * (length - 1 - (length / 2));
        int after = last * (length / 2);
        (int x, int y, int z) = (axes.Contains(0) ? 1 : 0, axes.Contains(1) ? 1 : 0, axes.Contains(2) ? 1 : 0);
        GridSize size = new(box.Size.X + (x * (before + after)), box.Size.Y + (y * (before + after)), box.Size.Z + (z * (before + after)));
        VoxelIndex start = new(box.Start.X - (x * before), box.Start.Y - (y * before), box.Start.Z - (z * before));
        Window image = Window.Of(source, start, size, Wrap);
        Grid grid = source.Grid.Crop(box);
        return precision == FilterPrecision.Single
            ? new Levels<float>(kernel.SingleLowPass(), kernel.SingleHighPass(), axes, grid, startLevel, last)
                .Bands(Array.ConvertAll(image.Values, value => (float)value), size)
            : new Levels<double>([.. kernel.LowPass], [.. kernel.HighPass], axes, grid, startLevel, last).Bands(image.Values, size);
    }

    private static int Wrap(int index, int length)
    {
        int even = length + (length % 2);
        int wrapped = ((index % even) + even) % even;
        return wrapped < length ? wrapped : 0;
    }

    /// <summary>All levels in one precision; of a level, only what it began from is held while a band is looked at.</summary>
    private sealed class Levels<T>(T[] low, T[] high, IReadOnlyList<int> axes, Grid grid, int startLevel, int last)
        where T : struct, INumber<T>
    {
        internal IEnumerable<(int Level, string Band, Func<ScalarField> Values)> Bands(T[] values, GridSize size)
        {
            for (int level = 0; level < last; level++)
            {
                (T[] from, GridSize whole, int levelsToCome) = (values, size, last - 1 - level);

                // The lowest band has number 0; the others' letters are the digits of their numbers, first axis first.
                foreach (int band in Enumerable.Range(1, level < startLevel ? 0 : (1 << axes.Count) - 1))
                {
                    yield return (level - startLevel + 1, Letters(band), () => Response(from, whole, band, levelsToCome));
                }

                (values, size) = Filter(values, size, band: 0);
            }

            yield return (last - startLevel, Letters(0), () => Field(values, size, 0));
        }

        private string Letters(int band) => string.Concat(axes.Select((_, i) => IsHigh(band, i) ? 'H' : 'L'));

        private bool IsHigh(int band, int place) => ((band >> (axes.Count - 1 - place)) & 1) == 1;

        private ScalarField Response(T[] values, GridSize size, int band, int levelsToCome)
        {
            (T[] response, GridSize covered) = Filter(values, size, band);
            return Field(response, covered, levelsToCome);
        }

        private (T[] Values, GridSize Size) Filter(T[] values, GridSize size, int band)
        {
            for (int i = 0; i < axes.Count; i++)
            {
                (values, size) = AxisConvolution.Apply<T>(values, size, axes[i], IsHigh(band, i) ? high : low);
            }

            return (values, size);
        }

        /// <summary>The block wanted, without the margin that the levels still to come need.</summary>
        private ScalarField Field(T[] values, GridSize size, int levelsToCome)
        {
            int left = levelsToCome * (low.Length - 1 - (low.Length / 2));
            (int x, int y, int z) = (axes.Contains(0) ? left : 0, axes.Contains(1) ? left : 0, axes.Contains(2) ? left : 0);
            GridSize wanted = grid.Size;
            if (size == wanted && values is double[] whole)
            {
                return new ScalarField(grid, whole);
            }

            double[] block = new double[wanted.VoxelCount];
            for (int k = 0; k < wanted.Z; k++)
            {
                for (int j = 0; j < wanted.Y; j++)
                {
                    int from = size.Offset(x, y + j, z + k), to = wanted.Offset(0, j, k);
                    for (int i = 0; i < wanted.X; i++)
                    {
                        block[to + i] = double.CreateChecked(values[from + i]);
                    }
                }
            }

            return new ScalarField(grid, block);
        }
    }
}
