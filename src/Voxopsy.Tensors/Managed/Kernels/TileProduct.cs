namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>The product of two blocks that lie in the caches, cut into tiles that lie in registers. Everything heavy in this room ends here.</summary>
/// <remarks>
/// Each number of the result is a sum over the depth, from zero, in order, every step fused (one rounding), then added to what is there. That is the same for every path and for
/// every way of cutting rows and columns; only the depth of a block, which the callers choose by the shape alone, is part of the value.
/// </remarks>
internal static unsafe class TileProduct
{
    /// <summary>Columns are computed in whole steps of this many, so B and C must have room for the last step.</summary>
    internal const int ColumnStep = 16;

    /// <summary>C (rows × columns) = A (rows × depth) · B (depth × columns), or C += when <paramref name="add"/>; strides in numbers; A, B, C row by row.</summary>
    internal static void Multiply(
        VectorPath path, int rows, int columns, int depth, float* a, nint strideA, float* b, nint strideB, float* c, nint strideC, bool add)
    {
        switch (path)
        {
            case VectorPath.Avx512:
                Wide(rows, columns, depth, a, strideA, b, strideB, c, strideC, add);
                break;
            case VectorPath.Avx2:
                Narrow(rows, columns, depth, a, strideA, b, strideB, c, strideC, add);
                break;
            default:
                Plain(rows, columns, depth, a, strideA, b, strideB, c, strideC, add);
                break;
        }
    }

    /// <summary>Rounds a number of columns up to whole steps.</summary>
    internal static int WholeSteps(int columns) => (columns + ColumnStep - 1) / ColumnStep * ColumnStep;

    private static void Wide(int rows, int columns, int depth, float* a, nint strideA, float* b, nint strideB, float* c, nint strideC, bool add)
    {
        for (int left = (columns + Tile512.Lanes - 1) / Tile512.Lanes; left > 0;)
        {
            int vectors = Vectors(left);
            switch (vectors)
            {
                case 3:
                    WideStrip<Three>(rows, depth, a, strideA, b, strideB, c, strideC, add);
                    break;
                case 2:
                    WideStrip<Two>(rows, depth, a, strideA, b, strideB, c, strideC, add);
                    break;
                default:
                    WideStrip<One>(rows, depth, a, strideA, b, strideB, c, strideC, add);
                    break;
            }

            left -= vectors;
            b += vectors * Tile512.Lanes;
            c += vectors * Tile512.Lanes;
        }
    }

    // Four vectors go as two and two: three and one would leave a tile too narrow to hide the latency of the sums.
    private static int Vectors(int left) => left is 4 or 2 ? 2 : Math.Min(left, 3);

    private static void WideStrip<TVectors>(int rows, int depth, float* a, nint strideA, float* b, nint strideB, float* c, nint strideC, bool add)
        where TVectors : struct, ICount
    {
        int row = 0;
        for (; row + 8 <= rows; row += 8)
        {
            Tile512.Multiply<Eight, TVectors>(depth, a + (row * strideA), strideA, b, strideB, c + (row * strideC), strideC, add);
        }

        if (row + 4 <= rows)
        {
            Tile512.Multiply<Four, TVectors>(depth, a + (row * strideA), strideA, b, strideB, c + (row * strideC), strideC, add);
            row += 4;
        }

        if (row + 2 <= rows)
        {
            Tile512.Multiply<Two, TVectors>(depth, a + (row * strideA), strideA, b, strideB, c + (row * strideC), strideC, add);
            row += 2;
        }

        if (row < rows)
        {
            Tile512.Multiply<One, TVectors>(depth, a + (row * strideA), strideA, b, strideB, c + (row * strideC), strideC, add);
        }
    }

    private static void Narrow(int rows, int columns, int depth, float* a, nint strideA, float* b, nint strideB, float* c, nint strideC, bool add)
    {
        for (int left = (columns + Tile256.Lanes - 1) / Tile256.Lanes; left > 0;)
        {
            int vectors = Vectors(left);
            switch (vectors)
            {
                case 3:
                    NarrowStrip<Three>(rows, depth, a, strideA, b, strideB, c, strideC, add);
                    break;
                case 2:
                    NarrowStrip<Two>(rows, depth, a, strideA, b, strideB, c, strideC, add);
                    break;
                default:
                    NarrowStrip<One>(rows, depth, a, strideA, b, strideB, c, strideC, add);
                    break;
            }

            left -= vectors;
            b += vectors * Tile256.Lanes;
            c += vectors * Tile256.Lanes;
        }
    }

    private static void NarrowStrip<TVectors>(int rows, int depth, float* a, nint strideA, float* b, nint strideB, float* c, nint strideC, bool add)
        where TVectors : struct, ICount
    {
        int row = 0;
        for (; row + 4 <= rows; row += 4)
        {
            Tile256.Multiply<Four, TVectors>(depth, a + (row * strideA), strideA, b, strideB, c + (row * strideC), strideC, add);
        }

        if (row + 2 <= rows)
        {
            Tile256.Multiply<Two, TVectors>(depth, a + (row * strideA), strideA, b, strideB, c + (row * strideC), strideC, add);
            row += 2;
        }

        if (row < rows)
        {
            Tile256.Multiply<One, TVectors>(depth, a + (row * strideA), strideA, b, strideB, c + (row * strideC), strideC, add);
        }
    }

    private static void Plain(int rows, int columns, int depth, float* a, nint strideA, float* b, nint strideB, float* c, nint strideC, bool add)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                float sum = 0;
                for (int k = 0; k < depth; k++)
                {
                    sum = MathF.FusedMultiplyAdd(a[(row * strideA) + k], b[(k * strideB) + column], sum);
                }

                float* result = c + (row * strideC) + column;
                *result = add ? *result + sum : sum;
            }
        }
    }
}
