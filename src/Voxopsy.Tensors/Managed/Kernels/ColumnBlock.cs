using System.Runtime.CompilerServices;

namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>Neighboring columns of a <see cref="ColumnGather"/>, ready to be written row by row.</summary>
/// <remarks>
/// For each channel, the part of the source that these columns see is first copied, with zeros around it and steps taken apart, into a slab that stays in the first-level cache.
/// Then each tap's row is a few plain copies out of the slab, with nothing left to ask.
/// </remarks>
internal unsafe ref struct ColumnBlock
{
    /// <summary>Integers that one column may need.</summary>
    internal const int NumbersPerColumn = 6;

    /// <summary>Numbers behind a row that may be written or read without meaning.</summary>
    internal const int Slack = 16;

    private readonly ColumnGather _gather;
    private readonly float* _source;
    private readonly int* _runTarget;
    private readonly int* _runLength;
    private readonly int* _runSource;
    private readonly int* _planeImage;
    private readonly int* _planeZ;
    private readonly int* _planeY;
    private readonly int* _tapStart;
    private readonly float* _slab;
    private readonly int _runs;
    private readonly int _planes;
    private readonly int _rowsPerPlane;
    private readonly int _phaseLength;
    private readonly int _sourceX;
    private int _slabChannel = -1;

    /// <summary>Plans the block.</summary>
    /// <param name="gather">The matrix.</param>
    /// <param name="source">The first channel of the group in the first image.</param>
    /// <param name="first">The first column.</param>
    /// <param name="count">How many columns.</param>
    /// <param name="scratch">Room for <see cref="ColumnGather.ScratchFloats"/> numbers, kept until the block is done.</param>
    internal ColumnBlock(ColumnGather gather, float* source, int first, int count, float* scratch)
    {
        _gather = gather;
        _source = source;
        Count = count;
        int* numbers = (int*)scratch;
        _runTarget = numbers;
        _runLength = numbers + count;
        _runSource = numbers + (2 * count);
        _planeImage = numbers + (3 * count);
        _planeZ = numbers + (4 * count);
        _planeY = numbers + (5 * count);
        _tapStart = numbers + (NumbersPerColumn * count);
        _slab = scratch + ((NumbersPerColumn * count) + gather.Taps + 15) / 16 * 16;

        GatherAxis y = gather.Y;
        GatherAxis x = gather.X;
        int column = first;
        int rowsInPlane = 0;
        int mostRows = 1;
        while (column < first + count)
        {
            int atX = column % x.Columns;
            int row = column / x.Columns;
            int atY = row % y.Columns;
            int plane = row / y.Columns;
            int image = plane / gather.Z.Columns;
            int atZ = plane % gather.Z.Columns;
            if (_planes == 0 || _planeImage[_planes - 1] != image || _planeZ[_planes - 1] != atZ)
            {
                _planeImage[_planes] = image;
                _planeZ[_planes] = atZ;
                _planeY[_planes] = atY;
                _planes++;
                rowsInPlane = 0;
            }

            rowsInPlane++;
            mostRows = Math.Max(mostRows, rowsInPlane);
            _runTarget[_runs] = column - first;
            _runLength[_runs] = Math.Min(x.Columns - atX, first + count - column);
            _runSource[_runs] = atX;
            column += _runLength[_runs];
            _runs++;
        }

        // A block inside one row needs only its own part of the row.
        int startX = _runs == 1 ? _runSource[0] : 0;
        int columnsX = _runs == 1 ? _runLength[0] : x.Columns;
        _sourceX = (startX * x.Step) + x.Least;
        _phaseLength = gather.PhaseLength(columnsX);
        _rowsPerPlane = ((mostRows - 1) * y.Step) + y.Span + 1;
        PlaceRuns(first, startX);
        PlaceTaps();
    }

    /// <summary>How many columns.</summary>
    internal int Count { get; }

    private readonly int RowLength => _gather.X.Phases.Length * _phaseLength;

    private readonly int PlaneLength => _rowsPerPlane * RowLength;

    /// <summary>Writes rows of the matrix, each <paramref name="stride"/> numbers behind the last; up to <see cref="Slack"/> numbers behind a row are undefined.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Write(int firstRow, int rows, float* target, nint stride)
    {
        for (int row = firstRow; row < firstRow + rows; row++, target += stride)
        {
            int channel = row / _gather.Taps;
            if (_gather.IsCopy)
            {
                WriteCopy(channel, target);
                continue;
            }

            if (channel != _slabChannel)
            {
                FillSlab(channel);
                _slabChannel = channel;
            }

            float* slab = _slab + _tapStart[row % _gather.Taps];
            for (int run = 0; run < _runs; run++)
            {
                Rows.CopyBeyond(slab + _runSource[run], target + _runTarget[run], _runLength[run]);
            }
        }
    }

    private readonly void WriteCopy(int channel, float* target)
    {
        for (int run = 0; run < _runs; run++)
        {
            float* image = _source + (_planeImage[run] * _gather.ImageStride) + (channel * _gather.ChannelStride);
            Rows.Copy(image + _runSource[run], target + _runTarget[run], _runLength[run]);
        }
    }

    private readonly void PlaceRuns(int first, int startX)
    {
        if (_gather.IsCopy)
        {
            return;
        }

        int plane = -1;
        int lastPlane = -1;
        int taps = _gather.Z.Offsets.Length;
        for (int run = 0; run < _runs; run++)
        {
            int row = (first + _runTarget[run]) / _gather.X.Columns;
            int own = row / _gather.Y.Columns;
            if (own != lastPlane)
            {
                lastPlane = own;
                plane++;
            }

            int rowInPlane = (row % _gather.Y.Columns) - _planeY[plane];
            _runSource[run] = (plane * taps * PlaneLength) + (rowInPlane * _gather.Y.Step * RowLength) + _runSource[run] - startX;
        }
    }

    private readonly void PlaceTaps()
    {
        int tap = 0;
        for (int z = 0; z < _gather.Z.Offsets.Length; z++)
        {
            foreach (int y in _gather.Y.Offsets)
            {
                for (int x = 0; x < _gather.X.Offsets.Length; x++)
                {
                    _tapStart[tap++] = (z * PlaneLength) + ((y - _gather.Y.Least) * RowLength) + (_gather.X.PhaseOf[x] * _phaseLength) + _gather.X.StartOf[x];
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void FillSlab(int channel)
    {
        GatherAxis z = _gather.Z;
        GatherAxis y = _gather.Y;
        float* slab = _slab;
        for (int plane = 0; plane < _planes; plane++)
        {
            float* image = _source + (_planeImage[plane] * _gather.ImageStride) + (channel * _gather.ChannelStride);
            int firstY = (_planeY[plane] * y.Step) + y.Least;
            foreach (int offset in z.Offsets)
            {
                int atZ = (_planeZ[plane] * z.Step) + offset;
                bool inside = (uint)atZ < (uint)z.Source;
                for (int row = 0; row < _rowsPerPlane; row++, slab += RowLength)
                {
                    int atY = firstY + row;
                    if (!inside || (uint)atY >= (uint)y.Source)
                    {
                        new Span<float>(slab, RowLength).Clear();
                    }
                    else if (y.Phases.Length == y.Step || y.Phases.Contains(row % y.Step))
                    {
                        FillRow(image + ((((long)atZ * y.Source) + atY) * _gather.X.Source), slab);
                    }
                }
            }
        }
    }

    // Number i of phase p is the source at _sourceX + i · step + p.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void FillRow(float* row, float* target)
    {
        GatherAxis x = _gather.X;
        foreach (int phase in x.Phases)
        {
            int start = _sourceX + phase;
            int before = start >= 0 ? 0 : Math.Min(_phaseLength, (-start + x.Step - 1) / x.Step);
            int end = start >= x.Source ? 0 : Math.Min(_phaseLength, (x.Source - start + x.Step - 1) / x.Step);
            int inside = Math.Max(0, end - before);
            float* first = row + start + (before * x.Step);
            new Span<float>(target, before).Clear();
            if (x.Step == 1)
            {
                Rows.Copy(first, target + before, inside);
            }
            else if (x.Step == 2)
            {
                Rows.CopyEveryOther(first, target + before, inside);
            }
            else
            {
                for (int i = 0; i < inside; i++)
                {
                    target[before + i] = first[i * x.Step];
                }
            }

            new Span<float>(target + before + inside, _phaseLength - before - inside).Clear();
            target += _phaseLength;
        }
    }
}
