using Voxopsy.Imaging.Dicom.Codecs;

namespace Voxopsy.Imaging.Tests.Dicom.Codecs;

/// <summary>JPEG-LS against an encoder of this test, written from ITU-T T.87: lossless and near-lossless, 8 to 16 bits.</summary>
public sealed class JpegLsTests
{
    private const int Columns = 40;
    private const int Rows = 33;

    [Theory]
    [InlineData(8, 0)]
    [InlineData(8, 1)]
    [InlineData(8, 3)]
    [InlineData(12, 0)]
    [InlineData(12, 2)]
    [InlineData(12, 10)]
    [InlineData(16, 0)]
    [InlineData(16, 5)]
    public void Decode_AnyError_GivesWhatTheEncoderReconstructed(int bits, int near)
    {
        int[] samples = Samples(bits);
        (byte[] file, int[] reconstructed) = new Encoder(bits, near).Run(samples);
        int width = bits > 8 ? 2 : 1;
        byte[] target = new byte[samples.Length * width];
        JpegLsDecoder.Decode(file, Rows, Columns, width, target);
        int[] decoded = [.. Enumerable.Range(0, samples.Length).Select(i => width == 1 ? target[i] : target[2 * i] | (target[(2 * i) + 1] << 8))];

        Assert.Equal(reconstructed, decoded);
        Assert.All(decoded.Zip(samples), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, near));
    }

    /// <summary>Flat parts that make runs, edges, a ramp and noise.</summary>
    private static int[] Samples(int bits)
    {
        uint state = 4;
        int top = (1 << bits) - 1;
        int[] samples = new int[Rows * Columns];
        for (int i = 0; i < samples.Length; i++)
        {
            state = (state * 1664525) + 1013904223;
            (int x, int y) = (i % Columns, i / Columns);
            samples[i] = y < 8 ? (x < 30 ? 17 : top) : y < 16 ? Math.Min(top, (x * 5) + (int)(state >> 30)) : y < 24 ? (int)((long)(state >> 8) * top / (1 << 24)) : x % 13 == 0 ? 0 : 60;
        }

        return samples;
    }

    /// <summary>Names of variables are those of the standard.</summary>
    private sealed class Encoder
    {
        private static readonly int[] J = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15];
        private readonly int _bits;
        private readonly int _near;
        private readonly int _maxval;
        private readonly int _range;
        private readonly int _qbpp;
        private readonly int _limit;
        private readonly int[] _t;
        private readonly int[] _a = new int[367];
        private readonly int[] _b = new int[365];
        private readonly int[] _c = new int[365];
        private readonly int[] _n = new int[367];
        private readonly int[] _nn = new int[2];
        private readonly List<byte> _file = [];
        private int _held;
        private int _count;
        private int _width = 8;
        private int _runIndex;

        internal Encoder(int bits, int near)
        {
            (_bits, _near, _maxval) = (bits, near, (1 << bits) - 1);
            _range = ((_maxval + (2 * near)) / ((2 * near) + 1)) + 1;
            _qbpp = (int)Math.Ceiling(Math.Log2(_range));
            _limit = 2 * (bits + Math.Max(8, bits));
            int factor = (Math.Min(_maxval, 4095) + 128) / 256;
            _t = [factor + 2 + (3 * near), (factor * 4) + 3 + (5 * near), (factor * 17) + 4 + (7 * near)];
            Array.Fill(_a, Math.Max(2, (_range + 32) / 64));
            Array.Fill(_n, 1);
        }

        internal (byte[] File, int[] Reconstructed) Run(int[] samples)
        {
            _file.AddRange([0xFF, 0xD8, 0xFF, 0xF7, 0, 11, (byte)_bits, 0, Rows, 0, Columns, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, (byte)_near, 0, 0]);
            int[] rebuilt = new int[samples.Length];
            int firstOfAbove = 0;
            for (int y = 0; y < Rows; y++)
            {
                int At(int row, int x) => row < 0 ? 0 : rebuilt[(row * Columns) + x];
                int previousFirst = y == 0 ? 0 : At(y - 1, 0);
                for (int x = 0; x < Columns;)
                {
                    int ra = x == 0 ? previousFirst : At(y, x - 1);
                    int rb = At(y - 1, x);
                    int rc = x == 0 ? firstOfAbove : At(y - 1, x - 1);
                    int rd = At(y - 1, Math.Min(Columns - 1, x + 1));
                    int q = (81 * Q(rd - rb)) + (9 * Q(rb - rc)) + Q(rc - ra);
                    if (q != 0)
                    {
                        rebuilt[(y * Columns) + x] = Regular(samples[(y * Columns) + x], q, ra, rb, rc);
                        x++;
                        continue;
                    }

                    int run = 0;
                    while (x + run < Columns && Math.Abs(samples[(y * Columns) + x + run] - ra) <= _near)
                    {
                        rebuilt[(y * Columns) + x + run++] = ra;
                    }

                    x += run;
                    CodeRun(run, x == Columns);
                    if (x < Columns)
                    {
                        rebuilt[(y * Columns) + x] = Interruption(samples[(y * Columns) + x], ra, At(y - 1, x));
                        x++;
                    }
                }

                firstOfAbove = previousFirst;
            }

            while (_count > 0)
            {
                Put(0, 1);
            }

            _file.AddRange([0xFF, 0xD9]);
            return ([.. _file], rebuilt);
        }

        private int Q(int d) => Math.Sign(d) * (Math.Abs(d) <= _near ? 0 : Math.Abs(d) < _t[0] ? 1 : Math.Abs(d) < _t[1] ? 2 : Math.Abs(d) < _t[2] ? 3 : 4);

        private int Regular(int ix, int context, int ra, int rb, int rc)
        {
            int sign = Math.Sign(context);
            int q = Math.Abs(context);
            int px = rc >= Math.Max(ra, rb) ? Math.Min(ra, rb) : rc <= Math.Min(ra, rb) ? Math.Max(ra, rb) : ra + rb - rc;
            px = Math.Clamp(px + (sign * _c[q]), 0, _maxval);
            (int err, int rx) = Quantize(sign * (ix - px), px, sign);
            int k = 0;
            while (_n[q] << k < _a[q])
            {
                k++;
            }

            bool inverted = k == 0 && _near == 0 && 2 * _b[q] <= -_n[q];
            int mapped = inverted ? (err >= 0 ? (2 * err) + 1 : -2 * (err + 1)) : err >= 0 ? 2 * err : (-2 * err) - 1;
            Golomb(mapped, k, _limit);
            _b[q] += err * ((2 * _near) + 1);
            _a[q] += Math.Abs(err);
            if (_n[q] == 64)
            {
                (_a[q], _b[q], _n[q]) = (_a[q] >> 1, _b[q] >> 1, _n[q] >> 1);
            }

            _n[q]++;
            if (_b[q] <= -_n[q])
            {
                _b[q] = Math.Max(_b[q] + _n[q], 1 - _n[q]);
                _c[q] = Math.Max(-128, _c[q] - 1);
            }
            else if (_b[q] > 0)
            {
                _b[q] = Math.Min(0, _b[q] - _n[q]);
                _c[q] = Math.Min(127, _c[q] + 1);
            }

            return rx;
        }

        private int Interruption(int ix, int ra, int rb)
        {
            int type = Math.Abs(ra - rb) <= _near ? 1 : 0;
            int px = type == 1 ? ra : rb;
            int sign = type == 0 && ra > rb ? -1 : 1;
            (int err, int rx) = Quantize(sign * (ix - px), px, sign);
            int q = 365 + type;
            int temp = type == 0 ? _a[q] : _a[q] + (_n[q] >> 1);
            int k = 0;
            while (_n[q] << k < temp)
            {
                k++;
            }

            bool map = (k == 0 && err > 0 && 2 * _nn[type] < _n[q]) || (err < 0 && (2 * _nn[type] >= _n[q] || k != 0));
            int mapped = (2 * Math.Abs(err)) - type - (map ? 1 : 0);
            Golomb(mapped, k, _limit - J[_runIndex] - 1);
            _nn[type] += err < 0 ? 1 : 0;
            _a[q] += (mapped + 1 - type) >> 1;
            if (_n[q] == 64)
            {
                (_a[q], _n[q], _nn[type]) = (_a[q] >> 1, _n[q] >> 1, _nn[type] >> 1);
            }

            _n[q]++;
            _runIndex = Math.Max(0, _runIndex - 1);
            return rx;
        }

        private (int Error, int Rebuilt) Quantize(int error, int px, int sign)
        {
            int step = (2 * _near) + 1;
            int err = error > 0 ? (error + _near) / step : -((_near - error) / step);
            int rx = Math.Clamp(px + (sign * err * step), 0, _maxval);
            err = err < 0 ? err + _range : err;
            return (err >= (_range + 1) / 2 ? err - _range : err, rx);
        }

        private void CodeRun(int run, bool endsLine)
        {
            while (run >= 1 << J[_runIndex])
            {
                Put(1, 1);
                run -= 1 << J[_runIndex];
                _runIndex = Math.Min(31, _runIndex + 1);
            }

            if (!endsLine)
            {
                Put(0, 1);
                Put(run, J[_runIndex]);
            }
            else if (run > 0)
            {
                Put(1, 1);
            }
        }

        private void Golomb(int value, int k, int limit)
        {
            int most = limit - _qbpp - 1;
            int high = value >> k;
            if (high < most)
            {
                Put(0, high);
                Put(1, 1);
                Put(value, k);
                return;
            }

            Put(0, most);
            Put(1, 1);
            Put(value - 1, _qbpp);
        }

        private void Put(int value, int bits)
        {
            for (int bit = bits - 1; bit >= 0; bit--)
            {
                _held = (_held << 1) | (bit < 31 ? (value >> bit) & 1 : 0);
                if (++_count == _width)
                {
                    _file.Add((byte)_held);
                    (_width, _held, _count) = (_held == 0xFF ? 7 : 8, 0, 0);
                }
            }
        }
    }
}
