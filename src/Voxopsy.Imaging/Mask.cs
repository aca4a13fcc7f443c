using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging;

/// <summary>Which voxels of a grid belong to a region: one byte a voxel (1 inside, 0 outside), kept for the tight box only.</summary>
public sealed class Mask
{
    private readonly byte[] _membership;

    private Mask(Grid grid, BoundingBox box, byte[] membership, int voxelCount) =>
        (Grid, Box, _membership, VoxelCount) = (grid, box, membership, voxelCount);

    /// <summary>Gets the grid the mask lies on.</summary>
    public Grid Grid { get; }

    /// <summary>Gets the smallest block that holds all voxels of the region; empty for an empty mask.</summary>
    public BoundingBox Box { get; }

    /// <summary>Gets the membership within <see cref="Box"/>, x fastest: 1 inside, 0 outside.</summary>
    public ReadOnlySpan<byte> BoxMembership => _membership;

    /// <summary>Gets how many voxels belong to the region.</summary>
    public int VoxelCount { get; }

    /// <summary>Gets whether no voxel belongs to the region.</summary>
    public bool IsEmpty => VoxelCount == 0;

    /// <summary>A mask from membership on the whole grid.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="membership">One byte a voxel of the grid, x fastest: 0 outside, anything else inside.</param>
    /// <returns>The mask; it keeps a copy of the tight box only.</returns>
    /// <exception cref="ArgumentException">The number of bytes is not that of the grid.</exception>
    public static Mask FromMembership(Grid grid, ReadOnlySpan<byte> membership)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return FromBox(grid, BoundingBox.Whole(grid.Size), membership);
    }

    /// <summary>A mask that keeps the bytes it is given; they must fill the tight box.</summary>
    internal static Mask Adopt(Grid grid, BoundingBox tight, byte[] membership) => new(grid, tight, membership, membership.AsSpan().Count((byte)1));

    /// <summary>A mask from membership within a block of a grid.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="block">A block that lies on the grid; nothing outside belongs to the region.</param>
    /// <param name="membership">One byte a voxel of the block, x fastest: 0 outside, anything else inside.</param>
    /// <returns>The mask; it keeps a copy of the tight box only.</returns>
    /// <exception cref="ArgumentException">The number of bytes is not that of the block, or the block leaves the grid.</exception>
    public static Mask FromBox(Grid grid, BoundingBox block, ReadOnlySpan<byte> membership)
    {
        ArgumentNullException.ThrowIfNull(grid);
        if (membership.Length != block.Size.VoxelCount)
        {
            throw new ArgumentException($"A block of {block.Size} needs {block.Size.VoxelCount} bytes, found {membership.Length}.", nameof(membership));
        }

        GridSize end = new(block.Start.X + block.Size.X, block.Start.Y + block.Size.Y, block.Start.Z + block.Size.Z);
        if (block.Start.X < 0 || block.Start.Y < 0 || block.Start.Z < 0 || end.X > grid.Size.X || end.Y > grid.Size.Y || end.Z > grid.Size.Z)
        {
            throw new ArgumentException($"The block from {block.Start} of size {block.Size} leaves the grid of {grid.Size}.", nameof(block));
        }

        BoundingBox inner = Tighten(block.Size, membership);
        if (inner.IsEmpty)
        {
            return new Mask(grid, default, [], 0);
        }

        byte[] kept = new byte[inner.Size.VoxelCount];
        int count = 0;
        for (int z = 0; z < inner.Size.Z; z++)
        {
            for (int y = 0; y < inner.Size.Y; y++)
            {
                ReadOnlySpan<byte> source = membership.Slice(
                    block.Size.Offset(inner.Start.X, inner.Start.Y + y, inner.Start.Z + z), inner.Size.X);
                Span<byte> target = kept.AsSpan(inner.Size.Offset(0, y, z), inner.Size.X);
                for (int x = 0; x < source.Length; x++)
                {
                    byte member = source[x] == 0 ? (byte)0 : (byte)1;
                    target[x] = member;
                    count += member;
                }
            }
        }

        VoxelIndex start = new(block.Start.X + inner.Start.X, block.Start.Y + inner.Start.Y, block.Start.Z + inner.Start.Z);
        return new Mask(grid, new BoundingBox(start, inner.Size), kept, count);
    }

    /// <summary>Refuses a mask without a voxel.</summary>
    /// <param name="mask">The region.</param>
    /// <exception cref="EmptyMaskException">The mask holds no voxel.</exception>
    public static void RequireVoxels(Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        if (mask.IsEmpty)
        {
            throw new EmptyMaskException(mask.Grid);
        }
    }

    /// <summary>Whether a voxel belongs to the region.</summary>
    /// <param name="x">Index along x; outside the grid nothing belongs.</param>
    /// <param name="y">Index along y.</param>
    /// <param name="z">Index along z.</param>
    /// <returns>True inside.</returns>
    public bool Contains(int x, int y, int z) =>
        Box.Contains(x, y, z) && _membership[Box.Size.Offset(x - Box.Start.X, y - Box.Start.Y, z - Box.Start.Z)] != 0;

    /// <summary>Membership within any block of the grid, for code that needs a margin or the whole grid.</summary>
    /// <param name="block">A block; voxels outside the grid are not inside the region.</param>
    /// <returns>One byte a voxel of the block, x fastest: 1 inside, 0 outside.</returns>
    public byte[] ToMembership(BoundingBox block)
    {
        byte[] target = new byte[block.Size.VoxelCount];
        int firstX = Math.Max(Box.Start.X, block.Start.X);
        int lengthX = Math.Min(Box.Start.X + Box.Size.X, block.Start.X + block.Size.X) - firstX;
        if (lengthX <= 0)
        {
            return target;
        }

        for (int z = Math.Max(Box.Start.Z, block.Start.Z); z < Math.Min(Box.Start.Z + Box.Size.Z, block.Start.Z + block.Size.Z); z++)
        {
            for (int y = Math.Max(Box.Start.Y, block.Start.Y); y < Math.Min(Box.Start.Y + Box.Size.Y, block.Start.Y + block.Size.Y); y++)
            {
                _membership.AsSpan(Box.Size.Offset(firstX - Box.Start.X, y - Box.Start.Y, z - Box.Start.Z), lengthX)
                    .CopyTo(target.AsSpan(block.Size.Offset(firstX - block.Start.X, y - block.Start.Y, z - block.Start.Z)));
            }
        }

        return target;
    }

    /// <summary>Membership on the whole grid.</summary>
    /// <returns>One byte a voxel of the grid, x fastest: 1 inside, 0 outside.</returns>
    public byte[] ToMembership() => ToMembership(BoundingBox.Whole(Grid.Size));

    private static BoundingBox Tighten(GridSize size, ReadOnlySpan<byte> membership)
    {
        int minX = int.MaxValue, minY = int.MaxValue, minZ = int.MaxValue, maxX = -1, maxY = -1, maxZ = -1;
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                ReadOnlySpan<byte> row = membership.Slice(size.Offset(0, y, z), size.X);
                int first = row.IndexOfAnyExcept((byte)0);
                if (first < 0)
                {
                    continue;
                }

                minX = Math.Min(minX, first);
                maxX = Math.Max(maxX, row.LastIndexOfAnyExcept((byte)0));
                minY = Math.Min(minY, y);
                maxY = Math.Max(maxY, y);
                minZ = Math.Min(minZ, z);
                maxZ = z;
            }
        }

        return maxX < 0
            ? default
            : new BoundingBox(new VoxelIndex(minX, minY, minZ), new GridSize(maxX - minX + 1, maxY - minY + 1, maxZ - minZ + 1));
    }
}
