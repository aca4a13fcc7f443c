using System.Runtime.InteropServices;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging;

/// <summary>A region that grows slice by slice, in rising order: runs of voxels while they are few, one bit a voxel of the grid once they are many.</summary>
internal sealed class SparseMask(GridSize size)
{
    private const int MostRuns = 1 << 22;
    private readonly List<Run> _runs = [];
    private ulong[]? _bits;
    private VoxelIndex _first = new(int.MaxValue, int.MaxValue, int.MaxValue);
    private VoxelIndex _last = new(-1, -1, -1);

    internal bool IsEmpty => _last.X < 0;

    /// <summary>Adds the voxels of a slice that carry a wanted label, or any label but 0 when none is named.</summary>
    internal void AddSlice(int z, ReadOnlySpan<int> labels, HashSet<int> wanted)
    {
        for (int y = 0; y < size.Y; y++)
        {
            ReadOnlySpan<int> row = labels.Slice(y * size.X, size.X);
            for (int x = 0; x < row.Length;)
            {
                int label = row[x];
                int length = row[x..].IndexOfAnyExcept(label);
                length = length < 0 ? row.Length - x : length;
                if (wanted.Count == 0 ? label != 0 : wanted.Contains(label))
                {
                    Add(new Run(x, y, z, length));
                }

                x += length;
            }
        }
    }

    internal Mask ToMask(Grid grid)
    {
        if (IsEmpty)
        {
            return Mask.FromBox(grid, default, []);
        }

        GridSize box = new(_last.X + 1 - _first.X, _last.Y + 1 - _first.Y, _last.Z + 1 - _first.Z);
        byte[] membership = new byte[box.VoxelCount];
        foreach (Run run in CollectionsMarshal.AsSpan(_runs))
        {
            membership.AsSpan(box.Offset(run.X - _first.X, run.Y - _first.Y, run.Z - _first.Z), run.Length).Fill(1);
        }

        if (_bits is { } bits)
        {
            Unpack(bits, box, membership);
        }

        return Mask.Adopt(grid, new BoundingBox(_first, box), membership);
    }

    private void Add(Run run)
    {
        _first = new VoxelIndex(Math.Min(_first.X, run.X), Math.Min(_first.Y, run.Y), Math.Min(_first.Z, run.Z));
        _last = new VoxelIndex(Math.Max(_last.X, run.X + run.Length - 1), Math.Max(_last.Y, run.Y), Math.Max(_last.Z, run.Z));
        if (_bits is null && _runs.Count < MostRuns)
        {
            _runs.Add(run);
            return;
        }

        if (_bits is null)
        {
            _bits = new ulong[(size.VoxelCount + 63) / 64];
            _runs.ForEach(Set);
            _runs.Clear();
            _runs.TrimExcess();
        }

        Set(run);
    }

    private void Set(Run run)
    {
        long at = ((((long)run.Z * size.Y) + run.Y) * size.X) + run.X;
        for (long end = at + run.Length; at < end; at++)
        {
            _bits![at >> 6] |= 1UL << (int)(at & 63);
        }
    }

    private void Unpack(ulong[] bits, GridSize box, byte[] membership)
    {
        int target = 0;
        for (int z = 0; z < box.Z; z++)
        {
            for (int y = 0; y < box.Y; y++)
            {
                long at = ((((long)(z + _first.Z) * size.Y) + y + _first.Y) * size.X) + _first.X;
                for (int x = 0; x < box.X; x++, at++)
                {
                    membership[target++] = (byte)((bits[at >> 6] >> (int)(at & 63)) & 1);
                }
            }
        }
    }

    private readonly record struct Run(int X, int Y, int Z, int Length);
}
