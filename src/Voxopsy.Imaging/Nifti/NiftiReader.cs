using System.IO.Compression;

namespace Voxopsy.Imaging.Nifti;

/// <summary>Reads NIfTI-1 and NIfTI-2: .nii, .nii.gz (also of several gzip members), and .hdr with .img.</summary>
/// <remarks>Every integer and floating-point type up to 64 bits, both byte orders, slope and intercept, sform and qform, units, extensions skipped.</remarks>
public sealed class NiftiReader : IVolumeReader
{
    // Deflate cannot shrink bytes more than this, so a small file cannot hold what a lying header announces.
    private const double LargestCompression = 1040;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".nii", ".nii.gz", ".hdr", ".hdr.gz", ".img", ".img.gz"];

    /// <inheritdoc/>
    public VolumeFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        (string headerPath, string imagePath) = Pair(path);
        NiftiHeader header;
        Stream stored = OpenStored(headerPath);
        try
        {
            header = ReadHeader(headerPath, stored, out int consumed);
            if (header.DataInOtherFile)
            {
                stored.Dispose();
                stored = OpenStored(imagePath == headerPath ? throw new UnreadableVolumeException(path, "its header says that the voxels lie in another file (.img), and its name has no such partner; rename it to .hdr beside its .img.") : imagePath);
                consumed = 0;
            }

            RequireLength(header.DataInOtherFile ? imagePath : headerPath, header);
            Grid grid = header.Grid;
            long between = header.DataOffset - consumed;
            if (!header.DataInOtherFile && between is > 4 and <= NiftiExactGrid.Longest)
            {
                byte[] extension = new byte[between];
                grid = NiftiExactGrid.Refine(grid, extension.AsSpan(0, Fill(headerPath, stored, extension)), header.Encoding.LittleEndian);
                between = 0;
            }

            SkipTo(headerPath, stored, between);
            return new VolumeFile(path, grid, header.Frames, header.Encoding, stored, refuseSurplus: true);
        }
        catch
        {
            stored.Dispose();
            throw;
        }
    }

    private static (string Header, string Image) Pair(string path)
    {
        foreach (string compressed in (string[])[string.Empty, ".gz"])
        {
            string header = ".hdr" + compressed;
            string image = ".img" + compressed;
            if (path.EndsWith(header, StringComparison.OrdinalIgnoreCase) || path.EndsWith(image, StringComparison.OrdinalIgnoreCase))
            {
                string stem = path[..^header.Length];
                return (Existing(stem, ".hdr"), Existing(stem, ".img"));
            }
        }

        return (path, path);
    }

    private static string Existing(string stem, string ending)
    {
        string[] candidates = [stem + ending, stem + ending + ".gz", stem + ending.ToUpperInvariant()];
        return Array.Find(candidates, File.Exists) ?? candidates[0];
    }

    private static Stream OpenStored(string path)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        Span<byte> magic = stackalloc byte[2];
        int read = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        file.Position = 0;
        return read == 2 && magic[0] == 0x1F && magic[1] == 0x8B ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static NiftiHeader ReadHeader(string path, Stream stored, out int consumed)
    {
        byte[] bytes = new byte[NiftiHeader.Size2];
        int length = Fill(path, stored, bytes.AsSpan(0, NiftiHeader.Size1));
        if (length < 4)
        {
            throw new UnreadableVolumeException(path, $"it holds {length} bytes; a NIfTI header has {NiftiHeader.Size1} or {NiftiHeader.Size2}.");
        }

        (int size, bool littleEndian) = NiftiHeader.Recognize(path, bytes.AsSpan(0, 4));
        length += size > NiftiHeader.Size1 && length == NiftiHeader.Size1 ? Fill(path, stored, bytes.AsSpan(length, size - length)) : 0;
        if (length < size)
        {
            throw new UnreadableVolumeException(path, $"it ends within its header, after {length} of {size} bytes; it was cut off, copy it again.");
        }

        consumed = size;
        return NiftiHeader.Parse(path, bytes.AsSpan(0, size), littleEndian);
    }

    private static void RequireLength(string path, NiftiHeader header)
    {
        long length = new FileInfo(path).Length;
        using Stream stored = OpenStored(path);
        bool compressed = stored is GZipStream;
        double needed = (double)header.DataOffset + header.DataBytes;
        if (needed > (compressed ? (length * LargestCompression) + 1024 : length))
        {
            throw new UnreadableVolumeException(
                path, $"its header announces {header.Grid.Size} voxels in {header.Frames} frame(s), {header.DataBytes} bytes from byte {header.DataOffset} on, and it holds {length} bytes{(compressed ? " compressed" : string.Empty)}; it was cut off or its header is wrong.");
        }
    }

    private static void SkipTo(string path, Stream stored, long bytes)
    {
        Span<byte> buffer = stackalloc byte[1024];
        for (long left = bytes; left > 0;)
        {
            int read = Fill(path, stored, buffer[..(int)Math.Min(left, buffer.Length)]);
            if (read == 0)
            {
                throw new UnreadableVolumeException(path, "it ends before its first voxel (vox_offset lies past its end); its header is wrong.");
            }

            left -= read;
        }
    }

    private static int Fill(string path, Stream stored, Span<byte> bytes)
    {
        try
        {
            return stored.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException damage)
        {
            throw new UnreadableVolumeException(path, $"its compression is damaged ({damage.Message}); copy it again from its source.", damage);
        }
    }
}
