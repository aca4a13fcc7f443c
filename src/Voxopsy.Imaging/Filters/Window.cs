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
        GridSize size = axis switch
        {
            0 => Size with { X = Size.X - kernel.Length + 1 },
            1 => Size with { Y = Size.Y - kernel.Length + 1 },
            _ => Size with { Z = Size.Z - kernel.Length + 1 },
        };
        double[] values = new double[size.VoxelCount];
        int step = axis switch { 0 => 1, 1 => Size.X, _ => Size.X * Size.Y };
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                Span<double> target = values.AsSpan(size.Offset(0, y, z), size.X);
                int from = Size.Offset(0, y, z) + ((kernel.Length - 1) * step);
                for (int j = 0; j < kernel.Length; j++)
                {
                    if (kernel[j] != 0)
                    {
                        AddScaled(Values.AsSpan(from - (j * step), target.Length), kernel[j], target);
                    }
                }
            }
        }

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

    private static void AddScaled(ReadOnlySpan<double> source, double factor, Span<double> target)
    {
        int width = System.Numerics.Vector<double>.Count;
        System.Numerics.Vector<double> factors = new(factor);
        int i = 0;
        for (; i <= target.Length - width; i += width)
        {
            (new System.Numerics.Vector<double>(target[i..]) + (factors * new System.Numerics.Vector<double>(source[i..]))).CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            target[i] += factor * source[i];
        }
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
