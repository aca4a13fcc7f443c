using System.Numerics;
using Voxopsy.Radiomics.Discretization;

namespace Voxopsy.Radiomics.Texture;

/// <summary>What the neighbors of each voxel say: how many there are, the sum of their levels, and how many have nearly its own.</summary>
/// <remarks>One walk serves tone differences and dependences; it works on pieces of memory that stay in the cache.</remarks>
internal sealed class NeighborhoodWalk
{
    private const int Piece = 4096;
    private readonly int[] _steps;
    private readonly ushort _tolerance;
    private readonly ushort[] _counts = new ushort[Piece];
    private readonly ushort[] _alike = new ushort[Piece];
    private readonly uint[] _sums = new uint[Piece];

    /// <summary>Creates a walk.</summary>
    /// <param name="region">The gray levels.</param>
    /// <param name="neighbors">All neighbors, both ways; fewer than 65,536.</param>
    /// <param name="tolerance">How far levels may differ to count as alike.</param>
    internal NeighborhoodWalk(DiscretizedRegion region, IEnumerable<Offset> neighbors, int tolerance)
    {
        Region = region;
        _steps = [.. neighbors.Select(region.Step)];
        _tolerance = (ushort)tolerance;
    }

    /// <summary>Called for each voxel in memory order.</summary>
    /// <param name="level">Its level.</param>
    /// <param name="count">Number of its neighbors within the region.</param>
    /// <param name="sum">Sum of their levels.</param>
    /// <param name="alike">How many of them have nearly its level.</param>
    internal delegate void Visit(int level, int count, uint sum, int alike);

    internal DiscretizedRegion Region { get; }

    internal void Over(int firstSlice, int slices, Visit visit)
    {
        (int start, int end) = Region.Range(firstSlice, slices);
        for (int at = start; at < end; at += Piece)
        {
            ReadOnlySpan<ushort> here = Region.Levels[at..Math.Min(end, at + Piece)];
            if (here.IndexOfAnyExcept((ushort)0) < 0)
            {
                continue;
            }

            Gather(at, here.Length);
            for (int i = 0; i < here.Length; i++)
            {
                if (here[i] != 0)
                {
                    visit(here[i], _counts[i], _sums[i], _alike[i]);
                }
            }
        }
    }

    private void Gather(int at, int length)
    {
        Array.Clear(_counts, 0, length);
        Array.Clear(_alike, 0, length);
        Array.Clear(_sums, 0, length);
        ReadOnlySpan<ushort> here = Region.Levels.Slice(at, length);
        foreach (int step in _steps)
        {
            Add(here, Region.Levels.Slice(at + step, length));
        }
    }

    private void Add(ReadOnlySpan<ushort> here, ReadOnlySpan<ushort> there)
    {
        int width = Vector<ushort>.Count;
        Vector<ushort> tolerance = new(_tolerance);
        int i = 0;
        for (; i <= here.Length - width; i += width)
        {
            Vector<ushort> near = new(here[i..]);
            Vector<ushort> far = new(there[i..]);
            Vector<ushort> outside = Vector.Equals(far, Vector<ushort>.Zero);
            Vector<ushort> apart = Vector.Max(near, far) - Vector.Min(near, far);
            Vector<ushort> alike = Vector.AndNot(Vector.LessThanOrEqual(apart, tolerance), outside);

            // True is all bits set, −1: subtracting it counts.
            (new Vector<ushort>(_counts, i) - Vector.OnesComplement(outside)).CopyTo(_counts, i);
            (new Vector<ushort>(_alike, i) - alike).CopyTo(_alike, i);
            Vector.Widen(far, out Vector<uint> low, out Vector<uint> high);
            (new Vector<uint>(_sums, i) + low).CopyTo(_sums, i);
            (new Vector<uint>(_sums, i + (width / 2)) + high).CopyTo(_sums, i + (width / 2));
        }

        for (; i < here.Length; i++)
        {
            _counts[i] += (ushort)(there[i] != 0 ? 1 : 0);
            _alike[i] += (ushort)(there[i] != 0 && Math.Abs(here[i] - there[i]) <= _tolerance ? 1 : 0);
            _sums[i] += there[i];
        }
    }
}
