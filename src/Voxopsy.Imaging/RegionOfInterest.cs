using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging;

/// <summary>An image and a region in it that are proven to share one grid, with a finite intensity in every voxel of the region.</summary>
public sealed class RegionOfInterest
{
    private RegionOfInterest(Volume image, Mask mask) => (Image, Mask) = (image, mask);

    /// <summary>Gets the image.</summary>
    public Volume Image { get; }

    /// <summary>Gets the region, on the grid of the image; at least one voxel.</summary>
    public Mask Mask { get; }

    /// <summary>Gets the grid of both.</summary>
    public Grid Grid => Image.Grid;

    /// <summary>Proves that a mask lies on an image.</summary>
    /// <remarks>
    /// A mask on the same lattice of points in another storage order (mirrored, permuted or cropped) is brought into the order of the image,
    /// which moves no voxel in the patient. Headers may differ by rounding (<see cref="Imaging.Grid.HeaderRounding"/>).
    /// </remarks>
    /// <param name="image">The image.</param>
    /// <param name="mask">The region.</param>
    /// <returns>Both, on the grid of the image.</returns>
    /// <exception cref="GeometryMismatchException">The voxel centers of the mask are not voxel centers of the image.</exception>
    /// <exception cref="EmptyMaskException">The mask holds no voxel.</exception>
    /// <exception cref="NonFiniteIntensityException">The image is NaN or infinite somewhere in the region.</exception>
    public static RegionOfInterest Create(Volume image, Mask mask)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(mask);
        Mask placed = Place(mask, image.Grid);
        if (placed.IsEmpty)
        {
            throw new EmptyMaskException(mask.Grid);
        }

        RequireFinite(image, placed);
        return new RegionOfInterest(image, placed);
    }

    /// <summary>Brings a mask into the storage order of a grid that has the same voxel centers.</summary>
    /// <param name="mask">The region.</param>
    /// <param name="grid">The grid of the image.</param>
    /// <returns>The mask on that grid.</returns>
    /// <exception cref="GeometryMismatchException">The voxel centers of the mask are not voxel centers of the grid.</exception>
    public static Mask Place(Mask mask, Grid grid)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentNullException.ThrowIfNull(grid);
        LatticeMap map = LatticeMap.TryCreate(mask.Grid, grid) ?? throw new GeometryMismatchException(grid, mask.Grid);
        return map.IsIdentity && mask.Grid.Size == grid.Size ? Mask.FromBox(grid, mask.Box, mask.BoxMembership) : map.Apply(mask, grid);
    }

    /// <summary>Refuses an image that is not finite everywhere in a region.</summary>
    /// <param name="image">The image.</param>
    /// <param name="mask">The region, on the grid of the image.</param>
    /// <exception cref="NonFiniteIntensityException">The image is NaN or infinite somewhere in the region.</exception>
    public static void RequireFinite(IVoxelSource image, Mask mask)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(mask);
        BoundingBox box = mask.Box;
        double[] row = new double[box.Size.X];
        int count = 0;
        VoxelIndex first = default;
        for (int z = 0; z < box.Size.Z; z++)
        {
            for (int y = 0; y < box.Size.Y; y++)
            {
                ReadOnlySpan<byte> members = mask.BoxMembership.Slice(box.Size.Offset(0, y, z), box.Size.X);
                image.CopyRow(box.Start.X, box.Start.Y + y, box.Start.Z + z, row);
                for (int x = 0; x < members.Length; x++)
                {
                    if (members[x] != 0 && !double.IsFinite(row[x]) && count++ == 0)
                    {
                        first = new VoxelIndex(box.Start.X + x, box.Start.Y + y, box.Start.Z + z);
                    }
                }
            }
        }

        if (count > 0)
        {
            throw new NonFiniteIntensityException(count, mask.VoxelCount, first);
        }
    }
}
