using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>Turns rows into columns.</summary>
internal static unsafe class Transposition
{
    private const int Block = 8;

    /// <summary>target[column, row] = source[row, column]; strides in numbers.</summary>
    internal static void Run(int rows, int columns, float* source, nint sourceStride, float* target, nint targetStride)
    {
        int wholeRows = Avx2.IsSupported ? rows / Block * Block : 0;
        int wholeColumns = Avx2.IsSupported ? columns / Block * Block : 0;
        for (int row = 0; row < wholeRows; row += Block)
        {
            for (int column = 0; column < wholeColumns; column += Block)
            {
                EightByEight(source + (row * sourceStride) + column, sourceStride, target + (column * targetStride) + row, targetStride);
            }
        }

        Plain(0, wholeRows, wholeColumns, columns, source, sourceStride, target, targetStride);
        Plain(wholeRows, rows, 0, columns, source, sourceStride, target, targetStride);
    }

    private static void Plain(int fromRow, int toRow, int fromColumn, int toColumn, float* source, nint sourceStride, float* target, nint targetStride)
    {
        for (int row = fromRow; row < toRow; row++)
        {
            for (int column = fromColumn; column < toColumn; column++)
            {
                target[(column * targetStride) + row] = source[(row * sourceStride) + column];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EightByEight(float* s, nint sourceStride, float* t, nint targetStride)
    {
        (Vector256<float> a0, Vector256<float> a1) = Interleave(s, s + sourceStride);
        (Vector256<float> a2, Vector256<float> a3) = Interleave(s + (2 * sourceStride), s + (3 * sourceStride));
        (Vector256<float> a4, Vector256<float> a5) = Interleave(s + (4 * sourceStride), s + (5 * sourceStride));
        (Vector256<float> a6, Vector256<float> a7) = Interleave(s + (6 * sourceStride), s + (7 * sourceStride));
        Quarter(a0, a2, a4, a6, t, targetStride);
        Quarter(a1, a3, a5, a7, t + (2 * targetStride), targetStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> Low, Vector256<float> High) Interleave(float* first, float* second)
    {
        Vector256<float> a = Vector256.Load(first);
        Vector256<float> b = Vector256.Load(second);
        return (Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b));
    }

    // Columns c, c + 1 and, from the upper halves, c + 4, c + 5.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarter(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, float* t, nint targetStride)
    {
        Vector256<float> firstTop = Avx.Shuffle(a, b, 0x44);
        Vector256<float> secondTop = Avx.Shuffle(a, b, 0xEE);
        Vector256<float> firstBottom = Avx.Shuffle(c, d, 0x44);
        Vector256<float> secondBottom = Avx.Shuffle(c, d, 0xEE);
        Avx.Permute2x128(firstTop, firstBottom, 0x20).Store(t);
        Avx.Permute2x128(secondTop, secondBottom, 0x20).Store(t + targetStride);
        Avx.Permute2x128(firstTop, firstBottom, 0x31).Store(t + (4 * targetStride));
        Avx.Permute2x128(secondTop, secondBottom, 0x31).Store(t + (5 * targetStride));
    }
}
