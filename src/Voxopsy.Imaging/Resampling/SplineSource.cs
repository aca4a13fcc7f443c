using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Resampling;

/// <summary>A block of samples ready for interpolation: values, or spline coefficients, with a margin of repeated edges where they go on.</summary>
internal sealed class SplineSource
{
    private const int EdgeMargin = 16;
    private readonly double[] _samples;
    private readonly VoxelIndex _start;

    private SplineSource(double[] samples, GridSize size, VoxelIndex start) => (_samples, Size, _start) = (samples, size, start);

    internal GridSize Size { get; }

    internal ReadOnlySpan<double> Samples => _samples;

    internal static SplineSource Of(IVoxelSource source, BoundingBox block, Interpolation interpolation, Extension extension)
    {
        double[] values = ScalarField.CropValues(source, block);
        SplineSource samples = new(values, block.Size, block.Start);
        if (interpolation != Interpolation.CubicBSpline)
        {
            return samples;
        }

        if (extension == Extension.NearestEdge)
        {
            samples = samples.RepeatEdges(source.Grid.Size);
        }

        BSplinePrefilter.Apply(samples._samples, samples.Size);
        return samples;
    }

    internal double[] PositionsX(IReadOnlyList<double> positions) => [.. positions.Select(position => position - _start.X)];

    internal double[] PositionsY(IReadOnlyList<double> positions) => [.. positions.Select(position => position - _start.Y)];

    internal double[] PositionsZ(IReadOnlyList<double> positions) => [.. positions.Select(position => position - _start.Z)];


    internal double Evaluate(double x, double y, double z, Interpolation interpolation, Extension extension, double outside)
    {
        int taps = interpolation switch { Interpolation.Nearest => 1, Interpolation.Linear => 2, _ => 4 };
        Span<int> index = stackalloc int[3 * taps];
        Span<double> weight = stackalloc double[3 * taps];
        if (!(AxisWeights.Fill(x - _start.X, Size.X, extension, index[..taps], weight[..taps])
            & AxisWeights.Fill(y - _start.Y, Size.Y, extension, index.Slice(taps, taps), weight.Slice(taps, taps))
            & AxisWeights.Fill(z - _start.Z, Size.Z, extension, index.Slice(2 * taps, taps), weight.Slice(2 * taps, taps))))
        {
            return outside;
        }

        double sum = 0;
        for (int k = 0; k < taps; k++)
        {
            for (int j = 0; j < taps; j++)
            {
                double row = 0;
                int at = Size.Offset(0, index[taps + j], index[(2 * taps) + k]);
                for (int i = 0; i < taps; i++)
                {
                    row += weight[i] * _samples[at + index[i]];
                }

                sum += weight[taps + j] * weight[(2 * taps) + k] * row;
            }
        }

        return sum;
    }

    /// <summary>Adds copies of the outermost voxels where the block ends with the image.</summary>
    private SplineSource RepeatEdges(GridSize whole)
    {
        (int beforeX, int afterX) = Margins(_start.X, Size.X, whole.X);
        (int beforeY, int afterY) = Margins(_start.Y, Size.Y, whole.Y);
        (int beforeZ, int afterZ) = Margins(_start.Z, Size.Z, whole.Z);
        GridSize grown = new(Size.X + beforeX + afterX, Size.Y + beforeY + afterY, Size.Z + beforeZ + afterZ);
        double[] samples = new double[grown.VoxelCount];
        int at = 0;
        for (int z = 0; z < grown.Z; z++)
        {
            for (int y = 0; y < grown.Y; y++)
            {
                int row = Size.Offset(0, Math.Clamp(y - beforeY, 0, Size.Y - 1), Math.Clamp(z - beforeZ, 0, Size.Z - 1));
                for (int x = 0; x < grown.X; x++)
                {
                    samples[at++] = _samples[row + Math.Clamp(x - beforeX, 0, Size.X - 1)];
                }
            }
        }

        return new SplineSource(samples, grown, new VoxelIndex(_start.X - beforeX, _start.Y - beforeY, _start.Z - beforeZ));
    }

    private static (int Before, int After) Margins(int start, int length, int whole) =>
        (start == 0 ? EdgeMargin : 0, start + length == whole ? EdgeMargin : 0);
}
