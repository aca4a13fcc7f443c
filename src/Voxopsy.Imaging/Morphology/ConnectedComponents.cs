using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Morphology;

/// <summary>Which voxels count as neighbors.</summary>
public enum Neighborhood
{
    /// <summary>The 6 that share a face.</summary>
    Faces,

    /// <summary>The 18 that share a face or an edge.</summary>
    FacesAndEdges,

    /// <summary>The 26 that share a face, an edge or a corner.</summary>
    All,
}

/// <summary>The separate pieces of a region.</summary>
public static class ConnectedComponents
{
    /// <summary>Splits a region into pieces.</summary>
    /// <param name="mask">The region.</param>
    /// <param name="neighborhood">Which voxels hang together.</param>
    /// <returns>The pieces, largest first; of equal ones the one that comes first in memory. Empty for an empty region.</returns>
    public static IReadOnlyList<Mask> Split(Mask mask, Neighborhood neighborhood)
    {
        ArgumentNullException.ThrowIfNull(mask);
        GridSize size = mask.Box.Size;
        int[] labels = Label(mask.BoxMembership, size, neighborhood, out int count);
        int[] sizes = new int[count + 1];
        foreach (int label in labels)
        {
            sizes[label]++;
        }

        List<Mask> pieces = [];
        foreach (int label in Enumerable.Range(1, count).OrderByDescending(label => sizes[label]))
        {
            byte[] members = new byte[labels.Length];
            for (int i = 0; i < members.Length; i++)
            {
                members[i] = (byte)(labels[i] == label ? 1 : 0);
            }

            pieces.Add(Mask.FromBox(mask.Grid, mask.Box, members));
        }

        return pieces;
    }

    /// <summary>Numbers the pieces of a block from 1 in the order they are met; 0 is background.</summary>
    internal static int[] Label(ReadOnlySpan<byte> members, GridSize size, Neighborhood neighborhood, out int count)
    {
        (int X, int Y, int Z)[] steps = [.. Steps(neighborhood)];
        int[] labels = new int[members.Length];
        Stack<int> open = new();
        count = 0;
        for (int start = 0; start < members.Length; start++)
        {
            if (members[start] == 0 || labels[start] != 0)
            {
                continue;
            }

            labels[start] = ++count;
            open.Push(start);
            while (open.TryPop(out int at))
            {
                (int x, int y, int z) = (at % size.X, at / size.X % size.Y, at / (size.X * size.Y));
                foreach ((int dx, int dy, int dz) in steps)
                {
                    if (size.Contains(x + dx, y + dy, z + dz) && size.Offset(x + dx, y + dy, z + dz) is int next && members[next] != 0 && labels[next] == 0)
                    {
                        labels[next] = count;
                        open.Push(next);
                    }
                }
            }
        }

        return labels;
    }

    private static IEnumerable<(int X, int Y, int Z)> Steps(Neighborhood neighborhood)
    {
        int most = neighborhood switch { Neighborhood.Faces => 1, Neighborhood.FacesAndEdges => 2, _ => 3 };
        return from x in Enumerable.Range(-1, 3)
               from y in Enumerable.Range(-1, 3)
               from z in Enumerable.Range(-1, 3)
               let moved = Math.Abs(x) + Math.Abs(y) + Math.Abs(z)
               where moved >= 1 && moved <= most
               select (x, y, z);
    }
}
