using System.Buffers;

namespace Voxopsy.Imaging.Dicom.Codecs;

/// <summary>Lossless JPEG: each sample is predicted from its neighbors and the difference is coded.</summary>
/// <remarks>Source: ITU-T T.81, annex H.</remarks>
internal static class JpegLosslessScan
{
    internal static void Decode(ref JpegBits bits, HuffmanTable table, JpegFrame frame, Prediction prediction, int sampleBytes, Span<byte> target)
    {
        int columns = frame.Columns;
        if (prediction.Selection is < 1 or > 7 || prediction.PointTransform >= frame.Precision)
        {
            throw new InvalidDataException($"lossless JPEG has predictor {prediction.Selection} and point transform {prediction.PointTransform}; 1 to 7, and less than the precision, are defined");
        }

        int interval = prediction.RestartInterval;
        if (interval % columns != 0)
        {
            throw new InvalidDataException("lossless JPEG restarts within a row, which T.81 does not allow");
        }

        int[] lines = ArrayPool<int>.Shared.Rent(2 * columns);
        try
        {
            Span<int> above = lines.AsSpan(0, columns);
            Span<int> current = lines.AsSpan(columns, columns);
            int start = 1 << (frame.Precision - prediction.PointTransform - 1);
            bool first = true;
            for (int y = 0; y < frame.Rows; y++)
            {
                if (interval > 0 && y > 0 && y % (interval / columns) == 0)
                {
                    bits.Restart();
                    first = true;
                }

                for (int x = 0; x < columns; x++)
                {
                    int predicted = first ? (x == 0 ? start : current[x - 1])
                        : x == 0 ? above[0]
                        : Predict(prediction.Selection, current[x - 1], above[x], above[x - 1]);
                    int category = table.Read(ref bits);
                    int difference = category switch
                    {
                        16 => 32768,
                        > 16 => throw new InvalidDataException($"lossless JPEG codes a difference of {category} bits"),
                        _ => bits.TakeSigned(category),
                    };
                    current[x] = (predicted + difference) & 0xFFFF;
                    JpegFrame.Store(target, (y * columns) + x, sampleBytes, current[x] << prediction.PointTransform);
                }

                first = false;
                Span<int> swap = above;
                above = current;
                current = swap;
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(lines);
        }
    }

    private static int Predict(int selection, int left, int above, int aboveLeft) => selection switch
    {
        1 => left,
        2 => above,
        3 => aboveLeft,
        4 => left + above - aboveLeft,
        5 => left + ((above - aboveLeft) >> 1),
        6 => above + ((left - aboveLeft) >> 1),
        _ => (left + above) >> 1,
    };

    /// <summary>What the scan header says: predictor (1–7), bits dropped, and samples between restarts (0: none).</summary>
    internal readonly record struct Prediction(int Selection, int PointTransform, int RestartInterval);
}
