using System.IO.Compression;
using System.Text;

namespace Voxopsy.Imaging.Nrrd;

/// <summary>Reads NRRD: attached (.nrrd) and detached (.nhdr), as raw, gzip, bzip2, text or hex.</summary>
public sealed class NrrdReader : IVolumeReader
{
    private const int LongestHeader = 1 << 20;
    private const double LargestCompression = 1040;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".nrrd", ".nhdr"];

    /// <inheritdoc/>
    public VolumeFile Open(string path)
    {
        NrrdLayers file = OpenLayers(path);
        if (file.Layers == 1)
        {
            return file.Volume;
        }

        file.Dispose();
        throw new UnreadableVolumeException(path, $"it is a segmentation of {file.Layers} overlapping layers; its segments are read one by one, by their numbers.");
    }

    /// <summary>Opens a file whose voxels may have several values, one a layer.</summary>
    internal static NrrdLayers OpenLayers(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        Stream stored = file;
        try
        {
            NrrdHeader header = ReadHeader(path, file);
            long start = file.Position;
            if (header.DataFiles.Count > 0)
            {
                file.Dispose();
                (stored, start) = (new JoinedFiles([.. header.DataFiles.Select(name => SiblingFile.Find(path, name))]), 0);
            }

            RequireLength(path, header, stored.Length - start);
            stored = NrrdPayload.Open(path, stored, header);
            return new NrrdLayers(new VolumeFile(path, header.Grid, 1, NrrdPayload.StoredAs(header), stored, refuseSurplus: true), header.Layers);
        }
        catch
        {
            stored.Dispose();
            throw;
        }
    }

    private static NrrdHeader ReadHeader(string path, FileStream file)
    {
        string magic = ReadLine(path, file) ?? string.Empty;
        if (!magic.StartsWith("NRRD000", StringComparison.Ordinal))
        {
            throw new UnreadableVolumeException(path, $"an NRRD file starts with 'NRRD000' and its version, found '{magic[..Math.Min(12, magic.Length)]}'.");
        }

        Dictionary<string, string> fields = [];
        List<string> dataFiles = [];
        while (ReadLine(path, file) is { Length: > 0 } line)
        {
            int colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (line[0] == '#' || line.Contains(":=", StringComparison.Ordinal) || colon < 0)
            {
                continue;
            }

            string name = line[..colon].Replace(" ", string.Empty, StringComparison.Ordinal).ToLowerInvariant();
            string value = line[(colon + 2)..].Trim();
            if (name is not "datafile")
            {
                fields[name] = value;
            }
            else if (value.StartsWith("LIST", StringComparison.Ordinal))
            {
                while (ReadLine(path, file) is { Length: > 0 } listed)
                {
                    dataFiles.Add(listed.Trim());
                }

                break;
            }
            else
            {
                dataFiles.AddRange(value.Contains('%', StringComparison.Ordinal)
                    ? throw new UnreadableVolumeException(path, $"its voxels lie in numbered files ('{value}'), which is not supported; name them by 'data file: LIST'.") : [value]);
            }
        }

        return NrrdHeader.Parse(path, fields, dataFiles);
    }

    /// <summary>One line of the header, or null at the end of the file.</summary>
    private static string? ReadLine(string path, FileStream file)
    {
        StringBuilder line = new();
        for (int character; (character = file.ReadByte()) != '\n';)
        {
            if (character < 0)
            {
                return line.Length > 0 ? line.ToString() : null;
            }

            line.Append((char)character);
            if (file.Position > LongestHeader)
            {
                throw new UnreadableVolumeException(path, $"its header does not end within {LongestHeader} bytes; it is not an NRRD file or it is damaged.");
            }
        }

        return line.ToString().TrimEnd('\r');
    }

    private static void RequireLength(string path, NrrdHeader header, long stored)
    {
        double most = header.Compression switch
        {
            NrrdCompression.Raw => stored,
            NrrdCompression.Gzip => (stored * LargestCompression) + 1024,
            NrrdCompression.Bzip2 => (stored * 50_000.0) + (1 << 20),
            NrrdCompression.Hex => stored / 2,
            _ => (double)stored * header.Encoding.BytesPerVoxel,
        };
        if (header.DataBytes > most)
        {
            throw new UnreadableVolumeException(path, $"its header announces {header.Grid.Size} voxels, {header.DataBytes} bytes, and {stored} bytes are there; it was cut off or its header is wrong.");
        }
    }

    internal static Stream Decompress(Stream stored, NrrdCompression compression) => compression switch
    {
        NrrdCompression.Gzip => new GZipStream(stored, CompressionMode.Decompress),
        NrrdCompression.Bzip2 => new Bzip2Decoder(stored),
        _ => stored,
    };
}
