using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Voxopsy.Deep.Augmentation;

/// <summary>Normal noise, the same strength everywhere.</summary>
public sealed record NoiseAddition : IntensityTransform
{
    /// <summary>The largest standard deviation, in scaled intensities; each channel draws its own below it.</summary>
    public double Largest { get; init; } = 0.1;

    /// <inheritdoc/>
    public override string Name => "noise";

    private protected override void Change(ImageBlock block, int channel, Draws stream)
    {
        float deviation = (float)stream.Between(0, Largest);
        Add(block.Channel(channel), deviation, stream.Seed ^ ((ulong)(channel + 1) * 0xD6E8FEB86659FD93));
    }

    // Eight pairs at a time by Box and Muller; the numbers are those of a counter, finished by the mix of SplitMix64.
    private static void Add(Span<float> values, float deviation, ulong seed)
    {
        Span<Vector256<float>> lanes = MemoryMarshal.Cast<float, Vector256<float>>(values);
        ulong counter = seed;
        Span<float> uniform = stackalloc float[16];
        int pairs = lanes.Length / 2;
        for (int i = 0; i < pairs; i++)
        {
            counter = Fill(uniform, counter);
            (Vector256<float> cosine, Vector256<float> sine) = Normals(uniform);
            lanes[2 * i] += cosine * deviation;
            lanes[(2 * i) + 1] += sine * deviation;
        }

        Span<float> rest = values[(pairs * 2 * Vector256<float>.Count)..];
        Span<float> normals = stackalloc float[16];
        for (int start = 0; start < rest.Length; start += 16)
        {
            counter = Fill(uniform, counter);
            (Vector256<float> cosine, Vector256<float> sine) = Normals(uniform);
            cosine.CopyTo(normals);
            sine.CopyTo(normals[8..]);
            for (int i = 0; i < Math.Min(16, rest.Length - start); i++)
            {
                rest[start + i] += normals[i] * deviation;
            }
        }
    }

    private static ulong Fill(Span<float> uniform, ulong counter)
    {
        for (int i = 0; i < uniform.Length; i += 2)
        {
            counter += 0x9E3779B97F4A7C15;
            ulong z = counter;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            z ^= z >> 31;

            // 24 bits each, moved off 0 so that a logarithm exists.
            uniform[i] = ((uint)(z & 0xFFFFFF) + 0.5f) * (1f / (1 << 24));
            uniform[i + 1] = ((uint)(z >> 40) + 0.5f) * (1f / (1 << 24));
        }

        return counter;
    }

    private static (Vector256<float> Cosine, Vector256<float> Sine) Normals(ReadOnlySpan<float> uniform)
    {
        Vector256<float> first = Vector256.Create(uniform[..8]);
        Vector256<float> second = Vector256.Create(uniform[8..]);
        Vector256<float> radius = Vector256.Sqrt(Vector256.Log(first) * -2f);
        (Vector256<float> sine, Vector256<float> cosine) = Vector256.SinCos(second * (2 * MathF.PI));
        return (cosine * radius, sine * radius);
    }
}
