using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Radiomics.Perturbation;

/// <summary>Grows or shrinks a region by a share of its volume: whole layers of face neighbors, then random voxels of the next layer.</summary>
internal static class VolumeAdaptation
{
    /// <summary>The region with round(n (1 + change)) voxels; a shrunken one keeps at least one.</summary>
    internal static Mask Apply(Mask mask, double change, NoiseSource random)
    {
        int wanted = Math.Max(1, (int)Math.Round(mask.VoxelCount * (1 + change)));
        int layers = 2 + (int)Math.Ceiling(Math.Cbrt(Math.Max(mask.VoxelCount, wanted)));
        BoundingBox block = mask.Box.Grow(layers, layers, layers, mask.Grid.Size);
        byte[] members = mask.ToMembership(block);
        int count = mask.VoxelCount;
        while (count != wanted)
        {
            bool grows = count < wanted;
            List<int> rim = Rim(members, block.Size, (byte)(grows ? 0 : 1));
            if (rim.Count == 0)
            {
                // The region fills its whole image.
                break;
            }

            int change1 = Math.Min(rim.Count, Math.Abs(wanted - count));
            for (int i = 0; i < change1; i++)
            {
                int pick = i + random.NextIndex(rim.Count - i);
                (rim[i], rim[pick]) = (rim[pick], rim[i]);
                members[rim[i]] = (byte)(grows ? 1 : 0);
            }

            count += grows ? change1 : -change1;
        }

        return Mask.FromBox(mask.Grid, block, members);
    }

    /// <summary>The voxels of a kind that have a face neighbor of the other kind; beyond the block nothing belongs to the region.</summary>
    private static List<int> Rim(byte[] members, GridSize size, byte kind)
    {
        List<int> rim = [];
        int slice = size.X * size.Y;
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                for (int x = 0; x < size.X; x++)
                {
                    int i = size.Offset(x, y, z);
                    if (members[i] == kind
                        && (Other(x > 0, i - 1) || Other(x < size.X - 1, i + 1) || Other(y > 0, i - size.X) || Other(y < size.Y - 1, i + size.X)
                            || Other(z > 0, i - slice) || Other(z < size.Z - 1, i + slice)))
                    {
                        rim.Add(i);
                    }
                }
            }
        }

        return rim;

        bool Other(bool isInside, int at) => isInside ? members[at] != kind : kind == 1;
    }
}
