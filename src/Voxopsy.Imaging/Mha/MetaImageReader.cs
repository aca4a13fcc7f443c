using System.IO.Compression;
using System.Text;

namespace Voxopsy.Imaging.Mha;

/// <summary>Reads MetaImage: attached (.mha) and detached (.mhd), raw and packed with zlib. Directions are LPS, as ITK writes them.</summary>
/// <remarks>Source: the MetaIO documentation of ITK; <c>TransformMatrix</c> lists the direction of x first, then of y and z.</remarks>
public sealed class MetaImageReader : IVolumeReader
{
    private const int LongestHeader = 1 << 20;
    private const int LargestCompression = 1040;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".mha", ".mhd"];

    /// <inheritdoc/>
    public VolumeFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        Stream stored = file;
        try
        {
            MetaImageHeader header = ReadHeader(path, file);
            if (header.DataFile != "LOCAL")
            {
                string beside = SiblingFile.Find(path, header.DataFile);
                file.Dispose();
                stored = new FileStream(beside, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            }

            long skip = header.HeaderBytes >= 0 ? header.HeaderBytes : header.IsCompressed ? 0 : stored.Length - stored.Position - header.Bytes;
            long left = stored.Length - stored.Position - skip;
            if (skip < 0 || left < 0 || header.Bytes > (header.IsCompressed ? (left * LargestCompression) + 1024 : left))
            {
                throw new UnreadableVolumeException(path, $"its header announces {header.Grid.Size} voxels, {header.Bytes} bytes, and {Math.Max(0, left)} bytes are there; it was cut off or its header is wrong.");
            }

            stored.Position += skip;
            stored = header.IsCompressed ? new ZLibStream(stored, CompressionMode.Decompress) : stored;
            return new VolumeFile(path, header.Grid, 1, header.Encoding, stored, refuseSurplus: true);
        }
        catch
        {
            stored.Dispose();
            throw;
        }
    }

    /// <summary>Fields are lines 'name = value'; the last is ElementDataFile, behind which the voxels of an attached file begin.</summary>
    private static MetaImageHeader ReadHeader(string path, FileStream file)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        while (!fields.ContainsKey("ElementDataFile"))
        {
            string line = ReadLine(path, file);
            int equal = line.IndexOf('=', StringComparison.Ordinal);
            if (equal <= 0)
            {
                throw new UnreadableVolumeException(path, $"a MetaImage header has lines 'name = value' up to ElementDataFile, found '{line[..Math.Min(30, line.Length)]}'.");
            }

            fields[line[..equal].Trim()] = line[(equal + 1)..].Trim();
        }

        return MetaImageHeader.Parse(path, fields);
    }

    private static string ReadLine(string path, FileStream file)
    {
        StringBuilder line = new();
        for (int character; (character = file.ReadByte()) != '\n';)
        {
            if (character < 0 || file.Position > LongestHeader)
            {
                throw new UnreadableVolumeException(path, "its header does not end; it is not a MetaImage file or it was cut off.");
            }

            line.Append((char)character);
        }

        return line.ToString().TrimEnd('\r');
    }
}
