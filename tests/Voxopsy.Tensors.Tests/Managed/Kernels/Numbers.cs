using System.Runtime.CompilerServices;

namespace Voxopsy.Tensors.Tests.Managed.Kernels;

/// <summary>Numbers that do not move, with guards on both sides that show when a kernel writes where it should not.</summary>
internal sealed unsafe class Numbers
{
    private const int Guard = 32;
    private const float Sentinel = 12345.678f;
    private readonly float[] _all;

    internal Numbers(long count)
    {
        _all = GC.AllocateUninitializedArray<float>(checked((int)count) + (2 * Guard), pinned: true);
        Array.Fill(_all, Sentinel);
        Count = (int)count;
    }

    internal int Count { get; }

    internal float* Pointer => (float*)Unsafe.AsPointer(ref _all[Guard]);

    internal Span<float> Values => _all.AsSpan(Guard, Count);

    internal static Numbers Random(Random random, long count)
    {
        Numbers numbers = new(count);
        foreach (ref float value in numbers.Values)
        {
            value = (random.NextSingle() * 2) - 1;
        }

        return numbers;
    }

    internal void AssertSameBits(Numbers other, string what)
    {
        Assert.True(
            System.Runtime.InteropServices.MemoryMarshal.Cast<float, int>(Values).SequenceEqual(System.Runtime.InteropServices.MemoryMarshal.Cast<float, int>(other.Values)),
            what + ": not the same bits");
    }

    /// <summary>Compares with sums made in double; an error counts relative to the root mean square of what was expected, for sums of both signs cancel.</summary>
    internal void AssertNear(double[] expected, double tolerance, string what)
    {
        Assert.Equal(expected.Length, Count);
        double scale = Math.Sqrt(expected.Sum(value => value * value) / Math.Max(1, expected.Length));
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs(Values[i] - expected[i]);
            Assert.True(error <= tolerance * (scale + Math.Abs(expected[i])), $"{what}: number {i} is {Values[i]}, expected {expected[i]}");
        }

        for (int i = 0; i < Guard; i++)
        {
            Assert.True(_all[i] == Sentinel && _all[^(i + 1)] == Sentinel, $"{what}: wrote outside");
        }
    }
}
