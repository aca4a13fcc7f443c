namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>Weights (channels × depth) times a gathered matrix (depth × columns), written as a tensor; for each group on its own.</summary>
internal sealed unsafe class GatheredProduct(ColumnGather gather, ColumnScatter scatter, int channels, int groups)
{
    /// <summary>Numbers of the source between the first channels of neighboring groups.</summary>
    internal required long SourceGroupStride { get; init; }

    /// <summary>Runs the product.</summary>
    /// <param name="pool">The threads, and the instructions they use.</param>
    /// <param name="weights">Group by group, row by row.</param>
    /// <param name="source">The tensor that is gathered.</param>
    /// <param name="finish">Bias, addend, activation.</param>
    /// <param name="target">The tensor that is written.</param>
    internal void Run(WorkPool pool, float* weights, float* source, Finish finish, float* target)
    {
        Partition cut = Partition.Of(channels, gather.Columns, groups);
        int each = cut.RowItems * cut.ColumnItems;
        pool.Run(groups * each, (item, worker) =>
        {
            int group = item / each;
            int firstRow = item % each % cut.RowItems * cut.Rows;
            int firstColumn = item % each / cut.RowItems * cut.Columns;
            (int, int) rows = ((group * channels) + firstRow, Math.Min(cut.Rows, channels - firstRow));
            (int, int) columns = (firstColumn, Math.Min(cut.Columns, gather.Columns - firstColumn));
            Item(pool, worker, weights, source + (group * SourceGroupStride), rows, columns, finish, target);
        });
    }

    private void Item(
        WorkPool pool, int worker, float* weights, float* source, (int First, int Count) rows, (int First, int Count) columns, Finish finish, float* target)
    {
        int deepest = Math.Max(1, Partition.DepthOf(gather.Depth, gather.Taps));
        int width = TileProduct.WholeSteps(columns.Count);
        nint packedStride = width + ColumnBlock.Slack;
        long packedFloats = deepest * packedStride;
        long sumFloats = (long)rows.Count * width;
        float* packed = pool.Scratch(worker, packedFloats + sumFloats + gather.ScratchFloats(columns.Count));
        float* sums = packed + packedFloats;
        if (gather.Depth == 0)
        {
            new Span<float>(sums, (int)sumFloats).Clear();
        }

        ColumnBlock block = new(gather, source, columns.First, columns.Count, sums + sumFloats);
        for (int k = 0; k < gather.Depth; k += deepest)
        {
            int depth = Math.Min(deepest, gather.Depth - k);
            block.Write(k, depth, packed, packedStride);
            TileProduct.Multiply(pool.Path, rows.Count, columns.Count, depth, weights + ((long)rows.First * gather.Depth) + k, gather.Depth, packed, packedStride, sums, width, k > 0);
        }

        scatter.Write(sums, width, rows, columns, finish, target);
    }
}
