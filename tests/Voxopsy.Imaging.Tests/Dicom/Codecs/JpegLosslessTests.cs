using Voxopsy.Imaging.Dicom.Codecs;

namespace Voxopsy.Imaging.Tests.Dicom.Codecs;

/// <summary>Lossless JPEG against an encoder of this test, written from ITU-T T.81, annex H: all predictors, depths, point transform and restarts.</summary>
public sealed class JpegLosslessTests
{
    private const int Columns = 23;
    private const int Rows = 17;

    public static TheoryData<int, int> PredictorsAndDepths()
    {
        TheoryData<int, int> all = [];
        for (int predictor = 1; predictor <= 7; predictor++)
        {
            foreach (int bits in (int[])[8, 12, 16])
            {
                all.Add(predictor, bits);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(PredictorsAndDepths))]
    public void Decode_EveryPredictor_GivesBackEverySample(int predictor, int bits)
    {
        int[] samples = Samples(bits);

        Assert.Equal(samples, Decode(Encode(samples, bits, predictor, transform: 0, restart: 0), bits));
        Assert.Equal(samples, Decode(Encode(samples, bits, predictor, transform: 0, restart: 4), bits));
    }

    [Fact]
    public void Decode_PointTransform_DropsTheLowBitsOnly()
    {
        int[] samples = Samples(12);

        Assert.Equal(samples.Select(sample => sample & ~3), Decode(Encode(samples, 12, 6, transform: 2, restart: 0), 12));
    }

    [Fact]
    public void Decode_CutShort_IsRefused()
    {
        byte[] file = Encode(Samples(16), 16, 1, transform: 0, restart: 0);

        Assert.Throws<InvalidDataException>(() => Decode(file[..(file.Length / 2)], 16));
    }

    /// <summary>A ramp with noise, and the extremes beside each other.</summary>
    private static int[] Samples(int bits)
    {
        uint state = 99;
        int[] samples = new int[Rows * Columns];
        for (int i = 0; i < samples.Length; i++)
        {
            state = (state * 1664525) + 1013904223;
            samples[i] = i % 31 == 0 ? 0 : i % 37 == 0 ? (1 << bits) - 1 : (int)(((i * 11) + (state >> 27)) % (1 << bits));
        }

        return samples;
    }

    private static int[] Decode(byte[] file, int bits)
    {
        int width = bits > 8 ? 2 : 1;
        byte[] target = new byte[Rows * Columns * width];
        JpegDecoder.Decode(file, Rows, Columns, width, target);
        return [.. Enumerable.Range(0, Rows * Columns).Select(i => width == 1 ? target[i] : target[2 * i] | (target[(2 * i) + 1] << 8))];
    }

    private static byte[] Encode(int[] samples, int bits, int predictor, int transform, int restart)
    {
        List<byte> file = [0xFF, 0xD8, 0xFF, 0xC3, 0, 11, (byte)bits, 0, Rows, 0, Columns, 1, 1, 0x11, 0];

        // Seventeen categories, each with a code of five bits: its own number.
        file.AddRange([0xFF, 0xC4, 0, 36, 0, 0, 0, 0, 0, 17, .. new byte[11], .. Enumerable.Range(0, 17).Select(i => (byte)i)]);
        if (restart > 0)
        {
            file.AddRange([0xFF, 0xDD, 0, 4, (byte)(restart * Columns >> 8), (byte)(restart * Columns)]);
        }

        file.AddRange([0xFF, 0xDA, 0, 8, 1, 1, 0, (byte)predictor, 0, (byte)transform]);
        BitSink sink = new(file);
        int[] kept = [.. samples.Select(sample => sample >> transform)];
        for (int y = 0; y < Rows; y++)
        {
            bool first = y == 0 || (restart > 0 && y % restart == 0);
            if (y > 0 && first)
            {
                sink.Flush();
                file.AddRange([0xFF, (byte)(0xD0 + (((y / restart) - 1) % 8))]);
            }

            for (int x = 0; x < Columns; x++)
            {
                int at = (y * Columns) + x;
                int guess = first && x == 0 ? 1 << (bits - transform - 1) : first ? kept[at - 1] : x == 0 ? kept[at - Columns]
                    : Guess(predictor, kept[at - 1], kept[at - Columns], kept[at - Columns - 1]);
                int difference = (short)(kept[at] - guess);
                int category = difference == short.MinValue ? 16 : difference == 0 ? 0 : 1 + (int)Math.Log2(Math.Abs(difference));
                sink.Put(category, 5);
                if (category is > 0 and < 16)
                {
                    sink.Put(difference > 0 ? difference : difference + (1 << category) - 1, category);
                }
            }
        }

        sink.Flush();
        file.AddRange([0xFF, 0xD9]);
        return [.. file];
    }

    private static int Guess(int predictor, int ra, int rb, int rc) => predictor switch
    {
        1 => ra,
        2 => rb,
        3 => rc,
        4 => ra + rb - rc,
        5 => ra + ((rb - rc) >> 1),
        6 => rb + ((ra - rc) >> 1),
        _ => (ra + rb) >> 1,
    };

    /// <summary>Bits with a zero byte after every FF, filled up with ones.</summary>
    private sealed class BitSink(List<byte> file)
    {
        private int _held;
        private int _count;

        internal void Put(int value, int bits)
        {
            for (int bit = bits - 1; bit >= 0; bit--)
            {
                _held = (_held << 1) | ((value >> bit) & 1);
                if (++_count == 8)
                {
                    file.Add((byte)_held);
                    if ((byte)_held == 0xFF)
                    {
                        file.Add(0);
                    }

                    (_held, _count) = (0, 0);
                }
            }
        }

        internal void Flush()
        {
            while (_count > 0)
            {
                Put(1, 1);
            }
        }
    }
}
