using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>The image types that change each intensity by itself, scaled back to the range of the image.</summary>
/// <remarks>Source: PyRadiomics 3, imageoperations: with M the largest |x| of the whole image.</remarks>
internal static class IntensityFilters
{
    internal static ScalarField Square(IVoxelSource image, BoundingBox box)
    {
        double scale = 1 / Math.Sqrt(LargestMagnitude(image));
        return Map(image, box, x => scale * x * (scale * x));
    }

    internal static ScalarField SquareRoot(IVoxelSource image, BoundingBox box)
    {
        double largest = LargestMagnitude(image);
        return Map(image, box, x => x > 0 ? Math.Sqrt(x * largest) : x < 0 ? -Math.Sqrt(-x * largest) : 0);
    }

    internal static ScalarField Logarithm(IVoxelSource image, BoundingBox box)
    {
        double largest = LargestMagnitude(image);
        double scale = largest / Math.Log(largest + 1);
        return Map(image, box, x => (x > 0 ? Math.Log(x + 1) : -Math.Log(1 - x)) * scale);
    }

    internal static ScalarField Exponential(IVoxelSource image, BoundingBox box)
    {
        double largest = LargestMagnitude(image);
        double scale = Math.Log(largest) / largest;
        return Map(image, box, x => Math.Exp(scale * x));
    }

    private static double LargestMagnitude(IVoxelSource image)
    {
        (double low, double high) = Range(image);
        return Math.Max(Math.Abs(low), Math.Abs(high));
    }

    private static (double Low, double High) Range(IVoxelSource image)
    {
        GridSize size = image.Grid.Size;
        double[] row = new double[size.X];
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                image.CopyRow(0, y, z, row);
                foreach (double value in row)
                {
                    low = value < low ? value : low;
                    high = value > high ? value : high;
                }
            }
        }

        return (low, high);
    }

    private static ScalarField Map(IVoxelSource image, BoundingBox box, Func<double, double> map)
    {
        ScalarField block = ScalarField.Crop(image, box);
        double[] values = new double[block.Values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = map(block.Values[i]);
        }

        return new ScalarField(block.Grid, values);
    }
}
