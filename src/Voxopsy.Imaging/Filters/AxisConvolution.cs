using System.Numerics;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Filters;

/// <summary>Convolution of a block along one axis, in the precision of its values.</summary>
internal static class AxisConvolution
{
    /// <summary>Keeps places where the kernel fits: value[k] = Σ kernel[j] · source[k + length − 1 − j], summed from the first tap on.</summary>
    internal static (T[] Values, GridSize Size) Apply<T>(ReadOnlySpan<T> source, GridSize whole, int axis, ReadOnlySpan<T> kernel)
        where T : struct, INumber<T>
    {
        int lost = kernel.Length - 1;
        GridSize size = axis switch { 0 => whole with { X = whole.X - lost }, 1 => whole with { Y = whole.Y - lost }, _ => whole with { Z = whole.Z - lost } };
        T[] values = new T[size.VoxelCount];
        int step = axis switch { 0 => 1, 1 => whole.X, _ => whole.X * whole.Y };
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                Row(source, whole.Offset(0, y, z) + (lost * step), step, kernel, values.AsSpan(size.Offset(0, y, z), size.X));
            }
        }

        return (values, size);
    }

    private static void Row<T>(ReadOnlySpan<T> source, int first, int step, ReadOnlySpan<T> kernel, Span<T> target)
        where T : struct, INumber<T>
    {
        int width = Vector<T>.Count;
        int i = 0;
        for (; i <= target.Length - width; i += width)
        {
            Vector<T> sum = Vector<T>.Zero;
            for (int j = 0; j < kernel.Length; j++)
            {
                // A product of its own, then a sum: a fused step would round once where the plain loop rounds twice.
                Vector<T> product = kernel[j] * new Vector<T>(source[(first + i - (j * step))..]);
                sum += product;
            }

            sum.CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            T sum = T.Zero;
            for (int j = 0; j < kernel.Length; j++)
            {
                T product = kernel[j] * source[first + i - (j * step)];
                sum += product;
            }

            target[i] = sum;
        }
    }
}
