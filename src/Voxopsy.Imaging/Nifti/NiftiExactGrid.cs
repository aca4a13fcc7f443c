using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Nifti;

/// <summary>A NIfTI-1 header rounds the grid to single precision, up to 1e-4 mm; a comment in its extension keeps every digit.</summary>
/// <remarks>Source: nifti1.h, extended header: four flag bytes, then size, code (6: plain text) and content, sizes in multiples of 16. Other programs pass over it.</remarks>
internal static class NiftiExactGrid
{
    /// <summary>Extensions of up to this length are searched; longer ones are passed over.</summary>
    internal const int Longest = 1 << 16;

    private const int Comment = 6;
    private const string Title = "voxopsy grid, LPS mm:";

    // Beyond the rounding of single precision the header was changed after the comment was written.
    private const double Rounding = 5e-4;

    /// <summary>The bytes between the header and the voxels, the four flags first.</summary>
    internal static byte[] Extension(Grid grid, Grid rounded)
    {
        if (grid.LargestDisplacement(rounded) < 1e-9)
        {
            return new byte[4];
        }

        Affine map = grid.VoxelToPatient;
        double[] numbers = [map.X.X, map.X.Y, map.X.Z, map.Y.X, map.Y.Y, map.Y.Z, map.Z.X, map.Z.Y, map.Z.Z, map.Offset.X, map.Offset.Y, map.Offset.Z];
        string text = Title + " " + string.Join(' ', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
        int size = (8 + text.Length + 15) / 16 * 16;
        byte[] bytes = new byte[4 + size];
        bytes[0] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), size);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), Comment);
        Encoding.ASCII.GetBytes(text, bytes.AsSpan(12));
        return bytes;
    }

    /// <summary>The grid with every digit when the extension holds it and the header still says the same, else the grid of the header.</summary>
    internal static Grid Refine(Grid grid, ReadOnlySpan<byte> extension, bool littleEndian)
    {
        if (extension.Length < 4 || extension[0] == 0)
        {
            return grid;
        }

        for (int at = 4; at + 8 <= extension.Length;)
        {
            int size = littleEndian ? BinaryPrimitives.ReadInt32LittleEndian(extension[at..]) : BinaryPrimitives.ReadInt32BigEndian(extension[at..]);
            int code = littleEndian ? BinaryPrimitives.ReadInt32LittleEndian(extension[(at + 4)..]) : BinaryPrimitives.ReadInt32BigEndian(extension[(at + 4)..]);
            if (size < 16 || size > extension.Length - at)
            {
                return grid;
            }

            if (code == Comment && Parse(Encoding.ASCII.GetString(extension.Slice(at + 8, size - 8)).TrimEnd('\0')) is { } map)
            {
                Grid exact = Grid.FromAffine(grid.Size, map);
                return exact.LargestDisplacement(grid) <= Rounding ? exact : grid;
            }

            at += size;
        }

        return grid;
    }

    private static Affine? Parse(string text)
    {
        if (!text.StartsWith(Title, StringComparison.Ordinal))
        {
            return null;
        }

        string[] words = text[Title.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        double[] n = new double[12];
        for (int i = 0; i < 12; i++)
        {
            if (words.Length != 12 || !double.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out n[i]) || !double.IsFinite(n[i]))
            {
                return null;
            }
        }

        Affine map = new(new(n[0], n[1], n[2]), new(n[3], n[4], n[5]), new(n[6], n[7], n[8]), new(n[9], n[10], n[11]));
        double shortest = Math.Min(map.X.Length, Math.Min(map.Y.Length, map.Z.Length));
        return shortest > 1e-9 && Math.Abs(map.Determinant) > 1e-6 * map.X.Length * map.Y.Length * map.Z.Length ? map : null;
    }
}
