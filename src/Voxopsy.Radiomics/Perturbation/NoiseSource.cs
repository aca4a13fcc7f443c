namespace Voxopsy.Radiomics.Perturbation;

/// <summary>A small generator of random numbers: the same seed gives the same numbers on every machine.</summary>
/// <remarks>Source: SplitMix64 (Steele, Lea and Flood 2014); normal numbers by Marsaglia's polar method.</remarks>
internal sealed class NoiseSource(ulong seed)
{
    private ulong _state = seed;
    private double _spare = double.NaN;

    /// <summary>A number in [0, 1).</summary>
    internal double NextUniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number in [0, <paramref name="count"/>).</summary>
    internal int NextIndex(int count) => (int)(NextUniform() * count);

    /// <summary>A standard normal number.</summary>
    internal double NextNormal()
    {
        if (!double.IsNaN(_spare))
        {
            double spare = _spare;
            _spare = double.NaN;
            return spare;
        }

        double u, v, square;
        do
        {
            (u, v) = ((2 * NextUniform()) - 1, (2 * NextUniform()) - 1);
            square = (u * u) + (v * v);
        }
        while (square is >= 1 or 0);
        double scale = Math.Sqrt(-2 * Math.Log(square) / square);
        _spare = v * scale;
        return u * scale;
    }

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
