namespace Voxopsy.Radiomics.Texture;

/// <summary>How often something of a gray level i has a size j: runs by length, zones by volume, voxels by dependence, zones by distance.</summary>
internal sealed class LevelSizeMatrix
{
    private LevelSizeMatrix(int levels, IReadOnlyList<(int Level, int Size, double Count)> entries) => (Levels, Entries) = (levels, entries);

    /// <summary>Gets the largest gray level.</summary>
    internal int Levels { get; }

    /// <summary>Gets the elements that are not zero, each once, by level and then by size.</summary>
    internal IReadOnlyList<(int Level, int Size, double Count)> Entries { get; }

    /// <summary>Makes a matrix from a table of counts: rows are levels from 1, columns sizes from 1.</summary>
    internal static LevelSizeMatrix FromTable(int levels, ReadOnlySpan<int> table, int columns)
    {
        List<(int, int, double)> entries = [];
        for (int level = 1; level <= levels; level++)
        {
            ReadOnlySpan<int> row = table.Slice((level - 1) * columns, columns);
            for (int size = 1; size <= columns; size++)
            {
                if (row[size - 1] != 0)
                {
                    entries.Add((level, size, row[size - 1]));
                }
            }
        }

        return new LevelSizeMatrix(levels, entries);
    }

    /// <summary>Makes a matrix from single observations, in any order.</summary>
    internal static LevelSizeMatrix FromObservations(int levels, IEnumerable<(int Level, int Size)> observations)
    {
        Dictionary<long, int> counts = [];
        foreach ((int level, int size) in observations)
        {
            long key = ((long)level << 32) | (uint)size;
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _)++;
        }

        return new LevelSizeMatrix(levels, [.. counts.OrderBy(entry => entry.Key).Select(entry => ((int)(entry.Key >> 32), (int)(entry.Key & 0xFFFFFFFF), (double)entry.Value))]);
    }

    /// <summary>The weighted sum of several matrices.</summary>
    internal static LevelSizeMatrix Merge(IReadOnlyList<LevelSizeMatrix> matrices, IReadOnlyList<double>? factors = null)
    {
        SortedDictionary<(int, int), double> sum = [];
        for (int k = 0; k < matrices.Count; k++)
        {
            foreach ((int level, int size, double count) in matrices[k].Entries)
            {
                sum[(level, size)] = sum.GetValueOrDefault((level, size)) + (count * (factors?[k] ?? 1));
            }
        }

        return new LevelSizeMatrix(matrices[0].Levels, [.. sum.Select(entry => (entry.Key.Item1, entry.Key.Item2, entry.Value))]);
    }
}
