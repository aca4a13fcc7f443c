using System.IO.Compression;
using Microsoft.Win32.SafeHandles;
using Voxopsy.Imaging.Dicom.Codecs;

namespace Voxopsy.Imaging.Dicom;

/// <summary>Hands out the frames of one file, uncompressed.</summary>
internal sealed class FrameSource : IDisposable
{
    private readonly DicomFile _file;
    private readonly PixelFormat _format;
    private readonly int _frames;
    private readonly SafeFileHandle? _handle;
    private readonly long _offset;
    private readonly ReadOnlyMemory<byte> _native;
    private readonly ReadOnlyMemory<byte>[]? _fragments;

    private FrameSource(DicomFile file, PixelFormat format, int frames, DicomElement pixels)
    {
        (_file, _format, _frames) = (file, format, frames);
        if (pixels.Fragments is { } fragments)
        {
            _fragments = Gather(fragments);
        }
        else if (pixels.FileOffset >= 0)
        {
            (_handle, _offset) = (File.OpenHandle(file.Path), pixels.FileOffset);
        }
        else
        {
            _native = pixels.Value;
        }
    }

    /// <summary>Gets what the pixels are compressed with, when that is not what the file declares; else null.</summary>
    internal string? Remark => _fragments is [var first, ..] && RealCompression(first.Span) is { } real && real != _file.Syntax.Compression
        ? $"declares {_file.Syntax.Name} but its pixels are {real}; read as they are"
        : null;

    /// <summary>Gets the byte order of the samples that <see cref="Read"/> gives.</summary>
    internal ByteOrder Order => _fragments is null && _file.Syntax.IsBigEndian ? ByteOrder.BigEndian : ByteOrder.LittleEndian;

    /// <summary>Opens the pixels of a file whose header was read.</summary>
    /// <exception cref="DicomException">Pixels are missing, of another length than the header says, or compressed in a way that cannot be read.</exception>
    internal static FrameSource Open(DicomFile file, PixelFormat format, int frames)
    {
        DicomElement pixels = FindPixels(file);
        if (pixels.FileOffset >= 0 && pixels.FileLength < 0)
        {
            file = DicomFile.Read(file.Path);
            pixels = FindPixels(file);
        }

        long wanted = (long)format.FrameBytes * frames;
        if (pixels.Fragments is { } fragments)
        {
            long held = fragments.Sum(fragment => (long)fragment.Length);
            CheckCompressed(file, format, (long)format.FramePixels * frames, held);
            return new FrameSource(file, format, frames, pixels);
        }

        long found = pixels.FileOffset >= 0 ? pixels.FileLength : pixels.Value.Length;
        if (file.Syntax.Compression != PixelCompression.None)
        {
            throw new DicomException(file.Path, $"declares {file.Syntax.Name} but its pixels are not in fragments; they are not what the header says.");
        }

        // One byte of padding makes an odd length even.
        return found == wanted || (found == wanted + 1 && (wanted & 1) == 1)
            ? new FrameSource(file, format, frames, pixels)
            : throw new DicomException(file.Path, $"its pixels have {found} bytes where {format.Columns}x{format.Rows} pixels of {format.BitsAllocated} bits in {frames} frame(s) need {wanted}.");
    }

