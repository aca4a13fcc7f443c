using System.Buffers.Binary;

namespace Voxopsy.Imaging.Dicom.Codecs;

/// <summary>JPEG with Huffman codes, one component: baseline and extended (8 and 12 bits, lossy) and lossless (process 14, all predictors).</summary>
/// <remarks>Source: ITU-T T.81.</remarks>
internal sealed class JpegDecoder
{
    private readonly HuffmanTable?[] _dc = new HuffmanTable?[4];
    private readonly HuffmanTable?[] _ac = new HuffmanTable?[4];
    private readonly int[]?[] _quantization = new int[4][];
    private readonly int _rows;
    private readonly int _columns;
    private int _restartInterval;
    private int _frameType = -1;
    private int _quantizationIndex;
    private JpegFrame _frame;

    private JpegDecoder(int rows, int columns) => (_rows, _columns) = (rows, columns);

    /// <summary>Decodes one frame into samples with their low byte first.</summary>
    internal static void Decode(ReadOnlySpan<byte> bytes, int rows, int columns, int sampleBytes, Span<byte> target) =>
        new JpegDecoder(rows, columns).Run(bytes, sampleBytes, target);

    /// <summary>The marker of the first frame header: C0 and C1 lossy, C3 lossless, F7 JPEG-LS.</summary>
    internal static int FrameType(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (true)
        {
            (int marker, _, at) = FindSegment(bytes, at);
            if (marker is 0xF7 or ((>= 0xC0 and <= 0xCF) and not (0xC4 or 0xC8 or 0xCC)))
            {
                return marker;
            }
        }
    }

    private void Run(ReadOnlySpan<byte> bytes, int sampleBytes, Span<byte> target)
    {
        int at = 0;
        while (true)
        {
            (int marker, Segment range, at) = FindSegment(bytes, at);
            ReadOnlySpan<byte> body = bytes.Slice(range.Start, range.Length);
            switch (marker)
            {
                case 0xC0 or 0xC1 or 0xC3:
                    _frame = JpegFrame.Read(body, _rows, _columns);
                    (_frameType, _quantizationIndex) = (marker, body[8] & 3);
                    if (sampleBytes == 1 && _frame.Precision > 8)
                    {
                        throw new InvalidDataException($"JPEG samples of {_frame.Precision} bits do not fit the 8 bits that the header allocates");
                    }

                    break;
                case 0xC4:
                    ReadHuffmanTables(body);
                    break;
                case 0xDB:
                    ReadQuantization(body);
                    break;
                case 0xDD when body.Length >= 2:
                    _restartInterval = BinaryPrimitives.ReadUInt16BigEndian(body);
                    break;
                case 0xDA:
                    DecodeScan(bytes, at, body, sampleBytes, target);
                    return;
                case 0xC2 or (>= 0xC5 and <= 0xC7) or (>= 0xC9 and <= 0xCF) and not 0xCC:
                    throw new InvalidDataException($"JPEG frames of type {marker:X2} (progressive, hierarchical or arithmetic) are not used in DICOM and not read");
                default:
                    break;
            }
        }
    }

    /// <summary>The next marker segment; a JPEG begins with FFD8, which has no body.</summary>
    internal static (int Marker, Segment Body, int Next) FindSegment(ReadOnlySpan<byte> bytes, int at)
    {
        while (at + 1 < bytes.Length)
        {
            if (bytes[at] != 0xFF)
            {
                throw new InvalidDataException($"byte {at} of a JPEG frame is no marker");
            }

            int marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker is 0xD8 or (>= 0xD0 and <= 0xD7) or 0x01)
            {
                at += 2;
                continue;
            }

            if (marker == 0xD9 || at + 4 > bytes.Length)
            {
                break;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 2 || at + 2 + length > bytes.Length)
            {
                throw new InvalidDataException($"a JPEG segment of {length} bytes leaves the frame");
            }

            return (marker, new Segment(at + 4, length - 2), at + 2 + length);
        }

        throw new InvalidDataException("a JPEG frame ends before its pixels");
    }

    private void ReadHuffmanTables(ReadOnlySpan<byte> body)
    {
        while (body.Length > 0)
        {
            int total = 0;
            for (int i = 1; i <= 16 && body.Length >= 17; i++)
            {
                total += body[i];
            }

            if (body.Length < 17 + total || total > 256 || (body[0] & 0x0F) > 3)
            {
                throw new InvalidDataException("a Huffman table of a JPEG frame is cut short");
            }

            ((body[0] >> 4) == 0 ? _dc : _ac)[body[0] & 3] = new HuffmanTable(body.Slice(1, 16), body.Slice(17, total));
            body = body[(17 + total)..];
        }
    }

    private void ReadQuantization(ReadOnlySpan<byte> body)
    {
        while (body.Length > 0)
        {
            int size = (body[0] >> 4) == 0 ? 1 : 2;
            if (body.Length < 1 + (64 * size) || (body[0] & 0x0F) > 3)
            {
                throw new InvalidDataException("a quantization table of a JPEG frame is cut short");
            }

            int[] table = new int[64];
            for (int i = 0; i < 64; i++)
            {
                table[i] = size == 1 ? body[1 + i] : BinaryPrimitives.ReadUInt16BigEndian(body[(1 + (2 * i))..]);
            }

            _quantization[body[0] & 3] = table;
            body = body[(1 + (64 * size))..];
        }
    }

    private void DecodeScan(ReadOnlySpan<byte> bytes, int start, ReadOnlySpan<byte> body, int sampleBytes, Span<byte> target)
    {
        if (_frameType < 0 || body.Length < 6 || body[0] != 1)
        {
            throw new InvalidDataException("a JPEG scan has no frame header before it, or more than one component");
        }

        JpegBits bits = new(bytes, start);
        HuffmanTable dc = _dc[(body[2] >> 4) & 3] ?? throw new InvalidDataException("a JPEG scan names a Huffman table that is not there");
        if (_frameType == 0xC3)
        {
            JpegLosslessScan.Decode(ref bits, dc, _frame, new JpegLosslessScan.Prediction(body[3], body[5] & 0x0F, _restartInterval), sampleBytes, target);
            return;
        }

        HuffmanTable ac = _ac[body[2] & 3] ?? throw new InvalidDataException("a JPEG scan names a Huffman table that is not there");
        int[] quantization = _quantization[_quantizationIndex] ?? throw new InvalidDataException("a JPEG frame names a quantization table that is not there");
        JpegSequentialScan.Decode(ref bits, dc, ac, quantization, _frame, _restartInterval, sampleBytes, target);
    }

    /// <summary>Where the body of a marker segment lies.</summary>
    internal readonly record struct Segment(int Start, int Length);
}
