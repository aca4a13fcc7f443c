using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Tiles;

/// <summary>A small picture of the slice where a region is largest, with its outline, so that a person can look.</summary>
/// <param name="Slice">The slice, from 0 along z.</param>
/// <param name="Slices">Slices of the image.</param>
/// <param name="Png">The picture as a PNG file.</param>
public sealed record SliceTile(int Slice, int Slices, byte[] Png)
{
    private const byte Outline = 255;

    /// <summary>Draws a tile.</summary>
    /// <param name="image">The image.</param>
    /// <param name="mask">A region on its grid; at least one voxel.</param>
    /// <param name="pixels">Length of the longer side, at least 16.</param>
    /// <returns>The tile: gray from the 1st to the 99th percentile of the slice, the outline red, pixels square in mm, the patient's left to the right and back below as far as the storage order is axial.</returns>
    /// <exception cref="EmptyMaskException">The mask holds no voxel.</exception>
    public static SliceTile Draw(Volume image, Mask mask, int pixels)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(pixels, 16);
        Mask.RequireVoxels(mask);
        Grid grid = image.Grid;
        int slice = LargestSlice(mask);
        double step = Math.Max(grid.Size.X * grid.Spacing.X, grid.Size.Y * grid.Spacing.Y) / pixels;
        int width = Math.Clamp((int)Math.Round(grid.Size.X * grid.Spacing.X / step), 1, pixels);
        int height = Math.Clamp((int)Math.Round(grid.Size.Y * grid.Spacing.Y / step), 1, pixels);
        int[] columns = Columns(width, grid.Size.X, grid.Direction.X.X < 0);
        int[] rows = Columns(height, grid.Size.Y, grid.Direction.Y.Y < 0);
        (float low, float high) = Range(image, slice);
        byte[] picture = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<float> line = image.Row(rows[y], slice);
            for (int x = 0; x < width; x++)
            {
                float value = line[columns[x]];
                picture[(y * width) + x] = float.IsNaN(value) ? (byte)0 : (byte)Math.Clamp(254 * (value - low) / (high - low), 0, 254);
            }
        }

        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                bool inside = mask.Contains(columns[x], rows[y], slice);
                bool edge = inside && !(IsInside(x - 1, y) && IsInside(x + 1, y) && IsInside(x, y - 1) && IsInside(x, y + 1));
                picture[(y * width) + x] = edge ? Outline : picture[(y * width) + x];
            }
        }

        return new SliceTile(slice, grid.Size.Z, PngWriter.Encode(width, picture, Palette()));

        bool IsInside(int x, int y) => x >= 0 && y >= 0 && x < width && y < height && mask.Contains(columns[x], rows[y], slice);
    }

    private static int LargestSlice(Mask mask)
    {
        GridSize box = mask.Box.Size;
        (int best, int most) = (0, -1);
        for (int z = 0; z < box.Z; z++)
        {
            int count = 0;
            foreach (byte member in mask.BoxMembership.Slice(z * box.X * box.Y, box.X * box.Y))
            {
                count += member;
            }

            (best, most) = count > most ? (z, count) : (best, most);
        }

        return mask.Box.Start.Z + best;
    }

    /// <summary>The voxel that each pixel shows.</summary>
    private static int[] Columns(int pixels, int voxels, bool reversed) => [.. Enumerable.Range(0, pixels)
        .Select(at => Math.Min(voxels - 1, (int)((at + 0.5) * voxels / pixels)))
        .Select(at => reversed ? voxels - 1 - at : at)];

    private static (float Low, float High) Range(Volume image, int slice)
    {
        int area = (int)image.Grid.Size.SliceCount;
        float[] values = [.. image.Voxels.Slice(slice * area, area).ToArray().Where(float.IsFinite).Order()];
        (float low, float high) = values.Length == 0 ? (0, 1) : (values[(int)(0.01 * (values.Length - 1))], values[(int)(0.99 * (values.Length - 1))]);
        return (low, high > low ? high : low + 1);
    }

    private static byte[] Palette()
    {
        byte[] colors = new byte[3 * 256];
        for (int i = 0; i < Outline; i++)
        {
            colors.AsSpan(3 * i, 3).Fill((byte)i);
        }

        (colors[3 * Outline], colors[(3 * Outline) + 1], colors[(3 * Outline) + 2]) = (255, 64, 32);
        return colors;
    }
}
