using Voxopsy.Imaging.Tiles;

namespace Voxopsy.Deep.Inputs;

/// <summary>All images of a crop on one sheet, so that a person can look at what a network will see.</summary>
public static class CropPicture
{
    private const int Slices = 8;
    private const int Gap = 2;

    /// <summary>Draws a sheet: a row for each phase and channel, one tile an instance or, of a 3D box, eight evenly spread slices; the lesion outlined.</summary>
    /// <param name="crop">The crop.</param>
    /// <returns>A PNG file; gray from the lowest to the highest value of the phase.</returns>
    public static byte[] Draw(Crop crop)
    {
        ArgumentNullException.ThrowIfNull(crop);
        CropSize size = crop.Size;
        int[] depths = size.Depth <= Slices
            ? [.. Enumerable.Range(0, size.Depth)]
            : [.. Enumerable.Range(0, Slices).Select(i => (int)((i + 0.5) * size.Depth / Slices))];
        int columns = size.Instances * depths.Length;
        int rows = size.Phases * size.ChannelsPerPhase;
        int width = (columns * (size.Width + Gap)) - Gap;
        int height = (rows * (size.Height + Gap)) - Gap;
        byte[] sheet = new byte[width * height];
        for (int phase = 0; phase < size.Phases; phase++)
        {
            (float low, float high) = Range(crop, phase);
            for (int channel = 0; channel < size.ChannelsPerPhase; channel++)
            {
                for (int column = 0; column < columns; column++)
                {
                    int corner = (((phase * size.ChannelsPerPhase) + channel) * (size.Height + Gap) * width) + (column * (size.Width + Gap));
                    Tile(crop, (column / depths.Length, phase, channel, depths[column % depths.Length]), (low, high), sheet.AsSpan(corner), width);
                }
            }
        }

        return GrayPicture.Encode(width, sheet);
    }

    private static void Tile(Crop crop, (int Instance, int Phase, int Channel, int Slice) at, (float Low, float High) range, Span<byte> sheet, int stride)
    {
        CropSize size = crop.Size;
        int plane = size.Height * size.Width;
        int within = (at.Channel * size.ChannelVoxels) + (at.Slice * plane);
        ReadOnlySpan<float> values = crop.Phase(at.Instance, at.Phase).Slice(within, plane);
        ReadOnlySpan<float> region = crop.Region.Length == 0 ? [] : crop.Region.AsSpan((at.Instance * size.PhaseVoxels) + within, plane);
        for (int y = 0; y < size.Height; y++)
        {
            for (int x = 0; x < size.Width; x++)
            {
                int i = (y * size.Width) + x;
                bool edge = !region.IsEmpty && region[i] > 0
                    && (x == 0 || y == 0 || x == size.Width - 1 || y == size.Height - 1
                        || region[i - 1] == 0 || region[i + 1] == 0 || region[i - size.Width] == 0 || region[i + size.Width] == 0);
                sheet[(y * stride) + x] = edge ? GrayPicture.Mark : (byte)Math.Clamp(254 * (values[i] - range.Low) / (range.High - range.Low), 0, 254);
            }
        }
    }

    private static (float Low, float High) Range(Crop crop, int phase)
    {
        (float low, float high) = (float.PositiveInfinity, float.NegativeInfinity);
        for (int instance = 0; instance < crop.Size.Instances; instance++)
        {
            foreach (float value in crop.Phase(instance, phase))
            {
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }
        }

        return (low, high > low ? high : low + 1);
    }
}
