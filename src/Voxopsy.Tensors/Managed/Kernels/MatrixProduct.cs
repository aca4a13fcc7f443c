namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>Products of matrices in single precision.</summary>
internal static unsafe class MatrixProduct
{
    /// <summary>C = A · B, or C += A · B.</summary>
    /// <param name="pool">The threads, and the instructions they use.</param>
    /// <param name="shape">Sizes and orientations.</param>
    /// <param name="a">Rows × depth numbers for each product (depth × rows when transposed).</param>
    /// <param name="b">Depth × columns numbers for each product (columns × depth when transposed).</param>
    /// <param name="c">Rows × columns numbers for each product.</param>
    internal static void Run(WorkPool pool, ProductShape shape, float* a, float* b, float* c)
    {
        if (shape.Depth == 0)
        {
            if (shape.Deposit == Deposit.Replace)
            {
                new Span<float>(c, checked(shape.Batch * shape.Rows * shape.Columns)).Clear();
            }

            return;
        }

        Partition cut = Partition.Of(shape.Rows, shape.Columns, shape.Batch);
        int each = cut.RowItems * cut.ColumnItems;
        pool.Run(shape.Batch * each, (item, worker) =>
        {
            int product = item / each;
            int firstRow = item % each % cut.RowItems * cut.Rows;
            int firstColumn = item % each / cut.RowItems * cut.Columns;
            Item(
                pool,
                worker,
                shape,
                a + ((long)product * shape.Rows * shape.Depth),
                b + ((long)product * shape.Depth * shape.Columns),
                c + ((long)product * shape.Rows * shape.Columns),
                (firstRow, Math.Min(cut.Rows, shape.Rows - firstRow)),
                (firstColumn, Math.Min(cut.Columns, shape.Columns - firstColumn)));
        });
    }

    private static void Item(
        WorkPool pool, int worker, ProductShape shape, float* a, float* b, float* c, (int First, int Count) rows, (int First, int Count) columns)
    {
        int deepest = Math.Min(shape.Depth, Partition.BlockDepth);
        int width = TileProduct.WholeSteps(columns.Count);
        nint packedStride = width + TileProduct.ColumnStep;
        float* packedB = pool.Scratch(worker, (deepest * packedStride) + ((long)rows.Count * width) + ((long)rows.Count * deepest));
        float* result = packedB + (deepest * packedStride);
        float* packedA = result + ((long)rows.Count * width);
        for (int k = 0; k < shape.Depth; k += deepest)
        {
            int depth = Math.Min(deepest, shape.Depth - k);
            PackB(shape, b, k, depth, columns, packedB, packedStride);
            float* blockA = a + ((long)rows.First * shape.Depth) + k;
            nint strideA = shape.Depth;
            if (shape.A == Orientation.Transposed)
            {
                Transposition.Run(depth, rows.Count, a + ((long)k * shape.Rows) + rows.First, shape.Rows, packedA, deepest);
                blockA = packedA;
                strideA = deepest;
            }

            TileProduct.Multiply(pool.Path, rows.Count, columns.Count, depth, blockA, strideA, packedB, packedStride, result, width, k > 0);
        }

        for (int row = 0; row < rows.Count; row++)
        {
            Rows.Put(result + ((long)row * width), c + ((long)(rows.First + row) * shape.Columns) + columns.First, columns.Count, shape.Deposit);
        }
    }

    private static void PackB(ProductShape shape, float* b, int firstRow, int depth, (int First, int Count) columns, float* packed, nint stride)
    {
        if (shape.B == Orientation.Transposed)
        {
            Transposition.Run(columns.Count, depth, b + ((long)columns.First * shape.Depth) + firstRow, shape.Depth, packed, stride);
            return;
        }

        for (int k = 0; k < depth; k++)
        {
            Rows.Copy(b + ((long)(firstRow + k) * shape.Columns) + columns.First, packed + (k * stride), columns.Count);
        }
    }
}
