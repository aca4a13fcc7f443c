using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Filters;

/// <summary>The length of the gradient by central differences, edges going on for ever, as ITK computes it for PyRadiomics.</summary>
public static class GradientMagnitude
{
    /// <summary>Filters a block of an image.</summary>
    /// <param name="source">The image.</param>
    /// <param name="box">The block wanted.</param>
    /// <param name="step">What differences are divided by: the spacing in mm, or ones for differences per voxel.</param>
    /// <returns>The response on the block, rounded to single precision.</returns>
    public static ScalarField Apply(IVoxelSource source, BoundingBox box, VoxelSpacing step)
    {
        ArgumentNullException.ThrowIfNull(source);
        GridSize size = new(box.Size.X + 2, box.Size.Y + 2, box.Size.Z + 2);
        Window image = Window.Of(
            source, new VoxelIndex(box.Start.X - 1, box.Start.Y - 1, box.Start.Z - 1), size, (index, length) => Math.Clamp(index, 0, length - 1));
        double[] values = new double[box.Size.VoxelCount];
        double[] from = image.Values;
        int row = size.X;
        int plane = size.X * size.Y;
        int target = 0;
        for (int z = 1; z <= box.Size.Z; z++)
        {
            for (int y = 1; y <= box.Size.Y; y++)
            {
                for (int x = 1; x <= box.Size.X; x++)
                {
                    int at = size.Offset(x, y, z);
                    double dx = (from[at + 1] - from[at - 1]) / (2 * step.X);
                    double dy = (from[at + row] - from[at - row]) / (2 * step.Y);
                    double dz = (from[at + plane] - from[at - plane]) / (2 * step.Z);
                    values[target++] = (float)Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz));
                }
            }
        }

        return new ScalarField(source.Grid.Crop(box), values);
    }
}
