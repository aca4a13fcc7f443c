using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Filters;

/// <summary>Separable convolutions of a block of an image, with a rule for what lies beyond.</summary>
/// <remarks>Kernels have odd length and are centered; convolution flips them. Source: IBSI 2 reference manual, chapter 2.</remarks>
internal sealed class SpatialFilter
{
    private readonly IVoxelSource _source;
    private readonly BoundingBox _box;
    private readonly Boundary _boundary;

    internal SpatialFilter(IVoxelSource source, BoundingBox box, Boundary boundary) => (_source, _box, _boundary) = (source, box, boundary);

    internal static Func<int, int, int> Rule(Boundary boundary) => boundary switch
    {
        Boundary.Zero => (index, length) => index >= 0 && index < length ? index : -1,
        Boundary.Nearest => (index, length) => Math.Clamp(index, 0, length - 1),
        Boundary.Periodic => (index, length) => ((index % length) + length) % length,
        _ => (index, length) =>
        {
            int within = ((index % (2 * length)) + (2 * length)) % (2 * length);
            return within < length ? within : (2 * length) - 1 - within;
        },
    };

    /// <summary>The block with a margin on each side.</summary>
    internal Window Block(int marginX, int marginY, int marginZ) => Window.Of(
        _source,
        new VoxelIndex(_box.Start.X - marginX, _box.Start.Y - marginY, _box.Start.Z - marginZ),
        new GridSize(_box.Size.X + (2 * marginX), _box.Size.Y + (2 * marginY), _box.Size.Z + (2 * marginZ)),
        Rule(_boundary));

    /// <summary>Convolves with one kernel an axis; an empty kernel leaves its axis alone.</summary>
    internal Window Convolve(double[] x, double[] y, double[] z)
    {
        Window window = Block(x.Length / 2, y.Length / 2, z.Length / 2);
        window = x.Length > 1 ? window.Convolve(0, x) : window;
        window = y.Length > 1 ? window.Convolve(1, y) : window;
        return z.Length > 1 ? window.Convolve(2, z) : window;
    }

    internal ScalarField Field(double[] values) => new(_source.Grid.Crop(_box), values);
}
