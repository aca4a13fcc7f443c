using Voxopsy.Radiomics.Discretization;
using Voxopsy.Radiomics.Texture.ToneDifference;

namespace Voxopsy.Radiomics.Texture;

/// <summary>Tone differences and dependences of a region, counted in one walk over its neighborhoods.</summary>
/// <param name="Tones">Tone differences by level.</param>
/// <param name="Dependences">Voxels by level and dependence: the number of like neighbors, and one for the voxel itself.</param>
internal sealed record NeighborhoodCounts(ToneDifferenceMatrix Tones, LevelSizeMatrix Dependences)
{
    internal static NeighborhoodCounts Count(DiscretizedRegion region, IReadOnlyList<Offset> neighbors, int tolerance, int firstSlice, int slices)
    {
        int columns = neighbors.Count + 1;
        int[] table = new int[region.LevelCount * columns];
        int[] voxels = new int[region.LevelCount];
        int[] alone = new int[region.LevelCount];
        double[] differences = new double[region.LevelCount];
        new NeighborhoodWalk(region, neighbors, tolerance).Over(firstSlice, slices, (level, count, sum, alike) =>
        {
            table[((level - 1) * columns) + alike]++;
            voxels[level - 1]++;
            if (count > 0)
            {
                differences[level - 1] += Math.Abs(level - ((double)sum / count));
            }
            else
            {
                alone[level - 1]++;
            }
        });
        return new NeighborhoodCounts(new ToneDifferenceMatrix(voxels, alone, differences), LevelSizeMatrix.FromTable(region.LevelCount, table, columns));
    }

    /// <summary>The plain loop over neighbors: the definition, and the test oracle.</summary>
    internal static NeighborhoodCounts CountPlainly(DiscretizedRegion region, IReadOnlyList<Offset> neighbors, int tolerance)
    {
        List<(int, int)> dependences = [];
        int[] voxels = new int[region.LevelCount];
        int[] alone = new int[region.LevelCount];
        double[] differences = new double[region.LevelCount];
        for (int z = 0; z < region.Size.Z; z++)
        {
            for (int y = 0; y < region.Size.Y; y++)
            {
                for (int x = 0; x < region.Size.X; x++)
                {
                    int level = region.Levels[region.At(x, y, z)];
                    if (level == 0)
                    {
                        continue;
                    }

                    int[] around = [.. neighbors
                        .Where(offset => region.Size.Contains(x + offset.X, y + offset.Y, z + offset.Z))
                        .Select(offset => (int)region.Levels[region.At(x + offset.X, y + offset.Y, z + offset.Z)])
                        .Where(other => other != 0)];
                    voxels[level - 1]++;
                    alone[level - 1] += around.Length == 0 ? 1 : 0;
                    differences[level - 1] += around.Length == 0 ? 0 : Math.Abs(level - around.Average());
                    dependences.Add((level, 1 + around.Count(other => Math.Abs(other - level) <= tolerance)));
                }
            }
        }

        return new NeighborhoodCounts(new ToneDifferenceMatrix(voxels, alone, differences), LevelSizeMatrix.FromObservations(region.LevelCount, dependences));
    }
}
