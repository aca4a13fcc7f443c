using Voxopsy.Radiomics.Discretization;

namespace Voxopsy.Radiomics.Texture;

/// <summary>Lists of neighbors.</summary>
internal static class Directions
{
    /// <summary>One of each pair of opposite neighbors at given Chebyshev distances: 13 at distance 1, 4 of them within a plane.</summary>
    /// <param name="distances">Chebyshev distances.</param>
    /// <param name="plane">The axis that neighbors may not leave along (0 x, 1 y, 2 z), or null for all three dimensions.</param>
    internal static Offset[] Half(IReadOnlyCollection<int> distances, int? plane = null) => [.. All(distances, plane)
        .Where(offset => offset.Z > 0 || (offset.Z == 0 && (offset.Y > 0 || (offset.Y == 0 && offset.X > 0))))];

    /// <summary>All neighbors at given Chebyshev distances: 26 at distance 1.</summary>
    /// <param name="distances">Chebyshev distances.</param>
    /// <param name="plane">The axis that neighbors may not leave along, or null.</param>
    internal static IEnumerable<Offset> All(IReadOnlyCollection<int> distances, int? plane = null)
    {
        int reach = distances.Max();
        for (int z = -reach; z <= reach; z++)
        {
            for (int y = -reach; y <= reach; y++)
            {
                for (int x = -reach; x <= reach; x++)
                {
                    Offset offset = new(x, y, z);
                    int across = plane switch { 0 => x, 1 => y, 2 => z, _ => 0 };
                    if (across == 0 && distances.Contains(offset.Chebyshev))
                    {
                        yield return offset;
                    }
                }
            }
        }
    }
}
