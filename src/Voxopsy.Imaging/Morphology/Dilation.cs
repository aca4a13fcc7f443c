using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Morphology;

/// <summary>Growing a region by a distance.</summary>
public static class Dilation
{
    /// <summary>All voxels within a distance of the region.</summary>
    /// <param name="mask">The region.</param>
    /// <param name="millimeters">Distance between voxel centers, at least 0 and finite.</param>
    /// <returns>The grown region, cut at the edge of the grid; empty for an empty region.</returns>
    /// <exception cref="ImagingException">The grid is sheared.</exception>
    public static Mask Dilate(Mask mask, double millimeters)
    {
        ArgumentNullException.ThrowIfNull(mask);
        Distance.Require(millimeters);
        if (mask.IsEmpty)
        {
            return mask;
        }

        DistanceTransform.RequireRectangular(mask.Grid);
        VoxelSpacing spacing = mask.Grid.Spacing;
        BoundingBox block = mask.Box.Grow(Distance.Steps(millimeters, spacing.X), Distance.Steps(millimeters, spacing.Y), Distance.Steps(millimeters, spacing.Z), mask.Grid.Size);
        double[] squared = DistanceTransform.Squared(mask.ToMembership(block), block.Size, spacing);
        return Mask.FromBox(mask.Grid, block, Distance.Select(squared, value => value <= Distance.Limit(millimeters)));
    }
}
