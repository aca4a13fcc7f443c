using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Voxopsy.Tensors.Managed.Kernels;

namespace Voxopsy.Tensors.Managed;

/// <summary>A function of eight numbers at a time, and of one.</summary>
internal interface ILanes
{
    /// <summary>Eight results; functions of fewer inputs leave the others unread.</summary>
    Vector256<float> At(Vector256<float> a, Vector256<float> b);
}

/// <summary>Runs functions over whole tensors, eight numbers at a time, in pieces of fixed length shared out over the pool.</summary>
internal static unsafe class Elementwise
{
    /// <summary>Numbers of one piece; fixed, so that the cut does not depend on the threads.</summary>
    internal const int Piece = 1 << 16;

    /// <summary>to[i] = f(a[i], b[i]); b may be a. Works in place.</summary>
    internal static void Run<TLanes>(WorkPool pool, TLanes function, float* a, float* b, float* to, int count)
        where TLanes : struct, ILanes
    {
        if (count <= Piece)
        {
            Row(function, a, b, to, count);
            return;
        }

        pool.Run((count + Piece - 1) / Piece, (piece, _) =>
        {
            long first = (long)piece * Piece;
            Row(function, a + first, b + first, to + first, (int)Math.Min(Piece, count - first));
        });
    }

    /// <summary>One piece.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Row<TLanes>(TLanes function, float* a, float* b, float* to, int count)
        where TLanes : struct, ILanes
    {
        int i = 0;
        for (; i + 8 <= count; i += 8)
        {
            function.At(Vector256.Load(a + i), Vector256.Load(b + i)).Store(to + i);
        }

        if (i == count)
        {
            return;
        }

        // The rest goes through the same instructions, so that an element's bits do not depend on its place.
        float* restA = stackalloc float[8];
        float* restB = stackalloc float[8];
        for (int k = 0; i + k < count; k++)
        {
            restA[k] = a[i + k];
            restB[k] = b[i + k];
        }

        Vector256<float> rest = function.At(Vector256.Load(restA), Vector256.Load(restB));
        for (int k = 0; i + k < count; k++)
        {
            to[i + k] = rest[k];
        }
    }
}
