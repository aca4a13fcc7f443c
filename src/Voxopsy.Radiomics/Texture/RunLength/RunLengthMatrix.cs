using System.Numerics;
using System.Runtime.InteropServices;
using Voxopsy.Radiomics.Discretization;

namespace Voxopsy.Radiomics.Texture.RunLength;

/// <summary>How often a gray level runs on over a number of voxels in one direction (GLRLM).</summary>
/// <remarks>Source: Galloway 1975; IBSI reference manual, section 3.7.</remarks>
internal static class RunLengthMatrix
{
    /// <summary>Counts the runs in one direction, in some slices.</summary>
    /// <remarks>
    /// Voxels are visited in memory order. The run that reaches a voxel is one longer than that of the voxel before it in the direction when
    /// both have one level; a run ends where the next voxel has another. Both are comparisons of whole vectors; only ends are counted singly.
    /// </remarks>
    internal static LevelSizeMatrix Count(DiscretizedRegion region, Offset offset, int firstSlice, int slices)
    {
        int longest = Math.Max(region.Size.X, Math.Max(region.Size.Y, region.Size.Z));
        int[] table = new int[(region.LevelCount + 1) * longest];
        (int start, int end) = region.Range(firstSlice, slices);
        int step = region.Step(offset);
        ReadOnlySpan<ushort> levels = region.Levels;
        ushort[] lengths = new ushort[levels.Length];
        int at = start;
        if (step >= Vector<ushort>.Count && Vector.IsHardwareAccelerated)
        {
            at = CountVectors(levels, lengths, start, end, step, table, longest);
        }

        for (; at < end; at++)
        {
            ushort level = levels[at];
            if (level == 0)
            {
                continue;
            }

            ushort length = (ushort)(levels[at - step] == level && at - step >= start ? lengths[at - step] + 1 : 1);
            lengths[at] = length;
            if (at + step >= end || levels[at + step] != level)
            {
                table[(level * longest) + length - 1]++;
            }
        }

        return LevelSizeMatrix.FromTable(region.LevelCount, table.AsSpan(longest), longest);
    }

    /// <summary>The plain walk along each run: the definition, and the test oracle.</summary>
    internal static LevelSizeMatrix CountPlainly(DiscretizedRegion region, Offset offset, int firstSlice, int slices)
    {
        List<(int, int)> runs = [];
        int Level(int x, int y, int z) => z >= firstSlice && z < firstSlice + slices && region.Size.Contains(x, y, z) ? region.Levels[region.At(x, y, z)] : 0;
        for (int z = firstSlice; z < firstSlice + slices; z++)
        {
            for (int y = 0; y < region.Size.Y; y++)
            {
                for (int x = 0; x < region.Size.X; x++)
                {
                    int level = Level(x, y, z);
                    if (level == 0 || Level(x - offset.X, y - offset.Y, z - offset.Z) == level)
                    {
                        continue;
                    }

                    int length = 1;
                    while (Level(x + (length * offset.X), y + (length * offset.Y), z + (length * offset.Z)) == level)
                    {
                        length++;
                    }

                    runs.Add((level, length));
                }
            }
        }

        return LevelSizeMatrix.FromObservations(region.LevelCount, runs);
    }

    private static int CountVectors(ReadOnlySpan<ushort> levels, ushort[] lengths, int start, int end, int step, int[] table, int longest)
    {
        int width = Vector<ushort>.Count;
        int at = start;
        for (; at <= end - width; at += width)
        {
            Vector<ushort> here = new(levels[at..]);
            if (here == Vector<ushort>.Zero)
            {
                continue;
            }

            Vector<ushort> same = Vector.Equals(here, new Vector<ushort>(levels[(at - step)..]));
            Vector<ushort> length = (new Vector<ushort>(lengths, at - step) & same) + Vector<ushort>.One;
            length.CopyTo(lengths, at);
            Vector<ushort> going = Vector.Equals(here, new Vector<ushort>(levels[(at + step)..])) | Vector.Equals(here, Vector<ushort>.Zero);
            if (going == Vector<ushort>.AllBitsSet)
            {
                continue;
            }

            CountEnds(here, length, going, table, longest);
        }

        return at;
    }

    private static void CountEnds(Vector<ushort> here, Vector<ushort> length, Vector<ushort> going, int[] table, int longest)
    {
        ReadOnlySpan<ushort> level = MemoryMarshal.Cast<Vector<ushort>, ushort>(new ReadOnlySpan<Vector<ushort>>(in here));
        ReadOnlySpan<ushort> run = MemoryMarshal.Cast<Vector<ushort>, ushort>(new ReadOnlySpan<Vector<ushort>>(in length));
        ReadOnlySpan<ushort> on = MemoryMarshal.Cast<Vector<ushort>, ushort>(new ReadOnlySpan<Vector<ushort>>(in going));
        for (int lane = 0; lane < level.Length; lane++)
        {
            if (on[lane] == 0)
            {
                table[(level[lane] * longest) + run[lane] - 1]++;
            }
        }
    }
}
