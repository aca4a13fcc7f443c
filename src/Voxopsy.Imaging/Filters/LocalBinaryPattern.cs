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
        Place[] places = Places(samples, radius, rowStep, columnStep);
        double[] values = new double[box.Size.VoxelCount];
        bool[] signs = new bool[samples];
        int target = 0;
        for (int z = 0; z < box.Size.Z; z++)
        {
            for (int y = 0; y < box.Size.Y; y++)
            {
                for (int x = 0; x < box.Size.X; x++)
                {
                    int at = size.Offset(x + rx, y + ry, z + rz);
                    for (int p = 0; p < samples; p++)
                    {
                        signs[p] = places[p].Value(image.Values, at, rowStep, columnStep) - image.Values[at] >= 0;
                    }

                    values[target++] = Code(signs, method);
                }
            }
        }

        return new ScalarField(source.Grid.Crop(box), values);
    }

    private static Place[] Places(int samples, double radius, int rowStep, int columnStep)
    {
        Place[] places = new Place[samples];
        for (int p = 0; p < samples; p++)
        {
            double row = Math.Round(-radius * Math.Sin(2 * Math.PI * p / samples), 5);
            double column = Math.Round(radius * Math.Cos(2 * Math.PI * p / samples), 5);
            (double rowFloor, double columnFloor) = (Math.Floor(row), Math.Floor(column));
            places[p] = new Place(
                ((int)rowFloor * rowStep) + ((int)columnFloor * columnStep),
                Math.Ceiling(row) > rowFloor,
                Math.Ceiling(column) > columnFloor,
                row - rowFloor,
                column - columnFloor);
        }

        return places;
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

    private readonly record struct Place(int Step, bool NextRow, bool NextColumn, double RowShare, double ColumnShare)
    {
        internal double Value(double[] image, int center, int rowStep, int columnStep)
        {
            int at = center + Step;
            double topLeft = image[at];
            double topRight = image[NextColumn ? at + columnStep : at];
            double bottomLeft = image[NextRow ? at + rowStep : at];
            double bottomRight = image[(NextRow ? at + rowStep : at) + (NextColumn ? columnStep : 0)];
            double top = ((1 - ColumnShare) * topLeft) + (ColumnShare * topRight);
            double bottom = ((1 - ColumnShare) * bottomLeft) + (ColumnShare * bottomRight);
            return ((1 - RowShare) * top) + (RowShare * bottom);
        }
    }
}
