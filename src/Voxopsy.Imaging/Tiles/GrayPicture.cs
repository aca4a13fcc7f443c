namespace Voxopsy.Imaging.Tiles;

/// <summary>A gray picture as a PNG file, with one color to draw on it.</summary>
public static class GrayPicture
{
    /// <summary>The value that is drawn red instead of gray, for outlines.</summary>
    public const byte Mark = 255;

    /// <summary>The bytes of the file.</summary>
    /// <param name="width">Pixels a row; at least 1.</param>
    /// <param name="pixels">0 for black to 254 for white, <see cref="Mark"/> for red; whole rows.</param>
    /// <exception cref="ArgumentException">The pixels are no whole rows, or none.</exception>
    public static byte[] Encode(int width, ReadOnlySpan<byte> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (pixels.IsEmpty || pixels.Length % width != 0)
        {
            throw new ArgumentException($"A picture has whole rows of {width} pixels; {pixels.Length} pixels were given.", nameof(pixels));
        }

        byte[] palette = new byte[3 * 256];
        for (int i = 0; i < Mark; i++)
        {
            palette.AsSpan(3 * i, 3).Fill((byte)i);
        }

        (palette[3 * Mark], palette[(3 * Mark) + 1], palette[(3 * Mark) + 2]) = (255, 64, 32);
        return PngWriter.Encode(width, pixels, palette);
    }
}
