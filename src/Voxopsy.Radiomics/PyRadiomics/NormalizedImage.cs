using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>An image in standard deviations from its mean, cut and scaled; computed row by row from the image below.</summary>
internal sealed class NormalizedImage : IVoxelSource
{
    private readonly IVoxelSource _source;
    private readonly double _mean;
    private readonly double _deviation;
    private readonly double _limit;
    private readonly double _scale;
    private readonly bool _single;

    internal NormalizedImage(IVoxelSource source, double? limit, double scale, PixelKind kind)
    {
        (_source, _limit, _scale, _single) = (source, limit ?? double.PositiveInfinity, scale, kind == PixelKind.Single);
        (_mean, _deviation) = Statistics(source);
        if (!(_deviation > 0 && double.IsFinite(_deviation)))
        {
            throw new ImagingException($"The image cannot be normalized: its standard deviation is {_deviation} (it is flat, or not finite somewhere). Leave out 'normalize', or check the image.");
        }
    }

    public Grid Grid => _source.Grid;

    public void CopyRow(int x, int y, int z, Span<double> values)
    {
        _source.CopyRow(x, y, z, values);
        for (int i = 0; i < values.Length; i++)
        {
            double normal = (values[i] - _mean) * (1 / _deviation);
            normal = Math.Clamp(_single ? (float)normal : normal, -_limit, _limit) * _scale;
            values[i] = _single ? (float)normal : normal;
        }
    }

    /// <summary>Mean and standard deviation (n − 1) of the whole image.</summary>
    private static (double Mean, double Deviation) Statistics(IVoxelSource source)
    {
        GridSize size = source.Grid.Size;
        double[] row = new double[size.X];
        double sum = 0, squares = 0, first = 0;
        for (int pass = 0; pass < 2; pass++)
        {
            for (int z = 0; z < size.Z; z++)
            {
                for (int y = 0; y < size.Y; y++)
                {
                    source.CopyRow(0, y, z, row);
                    foreach (double value in row)
                    {
                        if (pass == 0)
                        {
                            sum += value;
                        }
                        else
                        {
                            squares += (value - first) * (value - first);
                        }
                    }
                }
            }

            first = sum / size.VoxelCount;
        }

        return (first, Math.Sqrt(squares / (size.VoxelCount - 1)));
    }
}
