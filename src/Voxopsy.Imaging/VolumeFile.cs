using System.Buffers;
using System.IO.Compression;
using System.Numerics;
using Voxopsy.Imaging.Nrrd;
using Voxopsy.Imaging.Voxels;

namespace Voxopsy.Imaging;

/// <summary>An opened volume file: its header is read and proven, its voxels are still to come, in storage order.</summary>
public sealed class VolumeFile : IDisposable
{
    private const int ChunkBytes = 1 << 18;
    private const int FreeBytes = 1 << 28;
    private const int BytesPerPackedByte = 64;
    private readonly Stream _stored;
    private readonly string _path;
    private readonly bool _refuseSurplus;

    /// <summary>Creates the stream.</summary>
    internal VolumeFile(string path, Grid grid, int frames, VoxelEncoding encoding, Stream stored, bool refuseSurplus) =>
        (_path, Grid, Frames, Encoding, _stored, _refuseSurplus) = (path, grid, frames, encoding, stored, refuseSurplus);

    /// <summary>Gets where the voxels of every frame lie.</summary>
    public Grid Grid { get; }

    /// <summary>Gets how many volumes the file holds one after another; 1 for a three-dimensional file.</summary>
    public int Frames { get; }

    /// <summary>Gets how voxels are stored.</summary>
    public VoxelEncoding Encoding { get; }

    /// <summary>Reads the next voxels as single precision.</summary>
    /// <param name="values">As many as wanted.</param>
    /// <exception cref="UnreadableVolumeException">The file ends early or its compression is damaged.</exception>
    public void Read(Span<float> values) => ReadAs(values);

    /// <summary>Reads the next voxels as double precision.</summary>
    /// <param name="values">As many as wanted.</param>
    /// <exception cref="UnreadableVolumeException">The file ends early or its compression is damaged.</exception>
    public void Read(Span<double> values) => ReadAs(values);

    /// <summary>Reads and drops voxels.</summary>
    /// <param name="count">How many.</param>
    /// <exception cref="UnreadableVolumeException">The file ends early or its compression is damaged.</exception>
    public void Skip(long count)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            for (long left = count * Encoding.BytesPerVoxel; left > 0;)
            {
                int part = (int)Math.Min(left, ChunkBytes);
                ReadStored(buffer.AsSpan(0, part));
                left -= part;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads to the end of the file, which proves the checksum of a compressed one.</summary>
    /// <exception cref="UnreadableVolumeException">The compression is damaged, or more bytes follow than the header announces.</exception>
    public void Finish()
    {
        byte[] rest = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            long surplus = 0;
            for (int read; (read = Guarded(rest)) > 0;)
            {
                surplus += read;
            }

            if (surplus > 0 && _refuseSurplus)
            {
                throw new UnreadableVolumeException(_path, $"{surplus} bytes follow the last voxel that its header announces; check its sizes, type and byte skip.");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rest);
        }
    }

    /// <summary>Refuses a small packed file whose voxels would fill the memory: nothing but an empty image shrinks like that.</summary>
    /// <param name="bytesPerVoxel">What a voxel takes once it is read: 4 for an image, 1 for a mask.</param>
    internal void RequireRoom(int bytesPerVoxel)
    {
        (int free, int ratio) = (FreeBytes / bytesPerVoxel, BytesPerPackedByte / bytesPerVoxel);
        long packed = _stored switch
        {
            GZipStream gzip => gzip.BaseStream.Length,
            ZLibStream zlib => zlib.BaseStream.Length,
            Bzip2Decoder bzip2 => bzip2.PackedLength,
            _ => long.MaxValue / ratio,
        };
        if (Grid.Size.VoxelCount > Math.Max(free, packed * ratio))
        {
            throw new UnreadableVolumeException(_path, $"its {packed} compressed bytes announce {Grid.Size} voxels; no real image is compressed like that (above {free} voxels at most {ratio} for one byte).");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stored.Dispose();

    /// <summary>Reads stored bytes as they are.</summary>
    internal void ReadStored(Span<byte> bytes)
    {
        for (int done = 0; done < bytes.Length;)
        {
            int read = Guarded(bytes[done..]);
            if (read == 0)
            {
                throw new UnreadableVolumeException(_path, "it ends before the last voxel that its header announces; it was cut off, copy it again.");
            }

            done += read;
        }
    }

    private void ReadAs<T>(Span<T> values)
        where T : struct, INumberBase<T>
    {
        int width = Encoding.BytesPerVoxel;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            for (int done = 0; done < values.Length;)
            {
                int part = Math.Min(values.Length - done, ChunkBytes / width);
                Span<byte> stored = buffer.AsSpan(0, part * width);
                ReadStored(stored);
                VoxelDecoder.Decode(stored, Encoding, values.Slice(done, part));
                done += part;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private int Guarded(Span<byte> bytes)
    {
        try
        {
            return _stored.Read(bytes);
        }
        catch (Exception damage) when (damage is InvalidDataException or EndOfStreamException)
        {
            throw new UnreadableVolumeException(_path, $"its compression is damaged ({damage.Message}); copy it again from its source.", damage);
        }
    }
}
