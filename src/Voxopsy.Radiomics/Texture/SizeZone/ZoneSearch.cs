using Voxopsy.Radiomics.Discretization;

namespace Voxopsy.Radiomics.Texture.SizeZone;

/// <summary>Finds the zones of a region: connected voxels of one level, diagonals included.</summary>
/// <remarks>
/// Source: Thibault 2009; IBSI reference manual, section 3.8. Runs along x are joined with the runs of one level that touch them in the rows
/// already seen, so that the work grows with the number of runs; a disjoint-set forest keeps what belongs together (Tarjan 1975).
/// </remarks>
internal static class ZoneSearch
{
    /// <summary>The zones of some slices.</summary>
    /// <param name="region">The gray levels.</param>
    /// <param name="plane">The axis that zones may not extend along, or null.</param>
    /// <param name="firstSlice">First slice.</param>
    /// <param name="slices">Number of slices.</param>
    /// <param name="distances">Distance to the border of each place in the region's memory; empty when not wanted.</param>
    internal static Zone[] Find(DiscretizedRegion region, int? plane, int firstSlice, int slices, ReadOnlySpan<ushort> distances) =>
        plane is 0 or 1
            ? FindPlainly(region, plane, firstSlice, slices, distances)
            : new RunForest(region, plane is null, firstSlice, slices).Zones(distances);

    /// <summary>Flood from voxel to voxel: the definition, the path for zones within other planes, and the test oracle.</summary>
    internal static Zone[] FindPlainly(DiscretizedRegion region, int? plane, int firstSlice, int slices, ReadOnlySpan<ushort> distances)
    {
        int[] steps = [.. Directions.All([1], plane).Select(region.Step)];
        (int start, int end) = region.Range(firstSlice, slices);
        bool[] seen = new bool[region.Levels.Length];
        List<Zone> zones = [];
        Stack<int> open = [];
        for (int at = start; at < end; at++)
        {
            int level = region.Levels[at];
            if (level == 0 || seen[at])
            {
                continue;
            }

            int size = 0;
            int nearest = int.MaxValue;
            seen[at] = true;
            open.Push(at);
            while (open.TryPop(out int voxel))
            {
                size++;
                nearest = distances.IsEmpty ? 0 : Math.Min(nearest, distances[voxel]);
                foreach (int step in steps)
                {
                    int next = voxel + step;
                    if (next >= start && next < end && !seen[next] && region.Levels[next] == level)
                    {
                        seen[next] = true;
                        open.Push(next);
                    }
                }
            }

            zones.Add(new Zone(level, size, nearest));
        }

        return [.. zones];
    }
}
