using System.Buffers.Binary;

namespace Voxopsy.Imaging.Dicom.Codecs;

/// <summary>JPEG-LS of one component, lossless and near-lossless.</summary>
/// <remarks>Source: ITU-T T.87 (LOCO-I): context modeling A.3, regular mode A.4 to A.6, run mode A.7.</remarks>
internal sealed class JpegLsDecoder
{
    private readonly int _rows;
    private readonly int _columns;
    private JpegFrame _frame;
    private int _near;
    private JpegLsModel? _presets;

    private JpegLsDecoder(int rows, int columns) => (_rows, _columns) = (rows, columns);

    /// <summary>Decodes one frame into samples with their low byte first.</summary>
    internal static void Decode(ReadOnlySpan<byte> bytes, int rows, int columns, int sampleBytes, Span<byte> target) =>
        new JpegLsDecoder(rows, columns).Run(bytes, sampleBytes, target);

    private void Run(ReadOnlySpan<byte> bytes, int sampleBytes, Span<byte> target)
    {
        int at = 0;
        bool hasFrame = false;
        int[]? thresholds = null;
        while (true)
        {
            (int marker, JpegDecoder.Segment range, at) = JpegDecoder.FindSegment(bytes, at);
            ReadOnlySpan<byte> body = bytes.Slice(range.Start, range.Length);
            switch (marker)
            {
                case 0xF7:
                    _frame = JpegFrame.Read(body, _rows, _columns);
                    hasFrame = true;
                    break;
                case 0xF8 when body.Length >= 11 && body[0] == 1:
                    thresholds = [Word(body[1..]), Word(body[3..]), Word(body[5..]), Word(body[7..]), Word(body[9..])];
                    break;
                case 0xF8:
                    throw new InvalidDataException("a JPEG-LS frame maps its samples through a table, which is not read");
                case 0xDD:
                    throw new InvalidDataException("a JPEG-LS frame has restart intervals, which are not read");
                case 0xDA:
                    if (!hasFrame || body.Length < 6 || body[0] != 1)
                    {
                        throw new InvalidDataException("a JPEG-LS scan has no frame header before it, or more than one component");
                    }

                    _near = body[3];
                    if (sampleBytes == 1 && _frame.Precision > 8)
                    {
                        throw new InvalidDataException($"JPEG-LS samples of {_frame.Precision} bits do not fit the 8 bits that the header allocates");
                    }

                    _presets = new JpegLsModel(_frame.Precision, _near, thresholds);
                    DecodeScan(bytes, at, sampleBytes, target);
                    return;
                default:
                    break;
            }
        }
    }

    private static int Word(ReadOnlySpan<byte> two) => BinaryPrimitives.ReadUInt16BigEndian(two);

    private void DecodeScan(ReadOnlySpan<byte> bytes, int start, int sampleBytes, Span<byte> target)
    {
        JpegLsBits bits = new(bytes, start);
        JpegLsModel model = _presets!;

        // One column more on each side holds the neighbors that T.87 defines beyond the edges.
        int[] above = new int[_columns + 2];
        int[] current = new int[_columns + 2];
        for (int y = 0; y < _rows; y++)
        {
            (above, current) = (current, above);
            current[0] = above[1];
            above[_columns + 1] = above[_columns];
            DecodeLine(ref bits, model, above, current);
            for (int x = 0; x < _columns; x++)
            {
                JpegFrame.Store(target, (y * _columns) + x, sampleBytes, current[x + 1]);
            }
        }
    }

    private void DecodeLine(ref JpegLsBits bits, JpegLsModel model, int[] above, int[] current)
    {
        int x = 1;
        while (x <= _columns)
        {
            int a = current[x - 1];
            int b = above[x];
            int c = above[x - 1];
            int d = above[x + 1];
            int q1 = model.Quantize(d - b);
            int q2 = model.Quantize(b - c);
            int q3 = model.Quantize(c - a);
            if ((q1 | q2 | q3) != 0)
            {
                current[x++] = model.DecodeRegular(ref bits, (81 * q1) + (9 * q2) + q3, Median(a, b, c));
                continue;
            }

            int run = model.DecodeRun(ref bits, _columns - x + 1, out bool interrupted);
            current.AsSpan(x, run).Fill(a);
            x += run;
            if (interrupted)
            {
                current[x] = model.DecodeInterruption(ref bits, a, above[x]);
                x++;
            }
        }
    }

    private static int Median(int a, int b, int c) => c >= Math.Max(a, b) ? Math.Min(a, b) : c <= Math.Min(a, b) ? Math.Max(a, b) : a + b - c;
}
