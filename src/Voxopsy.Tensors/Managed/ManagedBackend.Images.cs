using Voxopsy.Tensors.Managed.Kernels;
using Voxopsy.Tensors.Managed.Plain;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Managed;

internal sealed unsafe partial class ManagedBackend
{
    /// <inheritdoc/>
    public override (Tensor Output, Tensor State) MaxPool(Tensor x, PoolingSettings settings)
    {
        Tensor y = New(PoolingOperators.OutputShape(x.Shape, settings));
        Tensor state = New(y.Shape);
        Pooling(x.Shape, y.Shape, settings).Forward(_pool, x.Shape[0] * x.Shape[1], Address(x), Address(y), (int*)Address(state));
        return (y, state);
    }

    /// <inheritdoc/>
    public override Tensor MaxPoolBackward(Tensor gradient, Tensor state, Tensor x, PoolingSettings settings)
    {
        Tensor result = New(x.Shape);
        Pooling(x.Shape, gradient.Shape, settings).Backward(_pool, x.Shape[0] * x.Shape[1], Address(gradient), (int*)Address(state), Address(result));
        return result;
    }

    /// <inheritdoc/>
    public override Tensor AdaptiveAveragePool(Tensor x, Extent size)
    {
        if (size.Height != 1 || size.Width != 1 || (x.Shape.Rank == 5 && size.Depth != 1))
        {
            return base.AdaptiveAveragePool(x, size);
        }

        Tensor y = New(ShapeRules.Space(x.Shape, x.Shape[1], Extent.One));
        int images = y.Shape.Count;
        int volume = x.Shape.Count / images;
        float* from = Address(x);
        float* to = Address(y);
        _pool.Run(images, (image, _) => to[image] = (float)(Rows.Sum(from + ((long)image * volume), volume) / volume));
        return y;
    }

    /// <inheritdoc/>
    public override Tensor AdaptiveAveragePoolBackward(Tensor gradient, Tensor x)
    {
        int images = x.Shape[0] * x.Shape[1];
        if (gradient.Shape.Count != images)
        {
            return base.AdaptiveAveragePoolBackward(gradient, x);
        }

        Tensor result = New(x.Shape);
        int volume = x.Shape.Count / images;
        float* from = Address(gradient);
        float* to = Address(result);
        _pool.Run(images, (image, _) => new Span<float>(to + ((long)image * volume), volume).Fill(from[image] / volume));
        return result;
    }

    /// <inheritdoc/>
    public override Tensor Interpolate(Tensor x, InterpolationSettings settings)
    {
        Tensor y = New(ShapeRules.Space(x.Shape, x.Shape[1], settings.Size));
        AxisTaps[] taps = AxisTaps.Of(x.Shape, settings);
        Extent from = Extent.Of(x.Shape);
        Extent to = Extent.Of(y.Shape);
        float* source = Address(x);
        float* target = Address(y);
        _pool.Run(x.Shape[0] * x.Shape[1], (image, _) =>
            ResizedImage(taps, from, to, source + ((long)image * from.Depth * from.Height * from.Width), target + ((long)image * to.Depth * to.Height * to.Width)));
        return y;
    }

    /// <inheritdoc/>
    public override Tensor InterpolateBackward(Tensor gradient, Shape shape, InterpolationSettings settings)
    {
        Tensor x = New(shape);
        AxisTaps[] taps = AxisTaps.Of(shape, settings);
        Extent from = Extent.Of(shape);
        Extent to = Extent.Of(gradient.Shape);
        int volume = from.Depth * from.Height * from.Width;
        float* target = Address(x);
        float* upstream = Address(gradient);
        _pool.Run(shape[0] * shape[1], (image, _) =>
        {
            float* own = target + ((long)image * volume);
            new Span<float>(own, volume).Clear();
            float* line = upstream + ((long)image * to.Depth * to.Height * to.Width);
            for (int z = 0; z < to.Depth; z++)
            {
                for (int row = 0; row < to.Height; row++, line += to.Width)
                {
                    EachLine(taps, from, z, row, (start, weight) => SpreadLine(taps[2], line, to.Width, own + start, weight));
                }
            }
        });
        return x;
    }

