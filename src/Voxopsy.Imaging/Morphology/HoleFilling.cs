using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Morphology;

/// <summary>Where a hole must be closed to be one.</summary>
public enum HoleKind
{
    /// <summary>Closed on all sides.</summary>
    Volume,

    /// <summary>Closed within its slice.</summary>
    Slice,
}

/// <summary>Closing the holes of a region.</summary>
public static class HoleFilling
{
    /// <summary>Adds all background that the region encloses.</summary>
    /// <param name="mask">The region.</param>
    /// <param name="kind">Whether holes are looked for in the volume or slice by slice.</param>
    /// <returns>The region without holes.</returns>
    public static Mask Fill(Mask mask, HoleKind kind)
    {
        ArgumentNullException.ThrowIfNull(mask);
        if (mask.IsEmpty)
        {
            return mask;
        }

        GridSize size = mask.Box.Size;
        byte[] filled = mask.BoxMembership.ToArray();
        if (kind == HoleKind.Volume)
        {
            FillBlock(filled, size, kind);
            return Mask.FromBox(mask.Grid, mask.Box, filled);
        }

        GridSize slice = new(size.X, size.Y, 1);
        for (int z = 0; z < size.Z; z++)
        {
            FillBlock(filled.AsSpan(z * (int)slice.VoxelCount, (int)slice.VoxelCount), slice, kind);
        }

        return Mask.FromBox(mask.Grid, mask.Box, filled);
    }

    /// <summary>Background that does not reach the border of the block is a hole; a slice has no border above and below.</summary>
    private static void FillBlock(Span<byte> members, GridSize size, HoleKind kind)
    {
        byte[] background = new byte[members.Length];
        for (int i = 0; i < background.Length; i++)
        {
            background[i] = (byte)(members[i] ^ 1);
        }

        int[] labels = ConnectedComponents.Label(background, size, Neighborhood.Faces, out int count);
        bool[] open = new bool[count + 1];
        for (int i = 0; i < labels.Length; i++)
        {
            (int x, int y, int z) = (i % size.X, i / size.X % size.Y, i / (size.X * size.Y));
            bool border = x == 0 || y == 0 || x == size.X - 1 || y == size.Y - 1 || (kind == HoleKind.Volume && (z == 0 || z == size.Z - 1));
            open[labels[i]] |= border;
        }

        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] != 0 && !open[labels[i]])
            {
                members[i] = 1;
            }
        }
    }
}
