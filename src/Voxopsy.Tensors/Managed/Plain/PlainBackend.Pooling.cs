using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Managed.Plain;

internal abstract unsafe partial class PlainBackend<T>
{
    public virtual (Tensor Output, Tensor State) MaxPool(Tensor x, PoolingSettings settings)
    {
        Tensor y = New(PoolingOperators.OutputShape(x.Shape, settings));
        Tensor state = New(y.Shape);
        Windows[] windows = Windows.Of(x.Shape, y.Shape, settings);
        Extent size = Extent.Of(x.Shape);
        T* from = Address(x);
        T* to = Address(y);
        int* places = (int*)Address(state);
        EachWindow(x.Shape[0] * x.Shape[1], windows, size, (image, output, z, row, column) =>
        {
            T* voxels = from + ((long)image * size.Depth * size.Height * size.Width);
            int best = -1;
            for (int depth = windows[0].Start[z]; depth < windows[0].End[z]; depth++)
            {
                for (int height = windows[1].Start[row]; height < windows[1].End[row]; height++)
                {
                    for (int width = windows[2].Start[column]; width < windows[2].End[column]; width++)
                    {
                        int place = (((depth * size.Height) + height) * size.Width) + width;
                        if (best < 0 || voxels[place] > voxels[best] || T.IsNaN(voxels[place]))
                        {
                            best = place;
                        }
                    }
                }
            }

            to[output] = voxels[best];
            places[output] = best;
        });
        return (y, state);
    }

    public virtual Tensor MaxPoolBackward(Tensor gradient, Tensor state, Tensor x, PoolingSettings settings)
    {
        Tensor result = New(x.Shape);
        Span<T> to = Of(result);
        to.Clear();
        ReadOnlySpan<T> from = Of(gradient);
        ReadOnlySpan<int> places = Integers(state);
        int images = x.Shape[0] * x.Shape[1];
        int windows = images == 0 ? 0 : from.Length / images;
        int volume = images == 0 ? 0 : to.Length / images;
        for (int image = 0; image < images; image++)
        {
            for (int i = image * windows; i < (image + 1) * windows; i++)
            {
                to[(image * volume) + places[i]] += from[i];
            }
        }

        return result;
    }

    public Tensor AveragePool(Tensor x, PoolingSettings settings)
    {
        Tensor y = New(PoolingOperators.OutputShape(x.Shape, settings));
        Average(x, y, Windows.Of(x.Shape, y.Shape, settings));
        return y;
    }

    public Tensor AveragePoolBackward(Tensor gradient, Tensor x, PoolingSettings settings) =>
        AverageBackward(gradient, x.Shape, Windows.Of(x.Shape, gradient.Shape, settings));

    public virtual Tensor AdaptiveAveragePool(Tensor x, Extent size)
    {
        Tensor y = New(ShapeRules.Space(x.Shape, x.Shape[1], size));
        Average(x, y, Windows.Adaptive(x.Shape, size));
        return y;
    }

    public virtual Tensor AdaptiveAveragePoolBackward(Tensor gradient, Tensor x) =>
        AverageBackward(gradient, x.Shape, Windows.Adaptive(x.Shape, Extent.Of(gradient.Shape)));

    private delegate void WindowFunction(int image, int output, int z, int row, int column);

    private static void EachWindow(int images, Windows[] windows, Extent size, WindowFunction function)
    {
        int output = 0;
        for (int image = 0; image < images; image++)
        {
            for (int z = 0; z < windows[0].Start.Length; z++)
            {
                for (int row = 0; row < windows[1].Start.Length; row++)
                {
                    for (int column = 0; column < windows[2].Start.Length; column++)
                    {
                        function(image, output++, z, row, column);
                    }
                }
            }
        }
    }

    private static void Average(Tensor x, Tensor y, Windows[] windows)
    {
        Extent size = Extent.Of(x.Shape);
        T* from = Address(x);
        T* to = Address(y);
        EachWindow(x.Shape[0] * x.Shape[1], windows, size, (image, output, z, row, column) =>
        {
            double sum = 0;
            for (int depth = windows[0].Start[z]; depth < windows[0].End[z]; depth++)
            {
                for (int height = windows[1].Start[row]; height < windows[1].End[row]; height++)
                {
                    T* line = from + ((((((long)image * size.Depth) + depth) * size.Height) + height) * size.Width);
                    for (int width = windows[2].Start[column]; width < windows[2].End[column]; width++)
                    {
                        sum += Wide(line[width]);
                    }
                }
            }

            to[output] = Narrow(sum / ((double)windows[0].Divisor[z] * windows[1].Divisor[row] * windows[2].Divisor[column]));
        });
    }

    private Tensor AverageBackward(Tensor gradient, Shape shape, Windows[] windows)
    {
        Tensor x = New(shape);
        Of(x).Clear();
        Extent size = Extent.Of(shape);
        T* from = Address(gradient);
        T* to = Address(x);
        EachWindow(shape[0] * shape[1], windows, size, (image, output, z, row, column) =>
        {
            T share = from[output] / Narrow((double)windows[0].Divisor[z] * windows[1].Divisor[row] * windows[2].Divisor[column]);
            for (int depth = windows[0].Start[z]; depth < windows[0].End[z]; depth++)
            {
                for (int height = windows[1].Start[row]; height < windows[1].End[row]; height++)
                {
                    T* line = to + ((((((long)image * size.Depth) + depth) * size.Height) + height) * size.Width);
                    for (int width = windows[2].Start[column]; width < windows[2].End[column]; width++)
                    {
                        line[width] += share;
                    }
                }
            }
        });
        return x;
    }
}
