using System.Runtime.InteropServices;
using Voxopsy.Radiomics.Discretization;

namespace Voxopsy.Radiomics.Texture.SizeZone;

/// <summary>Runs of one level along x, joined into zones.</summary>
internal sealed class RunForest
{
    private readonly DiscretizedRegion _region;
    private readonly List<(int Start, int End, int Level)> _runs = [];
    private readonly List<int> _parents = [];
    private readonly int[] _rowStarts;
    private readonly int _rows;

    /// <summary>Collects and joins the runs of some slices.</summary>
    /// <param name="region">The gray levels.</param>
    /// <param name="acrossSlices">Whether zones extend over slices.</param>
    /// <param name="firstSlice">First slice.</param>
    /// <param name="slices">Number of slices.</param>
    internal RunForest(DiscretizedRegion region, bool acrossSlices, int firstSlice, int slices)
    {
        _region = region;
        _rows = region.Size.Y;
        _rowStarts = new int[(_rows * slices) + 1];
        for (int z = 0; z < slices; z++)
        {
            for (int y = 0; y < _rows; y++)
            {
                AddRow(y, z, firstSlice, acrossSlices);
            }
        }
    }

    internal Zone[] Zones(ReadOnlySpan<ushort> distances)
    {
        Span<(int Start, int End, int Level)> runs = CollectionsMarshal.AsSpan(_runs);
        int[] size = new int[runs.Length];
        int[] nearest = new int[runs.Length];
        Array.Fill(nearest, int.MaxValue);
        int zones = 0;
        for (int run = 0; run < runs.Length; run++)
        {
            int root = Root(run);
            zones += root == run ? 1 : 0;
            size[root] += runs[run].End - runs[run].Start;
            for (int at = runs[run].Start; !distances.IsEmpty && at < runs[run].End; at++)
            {
                nearest[root] = Math.Min(nearest[root], distances[at]);
            }
        }

        Zone[] found = new Zone[zones];
        int next = 0;
        for (int run = 0; run < runs.Length; run++)
        {
            if (size[run] > 0)
            {
                found[next++] = new Zone(runs[run].Level, size[run], distances.IsEmpty ? 0 : nearest[run]);
            }
        }

        return found;
    }

    private void AddRow(int y, int z, int firstSlice, bool acrossSlices)
    {
        int row = y + (z * _rows);
        int first = _runs.Count;
        int start = _region.At(0, y, firstSlice + z);
        ReadOnlySpan<ushort> levels = _region.Levels.Slice(start, _region.Size.X);
        for (int x = 0; x < levels.Length;)
        {
            ushort level = levels[x];
            int end = x + 1;
            while (end < levels.Length && levels[end] == level)
            {
                end++;
            }

            if (level != 0)
            {
                _parents.Add(_runs.Count);
                _runs.Add((start + x, start + end, level));
            }

            x = end;
        }

        _rowStarts[row + 1] = _runs.Count;
        if (_runs.Count == first)
        {
            return;
        }

        if (y > 0)
        {
            Join(first, row - 1, _region.RowStep);
        }

        if (acrossSlices && z > 0)
        {
            Join(first, row - _rows, _region.PlaneStep);
            if (y > 0)
            {
                Join(first, row - _rows - 1, _region.PlaneStep + _region.RowStep);
            }

            if (y < _rows - 1)
            {
                Join(first, row - _rows + 1, _region.PlaneStep - _region.RowStep);
            }
        }
    }

    /// <summary>Joins the newest row's runs with those of an earlier row that touch them, also by a corner.</summary>
    private void Join(int first, int otherRow, int step)
    {
        Span<(int Start, int End, int Level)> runs = CollectionsMarshal.AsSpan(_runs);
        int other = _rowStarts[otherRow];
        int otherEnd = _rowStarts[otherRow + 1];
        for (int run = first; run < runs.Length && other < otherEnd; run++)
        {
            (int start, int end, int level) = runs[run];
            while (other < otherEnd && runs[other].End + step < start)
            {
                other++;
            }

            for (int touching = other; touching < otherEnd && runs[touching].Start + step <= end; touching++)
            {
                if (runs[touching].Level == level)
                {
                    Union(run, touching);
                }
            }
        }
    }

    private void Union(int a, int b)
    {
        (a, b) = (Root(a), Root(b));
        if (a != b)
        {
            _parents[Math.Max(a, b)] = Math.Min(a, b);
        }
    }

    private int Root(int run)
    {
        Span<int> parents = CollectionsMarshal.AsSpan(_parents);
        while (parents[run] != run)
        {
            parents[run] = parents[parents[run]];
            run = parents[run];
        }

        return run;
    }
}
