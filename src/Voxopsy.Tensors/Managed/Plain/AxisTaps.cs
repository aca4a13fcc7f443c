using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Managed.Plain;

/// <summary>Which voxels along one axis, and with which weights, make each voxel of the resized image.</summary>
/// <remarks>The coordinates follow PyTorch: in float32 for the nearest voxel, where rounding decides which one it is.</remarks>
internal sealed class AxisTaps
{
    private AxisTaps(int size, int taps)
    {
        Taps = taps;
        Source = new int[size * taps];
        Weight = new double[size * taps];
    }

    /// <summary>Voxels that make one.</summary>
    internal int Taps { get; }

    /// <summary>For each new voxel its sources.</summary>
    internal int[] Source { get; }

    /// <summary>For each new voxel the weights of its sources.</summary>
    internal double[] Weight { get; }

    internal static AxisTaps[] Of(Shape image, InterpolationSettings settings)
    {
        Extent from = Extent.Of(image);
        return
        [
            image.Rank == 4 ? Along(1, 1, InterpolationMode.Nearest, settings.Alignment, 0) : Along(from.Depth, settings.Size.Depth, settings.Mode, settings.Alignment, settings.Factors?.Depth ?? 0),
            Along(from.Height, settings.Size.Height, settings.Mode, settings.Alignment, settings.Factors?.Height ?? 0),
            Along(from.Width, settings.Size.Width, settings.Mode, settings.Alignment, settings.Factors?.Width ?? 0),
        ];
    }

    /// <summary>The four weights of the cubic convolution kernel (Keys 1981, a = -0.75) for a place between the second and the third voxel.</summary>
    internal static void Cubic(double t, Span<double> weights)
    {
        const double A = -0.75;
        weights[0] = Outer(t + 1);
        weights[1] = Inner(t);
        weights[2] = Inner(1 - t);
        weights[3] = Outer(2 - t);

        static double Inner(double x) => ((((A + 2) * x) - (A + 3)) * x * x) + 1;
        static double Outer(double x) => (((((A * x) - (5 * A)) * x) + (8 * A)) * x) - (4 * A);
    }

    private static AxisTaps Along(int from, int to, InterpolationMode mode, CornerAlignment alignment, double factor)
    {
        AxisTaps taps = new(to, mode switch { InterpolationMode.Nearest => 1, InterpolationMode.Linear => 2, _ => 4 });
        bool corners = alignment == CornerAlignment.Centers;
        double scale = corners ? to > 1 ? (from - 1.0) / (to - 1) : 0 : factor > 0 ? 1 / factor : (double)from / to;
        float nearest = factor > 0 ? (float)(1 / factor) : (float)from / to;
        Span<double> weights = stackalloc double[4];
        for (int i = 0; i < to; i++)
        {
            double place = corners ? scale * i : (scale * (i + 0.5)) - 0.5;
            int first = i * taps.Taps;
            switch (mode)
            {
                case InterpolationMode.Nearest:
                    taps.Source[first] = Math.Min((int)MathF.Floor(i * nearest), from - 1);
                    taps.Weight[first] = 1;
                    break;
                case InterpolationMode.Linear:
                    place = Math.Max(place, 0);
                    int low = Math.Min((int)place, from - 1);
                    taps.Source[first] = low;
                    taps.Source[first + 1] = Math.Min(low + 1, from - 1);
                    taps.Weight[first + 1] = place - low;
                    taps.Weight[first] = 1 - (place - low);
                    break;
                default:
                    int floor = (int)Math.Floor(place);
                    Cubic(place - floor, weights);
                    for (int tap = 0; tap < 4; tap++)
                    {
                        taps.Source[first + tap] = Math.Clamp(floor - 1 + tap, 0, from - 1);
                        taps.Weight[first + tap] = weights[tap];
                    }

                    break;
            }
        }

        return taps;
    }
}
