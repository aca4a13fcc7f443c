using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>Moves of runs of numbers that lie side by side.</summary>
internal static unsafe class Rows
{
    /// <summary>Copies; nothing outside the run is read or written.</summary>
    internal static void Copy(float* source, float* target, int count) => new ReadOnlySpan<float>(source, count).CopyTo(new Span<float>(target, count));

    /// <summary>Copies, and may read and write up to fifteen numbers behind the run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void CopyBeyond(float* source, float* target, int count)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            for (int i = 0; i < count; i += 16)
            {
                Vector512.Load(source + i).Store(target + i);
            }
        }
        else
        {
            for (int i = 0; i < count; i += 8)
            {
                Vector256.Load(source + i).Store(target + i);
            }
        }
    }

    /// <summary>Copies onto the target or adds to it.</summary>
    internal static void Put(float* source, float* target, int count, Deposit deposit)
    {
        if (deposit == Deposit.Replace)
        {
            Copy(source, target, count);
            return;
        }

        int i = 0;
        for (; i + 8 <= count; i += 8)
        {
            (Vector256.Load(target + i) + Vector256.Load(source + i)).Store(target + i);
        }

        for (; i < count; i++)
        {
            target[i] += source[i];
        }
    }

    /// <summary>target[i] = source[2 i]; nothing outside the 2 count - 1 numbers of the source is read.</summary>
    internal static void CopyEveryOther(float* source, float* target, int count)
    {
        int i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<int> even = Vector256.Create(0, 2, 4, 6, 0, 2, 4, 6);
            for (; i + 9 <= count; i += 8)
            {
                Vector256<float> low = Vector256.Shuffle(Vector256.Load(source + (2 * i)), even);
                Vector256<float> high = Vector256.Shuffle(Vector256.Load(source + (2 * i) + 8), even);
                Vector256.Create(low.GetLower(), high.GetLower()).Store(target + i);
            }
        }

        for (; i < count; i++)
        {
            target[i] = source[2 * i];
        }
    }

    /// <summary>The sum, in double: sixteen sums of neighbors in turn over stretches of 4096, then in order.</summary>
    internal static double Sum(float* source, int count)
    {
        const int Stretch = 4096;
        double total = 0;
        int i = 0;
        while (i + 16 <= count)
        {
            int end = Math.Min(count - 15, i + Stretch);
            Vector256<float> even = default;
            Vector256<float> odd = default;
            for (; i < end; i += 16)
            {
                even += Vector256.Load(source + i);
                odd += Vector256.Load(source + i + 8);
            }

            Vector256<float> both = even + odd;
            for (int lane = 0; lane < 8; lane++)
            {
                total += both[lane];
            }
        }

        for (; i < count; i++)
        {
            total += source[i];
        }

        return total;
    }
}
