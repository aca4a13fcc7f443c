namespace Voxopsy.Imaging.Registration;

/// <summary>Seeded numbers within [0, 1): SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).</summary>
internal sealed class SampleSequence(ulong seed)
{
    private ulong _state = seed;

    internal double Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    internal double Symmetric(double range) => ((2 * Next()) - 1) * range;
}
