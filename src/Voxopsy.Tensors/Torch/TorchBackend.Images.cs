using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Torch;

internal sealed unsafe partial class TorchBackend
{
    public (Tensor Output, Tensor State) MaxPool(Tensor x, PoolingSettings settings)
    {
        int space = x.Shape.Rank - 2;
        Tensor?[] results = All(
            $"max_pool{space}d_with_indices", "", x, Numbers(settings.Kernel, space), Numbers(settings.Stride, space), Numbers(settings.Padding, space), Numbers(Extent.One, space), IsUp(settings));
        return (results[0]!, results[1]!);
    }

    public Tensor MaxPoolBackward(Tensor gradient, Tensor state, Tensor x, PoolingSettings settings)
    {
        int space = x.Shape.Rank - 2;
        return One(
            $"max_pool{space}d_with_indices_backward",
            "",
            gradient,
            x,
            Numbers(settings.Kernel, space),
            Numbers(settings.Stride, space),
            Numbers(settings.Padding, space),
            Numbers(Extent.One, space),
            IsUp(settings),
            state);
    }

    public Tensor AveragePool(Tensor x, PoolingSettings settings)
    {
        int space = x.Shape.Rank - 2;
        return One(
            $"avg_pool{space}d",
            "",
            x,
            Numbers(settings.Kernel, space),
            Numbers(settings.Stride, space),
            Numbers(settings.Padding, space),
            IsUp(settings),
            settings.PaddingCount == PaddingCount.Counted,
            TorchArgument.Nothing);
    }

    public Tensor AveragePoolBackward(Tensor gradient, Tensor x, PoolingSettings settings)
    {
        int space = x.Shape.Rank - 2;
        return One(
            $"avg_pool{space}d_backward",
            "",
            gradient,
            x,
            Numbers(settings.Kernel, space),
            Numbers(settings.Stride, space),
            Numbers(settings.Padding, space),
            IsUp(settings),
            settings.PaddingCount == PaddingCount.Counted,
            TorchArgument.Nothing);
    }

    public Tensor AdaptiveAveragePool(Tensor x, Extent size) => One($"_adaptive_avg_pool{x.Shape.Rank - 2}d", "", x, Numbers(size, x.Shape.Rank - 2));

    public Tensor AdaptiveAveragePoolBackward(Tensor gradient, Tensor x) => One($"_adaptive_avg_pool{x.Shape.Rank - 2}d_backward", "", gradient, x);

    public Tensor Interpolate(Tensor x, InterpolationSettings settings) =>
        One(Upsampling(x.Shape, settings.Mode), "", [x, Numbers(settings.Size, x.Shape.Rank - 2), .. Rest(x.Shape.Rank - 2, settings)]);

    public Tensor InterpolateBackward(Tensor gradient, Shape shape, InterpolationSettings settings) => One(
        Upsampling(shape, settings.Mode) + "_backward", "", [gradient, Numbers(settings.Size, shape.Rank - 2), shape, .. Rest(shape.Rank - 2, settings)]);

    public Tensor GridSample(Tensor x, Tensor grid, SamplingSettings settings) =>
        One($"grid_sampler_{x.Shape.Rank - 2}d", "", x, grid, Mode(settings), (int)settings.Border, settings.Alignment == CornerAlignment.Centers);

    public (Tensor? Input, Tensor? Grid) GridSampleBackward(Tensor gradient, Tensor x, Tensor grid, SamplingSettings settings, Wanted wanted)
    {
        bool[] mask = [wanted.HasFlag(Wanted.Input), wanted.HasFlag(Wanted.Weight)];
        Tensor?[] gradients = All(
            $"grid_sampler_{x.Shape.Rank - 2}d_backward", "", gradient, x, grid, Mode(settings), (int)settings.Border, settings.Alignment == CornerAlignment.Centers, mask);
        if (!mask[1])
        {
            gradients[1]?.Dispose();
        }

        return (gradients[0], mask[1] ? gradients[1] : null);
    }

    private static bool IsUp(PoolingSettings settings) => settings.Rounding == PoolingRounding.Up;

    private static int Mode(SamplingSettings settings) => settings.Mode switch { InterpolationMode.Linear => 0, InterpolationMode.Nearest => 1, _ => 2 };

    private static string Upsampling(Shape image, InterpolationMode mode) => (mode, image.Rank) switch
    {
        (InterpolationMode.Nearest, 4) => "upsample_nearest2d",
        (InterpolationMode.Nearest, _) => "upsample_nearest3d",
        (InterpolationMode.Linear, 4) => "upsample_bilinear2d",
        (InterpolationMode.Linear, _) => "upsample_trilinear3d",
        _ => "upsample_bicubic2d",
    };

    // Alignment (where the mode has one), then a factor for each axis.
    private static TorchArgument[] Rest(int space, InterpolationSettings settings)
    {
        List<TorchArgument> rest = settings.Mode == InterpolationMode.Nearest ? [] : [settings.Alignment == CornerAlignment.Centers];
        TorchArgument[] factors = settings.Factors is { } given ? [given.Depth, given.Height, given.Width] : new TorchArgument[3];
        rest.AddRange(space == 3 ? factors : factors[1..]);
        return [.. rest];
    }
}
