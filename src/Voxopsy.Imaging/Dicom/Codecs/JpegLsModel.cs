namespace Voxopsy.Imaging.Dicom.Codecs;

/// <summary>The adaptive statistics of JPEG-LS: 365 regular contexts, two for interrupted runs, and the run index.</summary>
/// <remarks>Source: ITU-T T.87, annex A; names of variables are those of the standard.</remarks>
internal sealed class JpegLsModel
{
    private static readonly int[] RunOrders = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    private readonly int _near;
    private readonly int _largest;
    private readonly int _range;
    private readonly int _bits;
    private readonly int _limit;
    private readonly int _reset;
    private readonly int _t1;
    private readonly int _t2;
    private readonly int _t3;
    private readonly int[] _a = new int[367];
    private readonly int[] _b = new int[365];
    private readonly int[] _c = new int[365];
    private readonly int[] _n = new int[367];
    private readonly int[] _nn = new int[2];
    private int _runIndex;

    /// <summary>Creates the statistics before the first sample.</summary>
    /// <param name="precision">Bits a sample.</param>
    /// <param name="near">Largest error; 0 is lossless.</param>
    /// <param name="presets">MAXVAL, T1, T2, T3, RESET as coded (0: default), or null.</param>
    internal JpegLsModel(int precision, int near, int[]? presets)
    {
        _near = near;
        _largest = presets is [> 0, ..] ? presets[0] : (1 << precision) - 1;
        if (_largest >= 1 << precision || near > Math.Min(255, _largest / 2))
        {
            throw new InvalidDataException($"JPEG-LS parameters contradict each other: largest value {_largest}, error {near}, {precision} bits");
        }

        _range = ((_largest + (2 * near)) / ((2 * near) + 1)) + 1;
        _bits = CeilingLog2(_range);
        int sample = Math.Max(2, CeilingLog2(_largest + 1));
        _limit = 2 * (sample + Math.Max(8, sample));
        (int t1, int t2, int t3) = DefaultThresholds(_largest, near);
        _t1 = presets is [_, > 0, ..] ? presets[1] : t1;
        _t2 = presets is [_, _, > 0, ..] ? presets[2] : t2;
        _t3 = presets is [_, _, _, > 0, ..] ? presets[3] : t3;
        _reset = presets is [_, _, _, _, > 0] ? presets[4] : 64;
        if (_reset < 3)
        {
            throw new InvalidDataException($"JPEG-LS resets its statistics every {_reset} samples; at least 3 are defined");
        }

        Array.Fill(_a, Math.Max(2, (_range + 32) / 64));
        Array.Fill(_n, 1);
    }

    internal int Quantize(int difference) =>
        difference <= -_t3 ? -4
        : difference <= -_t2 ? -3
        : difference <= -_t1 ? -2
        : difference < -_near ? -1
        : difference <= _near ? 0
        : difference < _t1 ? 1
        : difference < _t2 ? 2
        : difference < _t3 ? 3 : 4;

    internal int DecodeRegular(ref JpegLsBits bits, int context, int predicted)
    {
        int sign = context < 0 ? -1 : 1;
        int q = Math.Abs(context);
        predicted = Math.Clamp(predicted + (sign * _c[q]), 0, _largest);
        int k = 0;
        while (_n[q] << k < _a[q] && k < 24)
        {
            k++;
        }

        int mapped = Golomb(ref bits, k, _limit);
        int error = (mapped & 1) == 0 ? mapped >> 1 : -((mapped + 1) >> 1);
        if (k == 0 && _near == 0 && 2 * _b[q] <= -_n[q])
        {
            error = -(error + 1);
        }

        Update(q, error);
        return Reconstruct(predicted, sign * error);
    }

