using System.Runtime.InteropServices;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging;

/// <summary>A region that grows slice by slice and keeps runs of voxels only.</summary>
internal sealed class SparseMask(GridSize size)
{
    private readonly List<(int X, int Y, int Z, int Length)> _runs = [];

    internal bool IsEmpty => _runs.Count == 0;

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
                    _runs.Add((x, y, z, length));
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

        VoxelIndex start = new(_runs.Min(run => run.X), _runs.Min(run => run.Y), _runs[0].Z);
        GridSize box = new(_runs.Max(run => run.X + run.Length) - start.X, _runs.Max(run => run.Y) + 1 - start.Y, _runs[^1].Z + 1 - start.Z);
        byte[] membership = new byte[box.VoxelCount];
        foreach ((int x, int y, int z, int length) in CollectionsMarshal.AsSpan(_runs))
        {
            membership.AsSpan(box.Offset(x - start.X, y - start.Y, z - start.Z), length).Fill(1);
        }

        return Mask.FromBox(grid, new BoundingBox(start, box), membership);
    }
}
