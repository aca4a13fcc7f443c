using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Filters;

/// <summary>A block of values that may reach beyond the image, filled by a rule for what lies there.</summary>
/// <param name="Values">The values, x fastest.</param>
/// <param name="Size">Size of the block.</param>
internal readonly record struct Window(double[] Values, GridSize Size)
{
    /// <summary>Copies a block, with each index brought back onto the image by a rule.</summary>
    /// <param name="source">The image.</param>
    /// <param name="start">First voxel, maybe below 0.</param>
    /// <param name="size">Size of the block.</param>
    /// <param name="indexOf">Index and length of an axis → index on the image, or −1 for 0.</param>
    internal static Window Of(IVoxelSource source, VoxelIndex start, GridSize size, Func<int, int, int> indexOf)
    {
        GridSize whole = source.Grid.Size;
        double[] values = new double[size.VoxelCount];
        double[] row = new double[whole.X];
        int[] x = Indices(start.X, size.X, whole.X, indexOf);
        int[] y = Indices(start.Y, size.Y, whole.Y, indexOf);
        int[] z = Indices(start.Z, size.Z, whole.Z, indexOf);
        (int low, int high) = (x.Where(index => index >= 0).DefaultIfEmpty(0).Min(), x.Max());
        for (int k = 0; k < size.Z; k++)
        {
            for (int j = 0; j < size.Y; j++)
            {
                if (y[j] < 0 || z[k] < 0 || high < 0)
                {
                    continue;
                }

                source.CopyRow(low, y[j], z[k], row.AsSpan(low, high - low + 1));
                Span<double> target = values.AsSpan(size.Offset(0, j, k), size.X);
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = x[i] < 0 ? 0 : row[x[i]];
                }
            }
        }

        return new Window(values, size);
    }

    /// <summary>Convolves along one axis, keeping places where the kernel fits: value[k] = Σ kernel[j] · source[k + length − 1 − j].</summary>
    internal Window Convolve(int axis, ReadOnlySpan<double> kernel)
    {
        (double[] values, GridSize size) = AxisConvolution.Apply<double>(Values, Size, axis, kernel);
        return new Window(values, size);
    }

    /// <summary>A block of the window.</summary>
    internal Window Crop(int x, int y, int z, GridSize size)
    {
        if (size == Size)
        {
            return this;
        }

        double[] values = new double[size.VoxelCount];
        for (int k = 0; k < size.Z; k++)
        {
            for (int j = 0; j < size.Y; j++)
            {
                Values.AsSpan(Size.Offset(x, y + j, z + k), size.X).CopyTo(values.AsSpan(size.Offset(0, j, k)));
            }
        }

        return new Window(values, size);
    }

    private static int[] Indices(int start, int count, int length, Func<int, int, int> indexOf)
    {
        int[] indices = new int[count];
        for (int i = 0; i < count; i++)
        {
            indices[i] = indexOf(start + i, length);
        }

        return indices;
    }
}
