namespace Voxopsy.Imaging.Dicom.Codecs;

/// <summary>Sequential lossy JPEG: 8 × 8 blocks of quantized cosine coefficients.</summary>
/// <remarks>Source: ITU-T T.81, annexes A and F; the inverse transform is computed in double from its definition, so it is exact to rounding.</remarks>
internal static class JpegSequentialScan
{
    private static readonly byte[] ZigZag =
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    private static readonly double[] Cosines = MakeCosines();

    internal static void Decode(ref JpegBits bits, HuffmanTable dc, HuffmanTable ac, int[] quantization, JpegFrame frame, int restartInterval, int sampleBytes, Span<byte> target)
    {
        Span<double> coefficients = stackalloc double[64];
        Span<double> samples = stackalloc double[64];
        int across = (frame.Columns + 7) / 8;
        int down = (frame.Rows + 7) / 8;
        int highest = (1 << frame.Precision) - 1;
        int previous = 0;
        for (int block = 0; block < across * down; block++)
        {
            if (restartInterval > 0 && block > 0 && block % restartInterval == 0)
            {
                bits.Restart();
                previous = 0;
            }

            coefficients.Clear();
            int category = dc.Read(ref bits);
            previous += category <= 15 ? bits.TakeSigned(category) : throw new InvalidDataException($"JPEG codes a difference of {category} bits");
            coefficients[0] = (double)previous * quantization[0];
            for (int k = 1; k < 64; k++)
            {
                int symbol = ac.Read(ref bits);
                int size = symbol & 15;
                if (size == 0)
                {
                    if (symbol != 0xF0)
                    {
                        break;
                    }

                    k += 15;
                    continue;
                }

                k += symbol >> 4;
                if (k > 63)
                {
                    throw new InvalidDataException("a JPEG block has more than 64 coefficients");
                }

                coefficients[ZigZag[k]] = (double)bits.TakeSigned(size) * quantization[k];
            }

            Transform(coefficients, samples);
            (int left, int top) = (8 * (block % across), 8 * (block / across));
            for (int y = 0; y < 8 && top + y < frame.Rows; y++)
            {
                for (int x = 0; x < 8 && left + x < frame.Columns; x++)
                {
                    int value = (int)Math.Clamp(Math.Round(samples[(8 * y) + x]) + ((highest + 1) / 2), 0, highest);
                    JpegFrame.Store(target, ((top + y) * frame.Columns) + left + x, sampleBytes, value);
                }
            }
        }
    }

    private static void Transform(ReadOnlySpan<double> coefficients, Span<double> samples)
    {
        Span<double> rows = stackalloc double[64];
        for (int v = 0; v < 8; v++)
        {
            for (int x = 0; x < 8; x++)
            {
                double sum = 0;
                for (int u = 0; u < 8; u++)
                {
                    sum += Cosines[(8 * x) + u] * coefficients[(8 * v) + u];
                }

                rows[(8 * v) + x] = sum;
            }
        }

        for (int y = 0; y < 8; y++)
        {
            for (int x = 0; x < 8; x++)
            {
                double sum = 0;
                for (int v = 0; v < 8; v++)
                {
                    sum += Cosines[(8 * y) + v] * rows[(8 * v) + x];
                }

                samples[(8 * y) + x] = sum;
            }
        }
    }

    private static double[] MakeCosines()
    {
        double[] cosines = new double[64];
        for (int x = 0; x < 8; x++)
        {
            for (int u = 0; u < 8; u++)
            {
                cosines[(8 * x) + u] = 0.5 * (u == 0 ? Math.Sqrt(0.5) : 1) * Math.Cos(((2 * x) + 1) * u * Math.PI / 16);
            }
        }

        return cosines;
    }
}
