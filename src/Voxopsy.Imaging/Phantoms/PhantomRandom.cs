using System.Numerics;

namespace Voxopsy.Imaging.Phantoms;

/// <summary>Numbers for one part of a phantom: the same for the same seed, whatever else is drawn.</summary>
/// <remarks>xoshiro256** (Blackman and Vigna 2021, ACM TOMS 47:36), its state filled by SplitMix64; normal numbers by the polar method of Marsaglia.</remarks>
internal sealed class PhantomRandom
{
    private readonly ulong _seed;
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;
    private double _spare = double.NaN;

    internal PhantomRandom(ulong seed)
    {
        _seed = seed;
        _s0 = Mix(ref seed);
        _s1 = Mix(ref seed);
        _s2 = Mix(ref seed);
        _s3 = Mix(ref seed);
    }

    /// <summary>A stream of its own for a numbered part; independent of how much was drawn from this one.</summary>
    internal PhantomRandom For(int part)
    {
        ulong state = _seed ^ (0xD1B54A32D192ED03UL * (ulong)(part + 1));
        return new PhantomRandom(Mix(ref state));
    }

    internal double Uniform() => (Bits() >> 11) * (1.0 / (1UL << 53));

    internal double Uniform(double low, double high) => low + ((high - low) * Uniform());

    internal double Normal()
    {
        if (!double.IsNaN(_spare))
        {
            double spare = _spare;
            _spare = double.NaN;
            return spare;
        }

        double u;
        double v;
        double s;
        do
        {
            u = (2 * Uniform()) - 1;
            v = (2 * Uniform()) - 1;
            s = (u * u) + (v * v);
        }
        while (s >= 1 || s == 0);
        double factor = Math.Sqrt(-2 * Math.Log(s) / s);
        _spare = v * factor;
        return u * factor;
    }

    /// <summary>A direction, uniform on the sphere.</summary>
    internal (double X, double Y, double Z) Direction()
    {
        double x = Normal();
        double y = Normal();
        double z = Normal();
        double length = Math.Sqrt((x * x) + (y * y) + (z * z));
        return (x / length, y / length, z / length);
    }

    private ulong Bits()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    private static ulong Mix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
