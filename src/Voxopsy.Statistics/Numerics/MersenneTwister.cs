namespace Voxopsy.Statistics.Numerics;

/// <summary>The generator behind NumPy's <c>RandomState</c>, so that folds drawn elsewhere with a seed can be drawn again here.</summary>
/// <remarks>
/// MT19937, Matsumoto and Nishimura 1998, ACM TOMACS 8:3. Use <see cref="SeededRandom"/> for everything else: it has named streams.
/// </remarks>
public sealed class MersenneTwister
{
    private const int Size = 624;
    private const int Shift = 397;
    private readonly uint[] _state = new uint[Size];
    private int _next = Size;

    /// <summary>Starts from a seed, as <c>numpy.random.RandomState(seed)</c> does.</summary>
    /// <param name="seed">Any seed NumPy takes: 0 to 2³² − 1.</param>
    public MersenneTwister(uint seed)
    {
        _state[0] = seed;
        for (uint i = 1; i < Size; i++)
        {
            uint last = _state[i - 1];
            _state[i] = (1812433253u * (last ^ (last >> 30))) + i;
        }
    }

    /// <summary>The next 32 bits.</summary>
    public uint NextBits()
    {
        if (_next == Size)
        {
            Refill();
        }

        uint bits = _state[_next++];
        bits ^= bits >> 11;
        bits ^= (bits << 7) & 0x9D2C5680u;
        bits ^= (bits << 15) & 0xEFC60000u;
        return bits ^ (bits >> 18);
    }

    /// <summary>Puts the items into the order that <c>RandomState.shuffle</c> gives them.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = (int)AtMost((uint)i);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>A uniform number from 0 to the largest, both included: as many low bits as it takes, drawn again when they exceed it.</summary>
    private uint AtMost(uint largest)
    {
        uint mask = uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(largest | 1);
        uint value;
        do
        {
            value = NextBits() & mask;
        }
        while (value > largest);
        return value;
    }

    private void Refill()
    {
        for (int i = 0; i < Size; i++)
        {
            uint joined = (_state[i] & 0x80000000u) | (_state[(i + 1) % Size] & 0x7FFFFFFFu);
            _state[i] = _state[(i + Shift) % Size] ^ (joined >> 1) ^ ((joined & 1) == 0 ? 0 : 0x9908B0DFu);
        }

        _next = 0;
    }
}
