using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Morphology;

/// <summary>Shrinking a region by a distance.</summary>
public static class Erosion
{
    /// <summary>The voxels of a region that have no outside voxel within a distance; beyond the grid everything is outside.</summary>
    /// <param name="mask">The region.</param>
    /// <param name="millimeters">Distance between voxel centers, at least 0 and finite.</param>
    /// <returns>The shrunk region; it may be empty.</returns>
    /// <exception cref="ImagingException">The grid is sheared.</exception>
    public static Mask Erode(Mask mask, double millimeters)
    {
        ArgumentNullException.ThrowIfNull(mask);
        Distance.Require(millimeters);
        if (mask.IsEmpty)
        {
            return mask;
        }

        DistanceTransform.RequireRectangular(mask.Grid);

        // A rim of one voxel around the tight box is outside, whether or not the grid goes that far.
        BoundingBox block = new(
            new VoxelIndex(mask.Box.Start.X - 1, mask.Box.Start.Y - 1, mask.Box.Start.Z - 1),
            new GridSize(mask.Box.Size.X + 2, mask.Box.Size.Y + 2, mask.Box.Size.Z + 2));
        byte[] outside = mask.ToMembership(block);
        for (int i = 0; i < outside.Length; i++)
        {
            outside[i] ^= 1;
        }

        double[] squared = DistanceTransform.Squared(outside, block.Size, mask.Grid.Spacing);
        byte[] kept = new byte[mask.Box.Size.VoxelCount];
        for (int z = 0; z < mask.Box.Size.Z; z++)
        {
            for (int y = 0; y < mask.Box.Size.Y; y++)
            {
                for (int x = 0; x < mask.Box.Size.X; x++)
                {
                    kept[mask.Box.Size.Offset(x, y, z)] = (byte)(squared[block.Size.Offset(x + 1, y + 1, z + 1)] > Distance.Limit(millimeters) ? 1 : 0);
                }
            }
        }

        return Mask.FromBox(mask.Grid, mask.Box, kept);
    }
}