    /// <summary>Writes the samples of one frame.</summary>
    /// <param name="frame">Number of the frame, from 0.</param>
    /// <param name="target">As many bytes as a frame has.</param>
    internal void Read(int frame, Span<byte> target)
    {
        if (_handle is not null)
        {
            ReadFile(_offset + ((long)frame * _format.FrameBytes), target);
        }
        else if (_fragments is null)
        {
            _native.Span.Slice(frame * _format.FrameBytes, target.Length).CopyTo(target);
        }
        else
        {
            Decode(_fragments[frame].Span, frame, target);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handle?.Dispose();

    private static DicomElement FindPixels(DicomFile file) =>
        file.Dataset.Find(DicomTags.Pixels) ?? file.Dataset.Find(DicomTags.FloatPixels) ?? file.Dataset.Find(DicomTags.DoubleFloatPixels)
        ?? throw new DicomException(file.Path, "it has no pixels.");

    private static void CheckCompressed(DicomFile file, PixelFormat format, long voxels, long held)
    {
        if (voxels > Math.Max(DicomLimits.FreeVoxels, held * DicomLimits.VoxelsPerByte))
        {
            throw new DicomException(file.Path, $"its {held} compressed bytes announce {voxels} pixels; no real image is compressed like that.");
        }

        switch (file.Syntax.Compression)
        {
            case PixelCompression.None:
                throw new DicomException(file.Path, $"declares {file.Syntax.Name} but its pixels are compressed, and how is not said.");
            case PixelCompression.Jpeg2000 when !OpenJpeg.IsPresent:
                throw new CodecMissingException(file.Path, "compressed with JPEG 2000", OpenJpeg.Package);
            default:
                break;
        }

        if (format.Kind is SampleKind.Float or SampleKind.Double || (format.BitsAllocated > 16 && file.Syntax.Compression is not (PixelCompression.RunLength or PixelCompression.DeflatedFrames)))
        {
            throw new DicomException(file.Path, $"samples of {format.BitsAllocated} bits compressed as {file.Syntax.Name} are not read; 8 and 16 are.");
        }
    }

    private void ReadFile(long at, Span<byte> target)
    {
        while (target.Length > 0)
        {
            int count = RandomAccess.Read(_handle!, target, at);
            if (count == 0)
            {
                throw new DicomException(_file.Path, "it became shorter while it was read.");
            }

            target = target[count..];
            at += count;
        }
    }

    private void Decode(ReadOnlySpan<byte> bytes, int frame, Span<byte> target)
    {
        try
        {
            switch (_file.Syntax.Compression)
            {
                case PixelCompression.RunLength when RealCompression(bytes) is null:
                    RunLengthDecoder.Decode(bytes, _format.SampleBytes, target);
                    break;
                case PixelCompression.DeflatedFrames:
                    Inflate(bytes, target);
                    break;
                default:
                    DecodeByContent(bytes, target);
                    break;
            }
        }
        catch (InvalidDataException broken)
        {
            throw new DicomException(_file.Path, $"frame {frame + 1}: {broken.Message}.", broken);
        }
    }

    /// <summary>The JPEG family says in its first bytes what it is; the declared syntax is not needed, and sometimes wrong.</summary>
    private void DecodeByContent(ReadOnlySpan<byte> bytes, Span<byte> target)
    {
        if (bytes is [0xFF, 0xD8, ..])
        {
            if (JpegDecoder.FrameType(bytes) == 0xF7)
            {
                JpegLsDecoder.Decode(bytes, _format.Rows, _format.Columns, _format.SampleBytes, target);
            }
            else
            {
                JpegDecoder.Decode(bytes, _format.Rows, _format.Columns, _format.SampleBytes, target);
            }

            return;
        }

        if (bytes is [0xFF, 0x4F, ..] or [0, 0, 0, 12, 0x6A, ..])
        {
            if (!OpenJpeg.IsPresent)
            {
                throw new CodecMissingException(_file.Path, "compressed with JPEG 2000", OpenJpeg.Package);
            }

            Jpeg2000Decoder.Decode(bytes, _format.Rows, _format.Columns, _format.SampleBytes, target);
            return;
        }

        throw new InvalidDataException($"its bytes are not those of {_file.Syntax.Name}");
    }

    private static PixelCompression? RealCompression(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFF, 0x4F, ..] or [0, 0, 0, 12, 0x6A, ..])
        {
            return PixelCompression.Jpeg2000;
        }

        try
        {
            return bytes is not [0xFF, 0xD8, ..] ? null : JpegDecoder.FrameType(bytes) switch
            {
                0xF7 => PixelCompression.JpegLs,
                0xC3 => PixelCompression.JpegLossless,
                _ => PixelCompression.Jpeg,
            };
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static void Inflate(ReadOnlySpan<byte> bytes, Span<byte> target)
    {
        using MemoryStream source = new(bytes.ToArray(), writable: false);
        using DeflateStream inflater = new(source, CompressionMode.Decompress);
        if (inflater.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) < target.Length)
        {
            throw new InvalidDataException($"its deflated bytes hold less than {target.Length}");
        }
    }

    /// <summary>One piece of memory for each frame (PS3.5, A.4).</summary>
    private ReadOnlyMemory<byte>[] Gather(IReadOnlyList<ReadOnlyMemory<byte>> fragments)
    {
        ReadOnlyMemory<byte>[] parts = [.. fragments.Skip(1)];
        if (parts.Length == _frames)
        {
            return parts;
        }

        if (_frames == 1 && parts.Length > 1)
        {
            return [Join(parts)];
        }

        ReadOnlySpan<byte> table = fragments.Count > 0 ? fragments[0].Span : [];
        if (table.Length != 4 * _frames || parts.Length < _frames)
        {
            throw new DicomException(_file.Path, $"its {_frames} frames lie in {parts.Length} fragments without a table that says which belong together.");
        }

        ReadOnlyMemory<byte>[] frames = new ReadOnlyMemory<byte>[_frames];
        int part = 0;
        long at = 0;
        for (int frame = 0; frame < _frames; frame++)
        {
            long end = frame + 1 < _frames ? BitConverter.ToUInt32(table[(4 * (frame + 1))..]) : long.MaxValue;
            int first = part;
            for (; part < parts.Length && at < end; part++)
            {
                at += 8 + parts[part].Length;
            }

            frames[frame] = part > first ? Join(parts[first..part]) : throw new DicomException(_file.Path, $"its table of frames points to no fragment for frame {frame + 1}.");
        }

        return frames;
    }

    private static ReadOnlyMemory<byte> Join(ReadOnlyMemory<byte>[] parts)
    {
        if (parts.Length == 1)
        {
            return parts[0];
        }

        byte[] joined = new byte[parts.Sum(part => part.Length)];
        int at = 0;
        foreach (ReadOnlyMemory<byte> part in parts)
        {
            part.CopyTo(joined.AsMemory(at));
            at += part.Length;
        }

        return joined;
    }
}