    internal int DecodeRun(ref JpegLsBits bits, int remaining, out bool interrupted)
    {
        int run = 0;
        while (bits.Take(1) == 1)
        {
            int length = 1 << RunOrders[_runIndex];
            if (length > remaining - run)
            {
                interrupted = false;
                return remaining;
            }

            run += length;
            _runIndex = Math.Min(31, _runIndex + 1);
            if (run == remaining)
            {
                interrupted = false;
                return run;
            }
        }

        run += bits.Take(RunOrders[_runIndex]);
        if (run >= remaining)
        {
            throw new InvalidDataException("a JPEG-LS run leaves its line");
        }

        interrupted = true;
        return run;
    }

    internal int DecodeInterruption(ref JpegLsBits bits, int a, int b)
    {
        int type = Math.Abs(a - b) <= _near ? 1 : 0;
        int q = 365 + type;
        int weight = _a[q] + (type == 1 ? _n[q] >> 1 : 0);
        int k = 0;
        while (_n[q] << k < weight && k < 24)
        {
            k++;
        }

        int mapped = Golomb(ref bits, k, _limit - RunOrders[_runIndex] - 1);
        int total = mapped + type;
        bool map = (total & 1) == 1;
        int size = (total + 1) >> 1;
        bool prefersNegative = k != 0 || 2 * _nn[type] >= _n[q];
        int error = prefersNegative == map ? -size : size;
        if (error < 0)
        {
            _nn[type]++;
        }

        _a[q] += (mapped + 1 - type) >> 1;
        if (_n[q] == _reset)
        {
            _a[q] >>= 1;
            _n[q] >>= 1;
            _nn[type] >>= 1;
        }

        _n[q]++;
        _runIndex = Math.Max(0, _runIndex - 1);
        int predicted = type == 1 ? a : b;
        return Reconstruct(predicted, type == 0 && a > b ? -error : error);
    }

    private int Golomb(ref JpegLsBits bits, int k, int limit)
    {
        int most = limit - _bits - 1;
        int zeros = bits.TakeZeros(most);
        return zeros < most ? (zeros << k) | bits.Take(k) : bits.Take(_bits) + 1;
    }

    private void Update(int q, int error)
    {
        _b[q] += error * ((2 * _near) + 1);
        _a[q] += Math.Abs(error);
        if (_n[q] == _reset)
        {
            _a[q] >>= 1;
            _b[q] >>= 1;
            _n[q] >>= 1;
        }

        _n[q]++;
        if (_b[q] <= -_n[q])
        {
            _b[q] = Math.Max(_b[q] + _n[q], 1 - _n[q]);
            _c[q] = Math.Max(-128, _c[q] - 1);
        }
        else if (_b[q] > 0)
        {
            _b[q] = Math.Min(_b[q] - _n[q], 0);
            _c[q] = Math.Min(127, _c[q] + 1);
        }
    }

    private int Reconstruct(int predicted, int error)
    {
        int step = (2 * _near) + 1;
        int value = predicted + (error * step);
        if (value < -_near)
        {
            value += _range * step;
        }
        else if (value > _largest + _near)
        {
            value -= _range * step;
        }

        return Math.Clamp(value, 0, _largest);
    }

    private static (int T1, int T2, int T3) DefaultThresholds(int largest, int near)
    {
        int Bound(int value, int lowest) => value > largest || value < lowest ? lowest : value;
        if (largest >= 128)
        {
            int factor = (Math.Min(largest, 4095) + 128) / 256;
            int t1 = Bound((factor * (3 - 2)) + 2 + (3 * near), near + 1);
            int t2 = Bound((factor * (7 - 3)) + 3 + (5 * near), t1);
            return (t1, t2, Bound((factor * (21 - 4)) + 4 + (7 * near), t2));
        }

        int divisor = 256 / (largest + 1);
        int small1 = Bound(Math.Max(2, (3 / divisor) + (3 * near)), near + 1);
        int small2 = Bound(Math.Max(3, (7 / divisor) + (5 * near)), small1);
        return (small1, small2, Bound(Math.Max(4, (21 / divisor) + (7 * near)), small2));
    }

    private static int CeilingLog2(int value)
    {
        int bits = 0;
        while (1 << bits < value)
        {
            bits++;
        }

        return bits;
    }
}
