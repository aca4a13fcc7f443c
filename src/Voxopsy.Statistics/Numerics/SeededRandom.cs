using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Voxopsy.Statistics.Numerics;

/// <summary>Random numbers that depend on a seed and on a name, and on nothing else.</summary>
/// <remarks>
/// The generator is xoshiro256** (Blackman and Vigna 2021, ACM TOMS 47:36), its state the SHA-256 of seed and name, so that sub-streams with
/// different names are independent and adding a draw in one does not move another. The same bits on every machine and runtime.
/// </remarks>
public sealed class SeededRandom
{
    private readonly string _path;
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;
    private double _spareNormal = double.NaN;

    /// <summary>Starts the root stream of a seed.</summary>
    /// <param name="seed">Any integer; the study's seed.</param>
    public SeededRandom(long seed)
        : this(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{seed}"))
    {
    }

    private SeededRandom(string path)
    {
        _path = path;
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(path), hash);
        _s0 = BinaryPrimitives.ReadUInt64LittleEndian(hash);
        _s1 = BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]);
        _s2 = BinaryPrimitives.ReadUInt64LittleEndian(hash[16..]);
        _s3 = BinaryPrimitives.ReadUInt64LittleEndian(hash[24..]);
    }

    /// <summary>A sub-stream with its own name; independent of how much was drawn from this one.</summary>
    /// <param name="name">What the numbers are for, such as <c>split</c> or <c>bootstrap</c>.</param>
    public SeededRandom For(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new SeededRandom(_path + "/" + name);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong NextBits()
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

    /// <summary>A uniform number in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform integer in [0, <paramref name="exclusiveMaximum"/>), without modulo bias.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="exclusiveMaximum"/> is below 1.</exception>
    public int NextInt(int exclusiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exclusiveMaximum, 1);
        ulong range = (ulong)exclusiveMaximum;
        ulong threshold = (0UL - range) % range;
        while (true)
        {
            ulong high = Math.BigMul(NextBits(), range, out ulong low);
            if (low >= threshold)
            {
                return (int)high;
            }
        }
    }

    /// <summary>A standard normal number (polar method of Marsaglia).</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(_spareNormal))
        {
            double spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare;
        }

        double u;
        double v;
        double s;
        do
        {
            u = (2 * NextDouble()) - 1;
            v = (2 * NextDouble()) - 1;
            s = (u * u) + (v * v);
        }
        while (s >= 1 || s == 0);
        double factor = Math.Sqrt(-2 * Math.Log(s) / s);
        _spareNormal = v * factor;
        return u * factor;
    }

    /// <summary>Puts the items into a uniformly random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