    /// <inheritdoc/>
    public override Tensor SumTo(Tensor x, Shape shape)
    {
        // The two that training asks for: everything, and all axes in front of the last ones (a bias).
        int rows = shape.Count == 0 ? 0 : x.Shape.Count / shape.Count;
        if (shape.Count == 1 && x.Shape.Count > 0)
        {
            Tensor all = New(shape);
            *Address(all) = (float)TotalOf(Address(x), x.Shape.Count);
            return all;
        }

        bool front = rows > 0 && shape.Rank <= x.Shape.Rank;
        for (int back = 1; front && back <= shape.Rank; back++)
        {
            front = shape[^back] == x.Shape[^back];
        }

        if (!front)
        {
            return base.SumTo(x, shape);
        }

        Tensor y = New(shape);
        double[] sums = new double[shape.Count];
        float* from = Address(x);
        for (int row = 0; row < rows; row++, from += sums.Length)
        {
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += from[i];
            }
        }

        Store(sums, y);
        return y;
    }

    private static double TotalOf(float* numbers, int count)
    {
        double total = 0;
        for (int first = 0; first < count; first += Elementwise.Piece)
        {
            total += Rows.Sum(numbers + first, Math.Min(Elementwise.Piece, count - first));
        }

        return total;
    }

    private static MaxPooling Pooling(Shape image, Shape pooled, PoolingSettings settings)
    {
        bool flat = image.Rank == 4;
        return new MaxPooling(
            Extent.Of(image),
            Extent.Of(pooled),
            flat ? settings.Kernel with { Depth = 1 } : settings.Kernel,
            flat ? settings.Stride with { Depth = 1 } : settings.Stride,
            flat ? settings.Padding with { Depth = 0 } : settings.Padding);
    }

    private static void ResizedImage(AxisTaps[] taps, Extent from, Extent to, float* source, float* target)
    {
        for (int z = 0; z < to.Depth; z++)
        {
            for (int row = 0; row < to.Height; row++, target += to.Width)
            {
                float* line = target;
                new Span<float>(line, to.Width).Clear();
                EachLine(taps, from, z, row, (start, weight) => CollectLine(taps[2], source + start, line, to.Width, weight));
            }
        }
    }

    // The lines of the source that make one line of the target, with their weights.
    private static void EachLine(AxisTaps[] taps, Extent from, int z, int row, Action<int, double> line)
    {
        for (int tapZ = z * taps[0].Taps; tapZ < (z + 1) * taps[0].Taps; tapZ++)
        {
            for (int tapY = row * taps[1].Taps; tapY < (row + 1) * taps[1].Taps; tapY++)
            {
                double weight = taps[0].Weight[tapZ] * taps[1].Weight[tapY];
                if (weight != 0)
                {
                    line(((taps[0].Source[tapZ] * from.Height) + taps[1].Source[tapY]) * from.Width, weight);
                }
            }
        }
    }

    private static void CollectLine(AxisTaps taps, float* from, float* to, int width, double weight)
    {
        int[] sources = taps.Source;
        double[] weights = taps.Weight;
        int count = taps.Taps;
        for (int column = 0; column < width; column++)
        {
            double sum = 0;
            for (int tap = column * count; tap < (column + 1) * count; tap++)
            {
                sum += weights[tap] * from[sources[tap]];
            }

            to[column] += (float)(weight * sum);
        }
    }

    private static void SpreadLine(AxisTaps taps, float* upstream, int width, float* to, double weight)
    {
        int[] sources = taps.Source;
        double[] weights = taps.Weight;
        int count = taps.Taps;
        for (int column = 0; column < width; column++)
        {
            double value = weight * upstream[column];
            for (int tap = column * count; tap < (column + 1) * count; tap++)
            {
                to[sources[tap]] += (float)(weights[tap] * value);
            }
        }
    }
}
