using System.Buffers.Binary;
using System.Globalization;
using Voxopsy.Imaging.Voxels;

namespace Voxopsy.Imaging.Nrrd;

/// <summary>Brings the stored part of an NRRD file to its first voxel: skips lines, unpacks, skips bytes.</summary>
internal static class NrrdPayload
{
    /// <summary>How voxels come out of <see cref="Open"/>: as stored, but text as little-endian doubles.</summary>
    internal static VoxelEncoding StoredAs(NrrdHeader header) =>
        header.Compression == NrrdCompression.Text ? new VoxelEncoding(VoxelType.Float64, true, 1, 0) : header.Encoding;

    /// <summary>Opens the voxels; the result owns <paramref name="stored"/>, which stands behind the header.</summary>
    internal static Stream Open(string path, Stream stored, NrrdHeader header)
    {
        for (long line = 0; line < header.LineSkip; line++)
        {
            SkipLine(path, stored);
        }

        switch (header.Compression)
        {
            case NrrdCompression.Text:
                return FromText(path, stored, header);
            case NrrdCompression.Hex:
                return FromHex(path, stored, header);
            case NrrdCompression.Raw when header.ByteSkip < 0:
                stored.Position = stored.Length - header.DataBytes;
                return stored;
            case NrrdCompression.Raw:
                stored.Position += header.ByteSkip;
                return stored;
            default:
                long start = stored.Position;
                Stream unpacked = NrrdReader.Decompress(stored, header.Compression);
                if (header.ByteSkip < 0)
                {
                    long surplus = Length(path, unpacked) - header.DataBytes;
                    stored.Position = start;
                    unpacked = NrrdReader.Decompress(stored, header.Compression);
                    Skip(path, unpacked, surplus);
                    return unpacked;
                }

                Skip(path, unpacked, header.ByteSkip);
                return unpacked;
        }
    }

    private static void SkipLine(string path, Stream stored)
    {
        for (int character; (character = stored.ReadByte()) != '\n';)
        {
            if (character < 0)
            {
                throw new UnreadableVolumeException(path, "it ends within the lines that its header says to skip.");
            }
        }
    }

    private static long Length(string path, Stream unpacked)
    {
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        try
        {
            for (int read; (read = unpacked.Read(buffer)) > 0;)
            {
                length += read;
            }
        }
        catch (InvalidDataException damage)
        {
            throw new UnreadableVolumeException(path, $"its compression is damaged ({damage.Message}); copy it again from its source.", damage);
        }

        return length;
    }

    private static void Skip(string path, Stream unpacked, long bytes)
    {
        if (bytes < 0)
        {
            throw new UnreadableVolumeException(path, $"it holds {-bytes} bytes less than its header announces; it was cut off.");
        }

        byte[] buffer = new byte[1 << 12];
        for (long left = bytes; left > 0;)
        {
            int read = unpacked.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            left -= read > 0 ? read : throw new UnreadableVolumeException(path, "it ends within the bytes that its header says to skip.");
        }
    }

    private static MemoryStream FromText(string path, Stream stored, NrrdHeader header)
    {
        using StreamReader reader = new(stored);
        MemoryStream values = new();
        Span<byte> bytes = stackalloc byte[8];
        while (reader.ReadLine() is { } line)
        {
            foreach (string word in line.Split([' ', '\t', ',', '\r'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (!double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
                {
                    throw new UnreadableVolumeException(path, $"'{word}' among its voxels is not a number.");
                }

                BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
                values.Write(bytes);
            }

            if (values.Length > header.Grid.Size.VoxelCount * header.Layers * 8)
            {
                break;
            }
        }

        values.Position = 0;
        return values;
    }

    private static MemoryStream FromHex(string path, Stream stored, NrrdHeader header)
    {
        using StreamReader reader = new(stored);
        MemoryStream values = new();
        while (reader.ReadLine() is { } line && values.Length <= header.DataBytes)
        {
            try
            {
                values.Write(Convert.FromHexString(line.Replace(" ", string.Empty, StringComparison.Ordinal).Trim()));
            }
            catch (FormatException odd)
            {
                throw new UnreadableVolumeException(path, "its voxels are not pairs of hexadecimal digits, line by line.", odd);
            }
        }

        values.Position = 0;
        return values;
    }
}
