using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Managed.Plain;

/// <summary>A place in an image: which voxels make its value, with which weights, and how the weights change when the place moves.</summary>
/// <remarks>Rules of borders and rounding as in PyTorch's <c>grid_sample</c>.</remarks>
internal sealed class SamplingPoint
{
    private readonly int[] _size;
    private readonly SamplingSettings _settings;
    private readonly int[,] _source = new int[3, 4];
    private readonly double[,] _weight = new double[3, 4];
    private readonly double[,] _slope = new double[3, 4];
    private readonly int _taps;

    internal SamplingPoint(Shape image, SamplingSettings settings)
    {
        Extent size = Extent.Of(image);
        Space = image.Rank - 2;
        _size = [size.Width, size.Height, size.Depth];
        _settings = settings;
        _taps = settings.Mode switch { InterpolationMode.Nearest => 1, InterpolationMode.Linear => 2, _ => 4 };
        Place = new int[64];
        Weight = new double[64];
        Slope = new double[64 * 3];
    }

    /// <summary>2 or 3.</summary>
    internal int Space { get; }

    /// <summary>Voxels of one channel.</summary>
    internal int Volume => _size[0] * _size[1] * _size[2];

    /// <summary>Voxels that make the value.</summary>
    internal int Count { get; private set; }

    /// <summary>Where they are in their channel.</summary>
    internal int[] Place { get; }

    /// <summary>Their weights.</summary>
    internal double[] Weight { get; }

    /// <summary>The derivatives of the weights by the grid's x, y and z, three for each voxel.</summary>
    internal double[] Slope { get; }

    /// <summary>Moves to a place, each coordinate from -1 to 1.</summary>
    internal void MoveTo(double x, double y, double z)
    {
        Along(0, x);
        Along(1, y);
        if (Space == 3)
        {
            Along(2, z);
        }

        Count = 0;
        for (int tapZ = 0; tapZ < (Space == 3 ? _taps : 1); tapZ++)
        {
            for (int tapY = 0; tapY < _taps; tapY++)
            {
                for (int tapX = 0; tapX < _taps; tapX++)
                {
                    int depth = Space == 3 ? _source[2, tapZ] : 0;
                    if (_source[0, tapX] < 0 || _source[1, tapY] < 0 || depth < 0)
                    {
                        continue;
                    }

                    double weightZ = Space == 3 ? _weight[2, tapZ] : 1;
                    Place[Count] = (((depth * _size[1]) + _source[1, tapY]) * _size[0]) + _source[0, tapX];
                    Weight[Count] = _weight[0, tapX] * _weight[1, tapY] * weightZ;
                    Slope[Count * 3] = _slope[0, tapX] * _weight[1, tapY] * weightZ;
                    Slope[(Count * 3) + 1] = _weight[0, tapX] * _slope[1, tapY] * weightZ;
                    Slope[(Count * 3) + 2] = Space == 3 ? _weight[0, tapX] * _weight[1, tapY] * _slope[2, tapZ] : 0;
                    Count++;
                }
            }
        }
    }

    private void Along(int axis, double coordinate)
    {
        int size = _size[axis];
        bool corners = _settings.Alignment == CornerAlignment.Centers;
        double step = corners ? (size - 1) / 2.0 : size / 2.0;
        double place = corners ? (coordinate + 1) * step : ((coordinate + 1) * step) - 0.5;
        if (!double.IsFinite(place))
        {
            place = -100;
        }

        if (_settings.Mode == InterpolationMode.Cubic)
        {
            AlongCubic(axis, place, step);
            return;
        }

        (double bordered, double direction) = Bordered(place, size);
        if (_settings.Mode == InterpolationMode.Nearest)
        {
            _source[axis, 0] = Inside((int)Math.Round(Math.Clamp(bordered, -2, size + 1.0), MidpointRounding.ToEven), size);
            _weight[axis, 0] = 1;
            _slope[axis, 0] = 0;
            return;
        }

        double clamped = Math.Clamp(bordered, -2, size + 1.0);
        int low = (int)Math.Floor(clamped);
        double share = clamped - low;
        _source[axis, 0] = Inside(low, size);
        _source[axis, 1] = Inside(low + 1, size);
        _weight[axis, 0] = 1 - share;
        _weight[axis, 1] = share;
        _slope[axis, 0] = -step * direction;
        _slope[axis, 1] = step * direction;
    }

    private void AlongCubic(int axis, double place, double step)
    {
        const double A = -0.75;
        int size = _size[axis];
        double clamped = Math.Clamp(place, -1e6, 1e6);
        int low = (int)Math.Floor(clamped);
        double t = clamped - low;
        Span<double> weights = stackalloc double[4];
        AxisTaps.Cubic(t, weights);
        ReadOnlySpan<double> slopes = [OuterSlope(t + 1), InnerSlope(t), -InnerSlope(1 - t), -OuterSlope(2 - t)];
        for (int tap = 0; tap < 4; tap++)
        {
            (double bordered, _) = Bordered(low - 1 + tap, size);
            _source[axis, tap] = Inside((int)Math.Clamp(bordered, -2, size + 1.0), size);
            _weight[axis, tap] = weights[tap];
            _slope[axis, tap] = slopes[tap] * step;
        }

        static double InnerSlope(double x) => ((3 * (A + 2) * x) - (2 * (A + 3))) * x;
        static double OuterSlope(double x) => (((3 * A * x) - (10 * A)) * x) + (8 * A);
    }

    private static int Inside(int place, int size) => place >= 0 && place < size ? place : -1;

    // The place after the rule of the border, and its derivative by the place before.
    private (double Place, double Direction) Bordered(double place, int size)
    {
        switch (_settings.Border)
        {
            case SamplingBorder.Zeros:
                return (place, 1);
            case SamplingBorder.Border:
                return Clipped(place, 1, size);
            default:
                bool corners = _settings.Alignment == CornerAlignment.Centers;
                double low = corners ? 0 : -0.5;
                double span = corners ? size - 1 : size;
                if (span == 0)
                {
                    return (0, 0);
                }

                double distance = Math.Abs(place - low);
                double direction = place < low ? -1 : 1;
                double rest = distance % span;
                bool turned = Math.Floor(distance / span) % 2 != 0;
                return Clipped(turned ? span - rest + low : rest + low, turned ? -direction : direction, size);
        }
    }

    private static (double Place, double Direction) Clipped(double place, double direction, int size) =>
        place <= 0 ? (0, 0) : place >= size - 1 ? (size - 1, 0) : (place, direction);
}
