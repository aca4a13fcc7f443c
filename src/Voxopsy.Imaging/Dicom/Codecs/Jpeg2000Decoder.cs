using System.Runtime.InteropServices;

namespace Voxopsy.Imaging.Dicom.Codecs;

/// <summary>JPEG 2000 of one component, decoded by the system's OpenJPEG.</summary>
/// <remarks>The layout of <c>opj_image_t</c> and <c>opj_image_comp_t</c> is that of openjpeg.h, version 2.1 and later, on 64-bit systems.</remarks>
internal static class Jpeg2000Decoder
{
    private const int ComponentsAt = 24;
    private const int WidthAt = 8;
    private const int HeightAt = 12;
    private const int PrecisionAt = 24;
    private const int SamplesAt = 48;

    /// <summary>Decodes one frame into samples with their low byte first.</summary>
    internal static void Decode(ReadOnlySpan<byte> frame, int rows, int columns, int sampleBytes, Span<byte> target)
    {
        CheckSize(frame, rows, columns);
        Source source = new(frame.ToArray());
        IntPtr stream = OpenJpeg.CreateStream(1 << 16, 1);
        IntPtr codec = OpenJpeg.CreateDecompress(IsBoxed(frame) ? 2 : 0);
        IntPtr parameters = Marshal.AllocHGlobal(1 << 15);
        IntPtr image = IntPtr.Zero;
        try
        {
            source.Attach(stream);
            OpenJpeg.SetDefaultParameters(parameters);
            bool done = OpenJpeg.SetupDecoder(codec, parameters) != 0
                && OpenJpeg.ReadHeader(stream, codec, out image) != 0
                && OpenJpeg.Decode(codec, stream, image) != 0;
            if (!done)
            {
                throw new InvalidDataException("a JPEG 2000 frame is broken");
            }

            Copy(image, rows, columns, sampleBytes, target);
        }
        finally
        {
            if (image != IntPtr.Zero)
            {
                OpenJpeg.DestroyImage(image);
            }

            Marshal.FreeHGlobal(parameters);
            OpenJpeg.DestroyCodec(codec);
            OpenJpeg.DestroyStream(stream);
            GC.KeepAlive(source);
        }
    }

    private static bool IsBoxed(ReadOnlySpan<byte> frame) => frame.Length >= 12 && frame[..8].SequenceEqual((ReadOnlySpan<byte>)[0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20]);

    /// <summary>The size segment is compared before the library allocates anything by it (ISO 15444-1, A.5.1).</summary>
    private static void CheckSize(ReadOnlySpan<byte> frame, int rows, int columns)
    {
        int at = frame.IndexOf((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51]);
        if (at < 0 || frame.Length < at + 44)
        {
            throw new InvalidDataException("a JPEG 2000 frame has no size segment");
        }

        ReadOnlySpan<byte> size = frame[(at + 4)..];
        uint Long(ReadOnlySpan<byte> bytes) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes);
        (uint width, uint height) = (Long(size[4..]) - Long(size[12..]), Long(size[8..]) - Long(size[16..]));
        int components = (size[36] << 8) | size[37];
        if (width != columns || height != rows || components != 1)
        {
            throw new InvalidDataException($"a JPEG 2000 frame has {width}x{height} pixels of {components} components where the header says {columns}x{rows} of 1");
        }

        // Tiles far smaller than the image make the library allocate by the tile, not by the pixel.
        (uint tileWidth, uint tileHeight) = (Long(size[20..]), Long(size[24..]));
        if (tileWidth == 0 || tileHeight == 0 || (((double)width / tileWidth) + 1) * (((double)height / tileHeight) + 1) > 65_535)
        {
            throw new InvalidDataException($"a JPEG 2000 frame is cut into tiles of {tileWidth}x{tileHeight}, which is not usable");
        }
    }

    private static void Copy(IntPtr image, int rows, int columns, int sampleBytes, Span<byte> target)
    {
        IntPtr component = Marshal.ReadIntPtr(image, ComponentsAt);
        IntPtr samples = component == IntPtr.Zero ? IntPtr.Zero : Marshal.ReadIntPtr(component, SamplesAt);
        if (samples == IntPtr.Zero || Marshal.ReadInt32(component, WidthAt) != columns || Marshal.ReadInt32(component, HeightAt) != rows)
        {
            throw new InvalidDataException("a JPEG 2000 frame decodes to another size than its header says");
        }

        int precision = Marshal.ReadInt32(component, PrecisionAt);
        if (precision > 8 * sampleBytes)
        {
            throw new InvalidDataException($"JPEG 2000 samples of {precision} bits do not fit the {8 * sampleBytes} bits that the header allocates");
        }

        int[] line = new int[columns];
        for (int y = 0; y < rows; y++)
        {
            Marshal.Copy(samples + (y * columns * sizeof(int)), line, 0, columns);
            for (int x = 0; x < columns; x++)
            {
                JpegFrame.Store(target, (y * columns) + x, sampleBytes, line[x]);
            }
        }
    }

    /// <summary>Bytes in memory as a stream of the library.</summary>
    private sealed class Source
    {
        private readonly byte[] _bytes;
        private readonly OpenJpeg.ReadCallback _read;
        private readonly OpenJpeg.SkipCallback _skip;
        private readonly OpenJpeg.SeekCallback _seek;
        private long _position;

        internal Source(byte[] bytes) => (_bytes, _read, _skip, _seek) = (bytes, Read, Skip, Seek);

        internal void Attach(IntPtr stream)
        {
            OpenJpeg.SetUser(stream, IntPtr.Zero, IntPtr.Zero);
            OpenJpeg.SetLength(stream, (ulong)_bytes.Length);
            OpenJpeg.SetRead(stream, Marshal.GetFunctionPointerForDelegate(_read));
            OpenJpeg.SetSkip(stream, Marshal.GetFunctionPointerForDelegate(_skip));
            OpenJpeg.SetSeek(stream, Marshal.GetFunctionPointerForDelegate(_seek));
        }

        private nuint Read(IntPtr buffer, nuint count, IntPtr user)
        {
            int have = (int)Math.Min((ulong)count, (ulong)Math.Max(0, _bytes.Length - _position));
            if (have == 0)
            {
                return nuint.MaxValue;
            }

            Marshal.Copy(_bytes, (int)_position, buffer, have);
            _position += have;
            return (nuint)have;
        }

        private long Skip(long count, IntPtr user)
        {
            if (count < 0 || count > _bytes.Length - _position)
            {
                return -1;
            }

            _position += count;
            return count;
        }

        private int Seek(long position, IntPtr user)
        {
            if (position < 0 || position > _bytes.Length)
            {
                return 0;
            }

            _position = position;
            return 1;
        }
    }
}
