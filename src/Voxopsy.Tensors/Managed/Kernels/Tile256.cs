using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>A tile of a matrix product in the registers of AVX2: up to four rows by three vectors of eight.</summary>
/// <remarks>The numbers of rows and vectors are type arguments, so that the compiler makes one loop without branches for each pair and holds every sum in a register.</remarks>
internal static unsafe class Tile256
{
    /// <summary>The most rows of a tile.</summary>
    internal const int Rows = 4;

    /// <summary>Numbers in a vector.</summary>
    internal const int Lanes = 8;

    /// <summary>Adds (or sets) one tile: C[rows × vectors·8] of A[rows × depth] · B[depth × vectors·8].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply<TRows, TVectors>(nint depth, float* a, nint strideA, float* b, nint strideB, float* c, nint strideC, bool add)
        where TRows : struct, ICount
        where TVectors : struct, ICount
    {
        float* a1 = TRows.Value > 1 ? a + strideA : a;
        float* a2 = TRows.Value > 2 ? a + (2 * strideA) : a;
        float* a3 = TRows.Value > 3 ? a + (3 * strideA) : a;
        Vector256<float> s00 = default, s01 = default, s02 = default;
        Vector256<float> s10 = default, s11 = default, s12 = default;
        Vector256<float> s20 = default, s21 = default, s22 = default;
        Vector256<float> s30 = default, s31 = default, s32 = default;
        for (nint k = 0; k < depth; k++)
        {
            Vector256<float> b0 = Vector256.Load(b);
            Vector256<float> b1 = TVectors.Value > 1 ? Vector256.Load(b + 8) : default;
            Vector256<float> b2 = TVectors.Value > 2 ? Vector256.Load(b + 16) : default;
            Vector256<float> f = Vector256.Create(a[k]);
            s00 = Fma.MultiplyAdd(f, b0, s00);
            s01 = TVectors.Value > 1 ? Fma.MultiplyAdd(f, b1, s01) : s01;
            s02 = TVectors.Value > 2 ? Fma.MultiplyAdd(f, b2, s02) : s02;
            f = TRows.Value > 1 ? Vector256.Create(a1[k]) : default;
            s10 = TRows.Value > 1 ? Fma.MultiplyAdd(f, b0, s10) : s10;
            s11 = TRows.Value > 1 && TVectors.Value > 1 ? Fma.MultiplyAdd(f, b1, s11) : s11;
            s12 = TRows.Value > 1 && TVectors.Value > 2 ? Fma.MultiplyAdd(f, b2, s12) : s12;
            f = TRows.Value > 2 ? Vector256.Create(a2[k]) : default;
            s20 = TRows.Value > 2 ? Fma.MultiplyAdd(f, b0, s20) : s20;
            s21 = TRows.Value > 2 && TVectors.Value > 1 ? Fma.MultiplyAdd(f, b1, s21) : s21;
            s22 = TRows.Value > 2 && TVectors.Value > 2 ? Fma.MultiplyAdd(f, b2, s22) : s22;
            f = TRows.Value > 3 ? Vector256.Create(a3[k]) : default;
            s30 = TRows.Value > 3 ? Fma.MultiplyAdd(f, b0, s30) : s30;
            s31 = TRows.Value > 3 && TVectors.Value > 1 ? Fma.MultiplyAdd(f, b1, s31) : s31;
            s32 = TRows.Value > 3 && TVectors.Value > 2 ? Fma.MultiplyAdd(f, b2, s32) : s32;
            b += strideB;
        }

        Put<TVectors>(c, s00, s01, s02, add);
        if (TRows.Value > 1)
        {
            Put<TVectors>(c + strideC, s10, s11, s12, add);
        }

        if (TRows.Value > 2)
        {
            Put<TVectors>(c + (2 * strideC), s20, s21, s22, add);
        }

        if (TRows.Value > 3)
        {
            Put<TVectors>(c + (3 * strideC), s30, s31, s32, add);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TVectors>(float* c, Vector256<float> s0, Vector256<float> s1, Vector256<float> s2, bool add)
        where TVectors : struct, ICount
    {
        (add ? Vector256.Load(c) + s0 : s0).Store(c);
        if (TVectors.Value > 1)
        {
            (add ? Vector256.Load(c + 8) + s1 : s1).Store(c + 8);
        }

        if (TVectors.Value > 2)
        {
            (add ? Vector256.Load(c + 16) + s2 : s2).Store(c + 16);
        }
    }
}
