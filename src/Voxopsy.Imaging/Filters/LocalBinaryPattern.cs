using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Filters;

/// <summary>Local binary patterns of each slice: which places on a circle around a pixel are not darker than it.</summary>
/// <remarks>Source: Ojala, Pietikäinen and Mäenpää 2002; places and bilinear interpolation as in scikit-image, 0 beyond the slice.</remarks>
public static class LocalBinaryPattern
{
    /// <summary>Filters a block of an image slice by slice.</summary>
    /// <param name="source">The image.</param>
    /// <param name="box">The block wanted.</param>
    /// <param name="across">The axis across the slices: 0 x, 1 y, 2 z.</param>
    /// <param name="samples">Number of places on the circle, 1 to 30.</param>
    /// <param name="radius">Radius of the circle in pixels.</param>
    /// <param name="method">How signs become a number.</param>
    /// <returns>The pattern of each voxel of the block.</returns>
    public static ScalarField Apply(IVoxelSource source, BoundingBox box, int across, int samples, double radius, LocalBinaryPatternMethod method)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(samples, 30);
        int reach = (int)Math.Ceiling(radius) + 1;
        (int rx, int ry, int rz) = (across == 0 ? 0 : reach, across == 1 ? 0 : reach, across == 2 ? 0 : reach);
        GridSize size = new(box.Size.X + (2 * rx), box.Size.Y + (2 * ry), box.Size.Z + (2 * rz));
        Window image = Window.Of(
            source, new VoxelIndex(box.Start.X - rx, box.Start.Y - ry, box.Start.Z - rz), size, (index, length) => index >= 0 && index < length ? index : -1);

        // Rows and columns of a slice are the slower and the faster of the two axes that are left.
        int columnStep = across == 0 ? size.X : 1;
        int rowStep = across == 2 ? size.X : size.X * size.Y;
        (double Row, double Column)[] circle = Circle(samples, radius);
        double[] values = new double[box.Size.VoxelCount];
        bool[] signs = new bool[samples];
        double[] around = new double[samples];
        int target = 0;
        for (int z = 0; z < box.Size.Z; z++)
        {
            for (int y = 0; y < box.Size.Y; y++)
            {
                for (int x = 0; x < box.Size.X; x++)
                {
                    int at = size.Offset(x + rx, y + ry, z + rz);
                    (int row, int column) = across switch { 0 => (z + box.Start.Z, y + box.Start.Y), 1 => (z + box.Start.Z, x + box.Start.X), _ => (y + box.Start.Y, x + box.Start.X) };
                    for (int p = 0; p < samples; p++)
                    {
                        around[p] = Interpolate(image.Values, at, rowStep, columnStep, row, column, circle[p]);
                        signs[p] = around[p] - image.Values[at] >= 0;
                    }

                    values[target++] = method == LocalBinaryPatternMethod.Variance ? Variance(around) : Code(signs, method);
                }
            }
        }

        return new ScalarField(source.Grid.Crop(box), values);
    }

    private static double Variance(double[] around)
    {
        double sum = 0, squares = 0;
        foreach (double value in around)
        {
            sum += value;
            squares += value * value;
        }

        return (squares - (sum * sum / around.Length)) / around.Length;
    }

    private static (double Row, double Column)[] Circle(int samples, double radius) => [.. Enumerable.Range(0, samples).Select(p => (
        Math.Round(-radius * Math.Sin(2 * Math.PI * p / samples), 5), Math.Round(radius * Math.Cos(2 * Math.PI * p / samples), 5)))];

    /// <summary>
    /// The intensity at a place, with shares taken from its coordinates in the whole slice: in flat parts of an image their last digits decide
    /// whether the place is darker than the pixel.
    /// </summary>
    private static double Interpolate(double[] image, int center, int rowStep, int columnStep, int row, int column, (double Row, double Column) place)
    {
        (double r, double c) = (row + place.Row, column + place.Column);
        (double rowFloor, double columnFloor) = (Math.Floor(r), Math.Floor(c));
        (double rowShare, double columnShare) = (r - rowFloor, c - columnFloor);
        int at = center + (((int)rowFloor - row) * rowStep) + (((int)columnFloor - column) * columnStep);
        int nextRow = Math.Ceiling(r) > rowFloor ? rowStep : 0;
        int nextColumn = Math.Ceiling(c) > columnFloor ? columnStep : 0;
        double top = ((1 - columnShare) * image[at]) + (columnShare * image[at + nextColumn]);
        double bottom = ((1 - columnShare) * image[at + nextRow]) + (columnShare * image[at + nextRow + nextColumn]);
        return ((1 - rowShare) * top) + (rowShare * bottom);
    }

    private static double Code(ReadOnlySpan<bool> signs, LocalBinaryPatternMethod method)
    {
        int ones = 0, changes = 0;
        uint bits = 0;
        for (int p = 0; p < signs.Length; p++)
        {
            ones += signs[p] ? 1 : 0;
            changes += p > 0 && signs[p] != signs[p - 1] ? 1 : 0;
            bits |= signs[p] ? 1u << p : 0;
        }

        return method switch
        {
            LocalBinaryPatternMethod.Default => bits,
            LocalBinaryPatternMethod.Uniform => changes <= 2 ? ones : signs.Length + 1,
            _ => SmallestRotation(bits, signs.Length),
        };
    }

    private static uint SmallestRotation(uint bits, int length)
    {
        uint smallest = bits;
        for (int turn = 1; turn < length; turn++)
        {
            bits = (bits >> 1) | ((bits & 1) << (length - 1));
            smallest = Math.Min(smallest, bits);
        }

        return smallest;
    }
}
