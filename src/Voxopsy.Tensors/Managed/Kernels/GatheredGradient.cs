namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>The gradient of a convolution with respect to its weights: the gathered matrix (depth × columns) times the output gradient, columns turned to rows (columns × channels).</summary>
/// <remarks>The sum over the columns is cut into segments by the shape alone; each adds up its blocks in order, and the segments are added in order at the end.</remarks>
internal sealed unsafe class GatheredGradient
{
    private const int MostRows = 448;
    private const int EnoughItems = 16;
    private const long MostPartialFloats = 2L << 20;

    private readonly ConvolutionShape _shape;
    private readonly ColumnGather _gather;
    private readonly int _rows;
    private readonly int _rowItems;
    private readonly int _segments;
    private readonly int _blocksPerSegment;
    private readonly int _width;

    internal GatheredGradient(ConvolutionShape shape)
    {
        _shape = shape;
        _gather = ColumnGather.Forward(shape);
        _width = TileProduct.WholeSteps(shape.OutputsPerGroup);
        _rowItems = (_gather.Depth + MostRows - 1) / MostRows;
        _rows = ((_gather.Depth + _rowItems - 1) / _rowItems + 7) / 8 * 8;
        _rowItems = (_gather.Depth + _rows - 1) / _rows;

        int blocks = (_gather.Columns + Partition.BlockDepth - 1) / Partition.BlockDepth;
        int wanted = (EnoughItems + (shape.Groups * _rowItems) - 1) / (shape.Groups * _rowItems);
        long affordable = Math.Max(1, MostPartialFloats / ((long)shape.Groups * _gather.Depth * _width));
        int segments = (int)Math.Min(Math.Min(wanted, affordable), blocks);
        _blocksPerSegment = (blocks + segments - 1) / segments;
        _segments = (blocks + _blocksPerSegment - 1) / _blocksPerSegment;
    }

    private long SumFloats => (long)_gather.Depth * _width;

    /// <summary>Runs the sum.</summary>
    internal void Run(WorkPool pool, float* input, float* outputGradient, float* weightGradient)
    {
        float* partial = pool.SharedScratch(SumFloats * _shape.Groups * _segments);
        pool.Run(_shape.Groups * _segments * _rowItems, (item, worker) =>
        {
            int group = item / (_segments * _rowItems);
            int segment = item / _rowItems % _segments;
            int first = item % _rowItems * _rows;
            float* sums = partial + ((((long)group * _segments) + segment) * SumFloats) + ((long)first * _width);
            Item(pool, worker, input, outputGradient, group, segment, (first, Math.Min(_rows, _gather.Depth - first)), sums);
        });
        pool.Run(_shape.Groups * _rowItems, (item, _) =>
        {
            int group = item / _rowItems;
            int first = item % _rowItems * _rows;
            Collect(partial + (group * _segments * SumFloats), (first, Math.Min(_rows, _gather.Depth - first)), weightGradient + ((long)group * _shape.OutputsPerGroup * _gather.Depth));
        });
    }

    private void Item(
        WorkPool pool, int worker, float* input, float* outputGradient, int group, int segment, (int First, int Count) rows, float* sums)
    {
        const int Depth = Partition.BlockDepth;
        const int GatherStride = Depth + ColumnBlock.Slack;
        long gatheredFloats = (long)rows.Count * GatherStride;
        long turnedFloats = (long)Depth * _width;
        float* gathered = pool.Scratch(worker, gatheredFloats + turnedFloats + _gather.ScratchFloats(Depth));
        float* turned = gathered + gatheredFloats;
        float* source = input + ((long)group * _shape.InputsPerGroup * _shape.Input.Volume);
        for (int index = 0; index < _blocksPerSegment; index++)
        {
            int first = ((segment * _blocksPerSegment) + index) * Depth;
            int count = Math.Min(Depth, _gather.Columns - first);
            if (count <= 0)
            {
                break;
            }

            ColumnBlock block = new(_gather, source, first, count, turned + turnedFloats);
            block.Write(rows.First, rows.Count, gathered, GatherStride);
            Turn(outputGradient, group, first, count, turned);
            TileProduct.Multiply(pool.Path, rows.Count, _shape.OutputsPerGroup, count, gathered, GatherStride, turned, _width, sums, _width, index > 0);
        }
    }

    // The output gradient of some columns, a row for each column.
    private void Turn(float* outputGradient, int group, int first, int count, float* turned)
    {
        int volume = _gather.ColumnsPerImage;
        int channels = _shape.OutputsPerGroup;
        for (int done = 0; done < count;)
        {
            int image = (first + done) / volume;
            int place = (first + done) % volume;
            int length = Math.Min(volume - place, count - done);
            long channel = ((long)image * _shape.OutputChannels) + ((long)group * channels);
            Transposition.Run(channels, length, outputGradient + (channel * volume) + place, volume, turned + ((long)done * _width), _width);
            done += length;
        }
    }

    private void Collect(float* partial, (int First, int Count) rows, float* weightGradient)
    {
        float* sums = partial + ((long)rows.First * _width);
        int length = rows.Count * _width;
        for (int segment = 1; segment < _segments; segment++)
        {
            Rows.Put(sums + (segment * SumFloats), sums, length, Deposit.Add);
        }

        Transposition.Run(rows.Count, _shape.OutputsPerGroup, sums, _width, weightGradient + rows.First, _gather.Depth);
    }
}
