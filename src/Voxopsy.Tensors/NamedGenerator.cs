using System.Text;

namespace Voxopsy.Tensors;

/// <summary>Random numbers that depend on a seed, a name and a position, and on nothing else: any element can be drawn alone.</summary>
/// <remarks>
/// The name is hashed by FNV-1a (64 bits) onto the seed; position i is then finished by SplitMix64 (Steele, Lea and Flood 2014). No state, so the numbers are the same
/// for any number of threads, after a resume and on every backend.
/// </remarks>
public static class NamedGenerator
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>The seed of a named stream.</summary>
    /// <param name="seed">Any number; the study's.</param>
    /// <param name="name">What the numbers are for, such as <c>layer1/dropout/step 12</c>.</param>
    public static ulong Seed(long seed, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ulong hash = 0xcbf29ce484222325 ^ Mix(unchecked((ulong)seed) + Golden);
        foreach (byte letter in Encoding.UTF8.GetBytes(name))
        {
            hash = (hash ^ letter) * 0x100000001b3;
        }

        return hash;
    }

    /// <summary>A uniform number in [0, 1) with 24 random bits, so that it is exact in float32.</summary>
    public static float Uniform(ulong seed, long position) => (Mix(seed + (unchecked((ulong)position + 1) * Golden)) >> 40) * (1f / (1 << 24));

    /// <summary>A standard normal number (Box and Muller) from positions 2i and 2i + 1 of the stream.</summary>
    public static double Normal(ulong seed, long position)
    {
        double radius = Uniform53(seed, 2 * position);
        double angle = Uniform53(seed, (2 * position) + 1);
        return Math.Sqrt(-2 * Math.Log(1 - radius)) * Math.Cos(2 * Math.PI * angle);
    }

    /// <summary>A uniform number in [0, 1) with 53 random bits.</summary>
    public static double Uniform53(ulong seed, long position) =>
        (Mix(seed + (unchecked((ulong)position + 1) * Golden)) >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
