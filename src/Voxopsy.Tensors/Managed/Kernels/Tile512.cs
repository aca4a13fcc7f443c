using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>A tile of a matrix product in the registers of AVX-512: up to eight rows by three vectors of sixteen.</summary>
/// <remarks>The numbers of rows and vectors are type arguments, so that the compiler makes one loop without branches for each pair and holds every sum in a register.</remarks>
internal static unsafe class Tile512
{
    /// <summary>The most rows of a tile.</summary>
    internal const int Rows = 8;

    /// <summary>Numbers in a vector.</summary>
    internal const int Lanes = 16;

    /// <summary>Adds (or sets) one tile: C[rows × vectors·16] of A[rows × depth] · B[depth × vectors·16].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply<TRows, TVectors>(nint depth, float* a, nint strideA, float* b, nint strideB, float* c, nint strideC, bool add)
        where TRows : struct, ICount
        where TVectors : struct, ICount
    {
        float* a1 = TRows.Value > 1 ? a + strideA : a;
        float* a2 = TRows.Value > 2 ? a + (2 * strideA) : a;
        float* a3 = TRows.Value > 3 ? a + (3 * strideA) : a;
        float* a4 = TRows.Value > 4 ? a + (4 * strideA) : a;
        float* a5 = TRows.Value > 5 ? a + (5 * strideA) : a;
        float* a6 = TRows.Value > 6 ? a + (6 * strideA) : a;
        float* a7 = TRows.Value > 7 ? a + (7 * strideA) : a;
        Vector512<float> s00 = default, s01 = default, s02 = default;
        Vector512<float> s10 = default, s11 = default, s12 = default;
        Vector512<float> s20 = default, s21 = default, s22 = default;
        Vector512<float> s30 = default, s31 = default, s32 = default;
        Vector512<float> s40 = default, s41 = default, s42 = default;
        Vector512<float> s50 = default, s51 = default, s52 = default;
        Vector512<float> s60 = default, s61 = default, s62 = default;
        Vector512<float> s70 = default, s71 = default, s72 = default;
        for (nint k = 0; k < depth; k++)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = TVectors.Value > 1 ? Vector512.Load(b + 16) : default;
            Vector512<float> b2 = TVectors.Value > 2 ? Vector512.Load(b + 32) : default;
            Vector512<float> f = Vector512.Create(a[k]);
            s00 = Avx512F.FusedMultiplyAdd(f, b0, s00);
            s01 = TVectors.Value > 1 ? Avx512F.FusedMultiplyAdd(f, b1, s01) : s01;
            s02 = TVectors.Value > 2 ? Avx512F.FusedMultiplyAdd(f, b2, s02) : s02;
            f = TRows.Value > 1 ? Vector512.Create(a1[k]) : default;
            s10 = TRows.Value > 1 ? Avx512F.FusedMultiplyAdd(f, b0, s10) : s10;
            s11 = TRows.Value > 1 && TVectors.Value > 1 ? Avx512F.FusedMultiplyAdd(f, b1, s11) : s11;
            s12 = TRows.Value > 1 && TVectors.Value > 2 ? Avx512F.FusedMultiplyAdd(f, b2, s12) : s12;
            f = TRows.Value > 2 ? Vector512.Create(a2[k]) : default;
            s20 = TRows.Value > 2 ? Avx512F.FusedMultiplyAdd(f, b0, s20) : s20;
            s21 = TRows.Value > 2 && TVectors.Value > 1 ? Avx512F.FusedMultiplyAdd(f, b1, s21) : s21;
            s22 = TRows.Value > 2 && TVectors.Value > 2 ? Avx512F.FusedMultiplyAdd(f, b2, s22) : s22;
            f = TRows.Value > 3 ? Vector512.Create(a3[k]) : default;
            s30 = TRows.Value > 3 ? Avx512F.FusedMultiplyAdd(f, b0, s30) : s30;
            s31 = TRows.Value > 3 && TVectors.Value > 1 ? Avx512F.FusedMultiplyAdd(f, b1, s31) : s31;
            s32 = TRows.Value > 3 && TVectors.Value > 2 ? Avx512F.FusedMultiplyAdd(f, b2, s32) : s32;
            f = TRows.Value > 4 ? Vector512.Create(a4[k]) : default;
            s40 = TRows.Value > 4 ? Avx512F.FusedMultiplyAdd(f, b0, s40) : s40;
            s41 = TRows.Value > 4 && TVectors.Value > 1 ? Avx512F.FusedMultiplyAdd(f, b1, s41) : s41;
            s42 = TRows.Value > 4 && TVectors.Value > 2 ? Avx512F.FusedMultiplyAdd(f, b2, s42) : s42;
            f = TRows.Value > 5 ? Vector512.Create(a5[k]) : default;
            s50 = TRows.Value > 5 ? Avx512F.FusedMultiplyAdd(f, b0, s50) : s50;
            s51 = TRows.Value > 5 && TVectors.Value > 1 ? Avx512F.FusedMultiplyAdd(f, b1, s51) : s51;
            s52 = TRows.Value > 5 && TVectors.Value > 2 ? Avx512F.FusedMultiplyAdd(f, b2, s52) : s52;
            f = TRows.Value > 6 ? Vector512.Create(a6[k]) : default;
            s60 = TRows.Value > 6 ? Avx512F.FusedMultiplyAdd(f, b0, s60) : s60;
            s61 = TRows.Value > 6 && TVectors.Value > 1 ? Avx512F.FusedMultiplyAdd(f, b1, s61) : s61;
            s62 = TRows.Value > 6 && TVectors.Value > 2 ? Avx512F.FusedMultiplyAdd(f, b2, s62) : s62;
            f = TRows.Value > 7 ? Vector512.Create(a7[k]) : default;
            s70 = TRows.Value > 7 ? Avx512F.FusedMultiplyAdd(f, b0, s70) : s70;
            s71 = TRows.Value > 7 && TVectors.Value > 1 ? Avx512F.FusedMultiplyAdd(f, b1, s71) : s71;
            s72 = TRows.Value > 7 && TVectors.Value > 2 ? Avx512F.FusedMultiplyAdd(f, b2, s72) : s72;
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

        if (TRows.Value > 4)
        {
            Put<TVectors>(c + (4 * strideC), s40, s41, s42, add);
        }

        if (TRows.Value > 5)
        {
            Put<TVectors>(c + (5 * strideC), s50, s51, s52, add);
        }

        if (TRows.Value > 6)
        {
            Put<TVectors>(c + (6 * strideC), s60, s61, s62, add);
        }

        if (TRows.Value > 7)
        {
            Put<TVectors>(c + (7 * strideC), s70, s71, s72, add);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TVectors>(float* c, Vector512<float> s0, Vector512<float> s1, Vector512<float> s2, bool add)
        where TVectors : struct, ICount
    {
        (add ? Vector512.Load(c) + s0 : s0).Store(c);
        if (TVectors.Value > 1)
        {
            (add ? Vector512.Load(c + 16) + s1 : s1).Store(c + 16);
        }

        if (TVectors.Value > 2)
        {
            (add ? Vector512.Load(c + 32) + s2 : s2).Store(c + 32);
        }
    }
}
