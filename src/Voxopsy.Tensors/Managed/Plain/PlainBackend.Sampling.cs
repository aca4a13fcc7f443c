using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Managed.Plain;

internal abstract unsafe partial class PlainBackend<T>
{
    public virtual Tensor Interpolate(Tensor x, InterpolationSettings settings)
    {
        Tensor y = New(ShapeRules.Space(x.Shape, x.Shape[1], settings.Size));
        AxisTaps[] taps = AxisTaps.Of(x.Shape, settings);
        Extent from = Extent.Of(x.Shape);
        Extent to = Extent.Of(y.Shape);
        T* source = Address(x);
        T* target = Address(y);
        for (int image = 0; image < x.Shape[0] * x.Shape[1]; image++)
        {
            for (int z = 0; z < to.Depth; z++)
            {
                for (int row = 0; row < to.Height; row++)
                {
                    for (int column = 0; column < to.Width; column++)
                    {
                        double sum = 0;
                        foreach ((int place, double weight) in Taps(taps, from, z, row, column))
                        {
                            sum += weight * Wide(source[place]);
                        }

                        *target++ = Narrow(sum);
                    }
                }
            }

            source += from.Depth * from.Height * from.Width;
        }

        return y;
    }

    public virtual Tensor InterpolateBackward(Tensor gradient, Shape shape, InterpolationSettings settings)
    {
        Tensor x = New(shape);
        Of(x).Clear();
        AxisTaps[] taps = AxisTaps.Of(shape, settings);
        Extent from = Extent.Of(shape);
        Extent to = Extent.Of(gradient.Shape);
        T* target = Address(x);
        T* upstream = Address(gradient);
        for (int image = 0; image < shape[0] * shape[1]; image++)
        {
            for (int z = 0; z < to.Depth; z++)
            {
                for (int row = 0; row < to.Height; row++)
                {
                    for (int column = 0; column < to.Width; column++, upstream++)
                    {
                        foreach ((int place, double weight) in Taps(taps, from, z, row, column))
                        {
                            target[place] += Narrow(weight * Wide(*upstream));
                        }
                    }
                }
            }

            target += from.Depth * from.Height * from.Width;
        }

        return x;
    }

    public Tensor GridSample(Tensor x, Tensor grid, SamplingSettings settings)
    {
        Tensor y = New(SampledShape(x.Shape, grid.Shape));
        SamplingPoint point = new(x.Shape, settings);
        int points = grid.Shape.Count / grid.Shape[^1] / grid.Shape[0];
        int volume = point.Volume;
        int channels = x.Shape[1];
        ReadOnlySpan<T> places = Of(grid);
        ReadOnlySpan<T> from = Of(x);
        Span<T> to = Of(y);
        for (int sample = 0; sample < x.Shape[0]; sample++)
        {
            for (int i = 0; i < points; i++)
            {
                MoveTo(point, places, ((sample * points) + i) * point.Space);
                for (int channel = 0; channel < channels; channel++)
                {
                    int image = ((sample * channels) + channel) * volume;
                    double sum = 0;
                    for (int tap = 0; tap < point.Count; tap++)
                    {
                        sum += point.Weight[tap] * Wide(from[image + point.Place[tap]]);
                    }

                    to[(((sample * channels) + channel) * points) + i] = Narrow(sum);
                }
            }
        }

        return y;
    }

    public (Tensor? Input, Tensor? Grid) GridSampleBackward(Tensor gradient, Tensor x, Tensor grid, SamplingSettings settings, Wanted wanted)
    {
        Tensor? input = wanted.HasFlag(Wanted.Input) ? New(x.Shape) : null;
        Tensor? ofGrid = wanted.HasFlag(Wanted.Weight) ? New(grid.Shape) : null;
        Span<T> toInput = input is null ? [] : Of(input);
        toInput.Clear();
        SamplingPoint point = new(x.Shape, settings);
        int points = grid.Shape.Count / grid.Shape[^1] / grid.Shape[0];
        int channels = x.Shape[1];
        ReadOnlySpan<T> from = Of(x);
        ReadOnlySpan<T> upstream = Of(gradient);
        Span<double> slope = stackalloc double[3];
        for (int sample = 0; sample < x.Shape[0]; sample++)
        {
            for (int i = 0; i < points; i++)
            {
                MoveTo(point, Of(grid), ((sample * points) + i) * point.Space);
                slope.Clear();
                for (int channel = 0; channel < channels; channel++)
                {
                    int image = ((sample * channels) + channel) * point.Volume;
                    double value = Wide(upstream[(((sample * channels) + channel) * points) + i]);
                    for (int tap = 0; tap < point.Count; tap++)
                    {
                        int place = image + point.Place[tap];
                        if (input is not null)
                        {
                            toInput[place] += Narrow(value * point.Weight[tap]);
                        }

                        double voxel = value * Wide(from[place]);
                        for (int axis = 0; axis < point.Space; axis++)
                        {
                            slope[axis] += voxel * point.Slope[(tap * 3) + axis];
                        }
                    }
                }

                for (int axis = 0; ofGrid is not null && axis < point.Space; axis++)
                {
                    Of(ofGrid)[(((sample * points) + i) * point.Space) + axis] = Narrow(slope[axis]);
                }
            }
        }

        return (input, ofGrid);
    }

    private static Shape SampledShape(Shape image, Shape grid) => image.Rank == 5
        ? new Shape(image[0], image[1], grid[1], grid[2], grid[3])
        : new Shape(image[0], image[1], grid[1], grid[2]);

    private static void MoveTo(SamplingPoint point, ReadOnlySpan<T> grid, int at) => point.MoveTo(
        Wide(grid[at]), Wide(grid[at + 1]), point.Space == 3 ? Wide(grid[at + 2]) : 0);

    private static IEnumerable<(int Place, double Weight)> Taps(AxisTaps[] taps, Extent from, int z, int row, int column)
    {
        for (int tapZ = z * taps[0].Taps; tapZ < (z + 1) * taps[0].Taps; tapZ++)
        {
            for (int tapY = row * taps[1].Taps; tapY < (row + 1) * taps[1].Taps; tapY++)
            {
                for (int tapX = column * taps[2].Taps; tapX < (column + 1) * taps[2].Taps; tapX++)
                {
                    yield return (
                        (((taps[0].Source[tapZ] * from.Height) + taps[1].Source[tapY]) * from.Width) + taps[2].Source[tapX],
                        taps[0].Weight[tapZ] * taps[1].Weight[tapY] * taps[2].Weight[tapX]);
                }
            }
        }
    }
}
