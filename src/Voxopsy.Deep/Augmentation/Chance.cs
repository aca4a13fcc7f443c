using Voxopsy.Tensors;

namespace Voxopsy.Deep.Augmentation;

/// <summary>The draws of one transform for one patient in one epoch: they depend on the seed and the name alone, so neither threads nor a resume change them.</summary>
/// <param name="Seed">Where the study's chance begins.</param>
/// <param name="Place">Whose draws, such as <c>B-0047/epoch 12/0</c>.</param>
public readonly record struct Chance(long Seed, string Place)
{
    /// <summary>The stream of a named use.</summary>
    /// <param name="name">The transform.</param>
    public Draws For(string name) => new(NamedGenerator.Seed(Seed, $"{name}/{Place}"));
}

/// <summary>Numbers in a row from one named stream.</summary>
/// <param name="seed">Of the stream.</param>
public sealed class Draws(ulong seed)
{
    private long _position;

    /// <summary>The stream's seed, for whole images of noise.</summary>
    internal ulong Seed => seed;

    /// <summary>A uniform number in [0, 1).</summary>
    public double Next() => NamedGenerator.Uniform53(seed, _position++);

    /// <summary>A uniform number in [low, high).</summary>
    public double Between(double low, double high) => low + ((high - low) * Next());

    /// <summary>Whether something that happens with a probability does.</summary>
    public bool Happens(double probability) => Next() < probability;

    /// <summary>A standard normal number.</summary>
    internal double Normal()
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - Next()));
        return radius * Math.Cos(2 * Math.PI * Next());
    }
}
