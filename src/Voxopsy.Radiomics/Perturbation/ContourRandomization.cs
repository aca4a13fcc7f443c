using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Morphology;

namespace Voxopsy.Radiomics.Perturbation;

/// <summary>Moves the contour of a region in and out by a smooth random displacement, as a second reader would draw it.</summary>
/// <remarks>
/// The signed distance to the contour is shifted by a Gaussian random field of the wanted standard deviation in mm, and cut at 0 again. Zwanenburg
/// 2019 adds and removes supervoxels instead; a displacement needs no image and has its size in mm.
/// </remarks>
internal static class ContourRandomization
{
    /// <summary>The region with its contour moved; empty when the displacement takes all of a small region.</summary>
    internal static Mask Apply(Mask mask, double deviation, double smoothness, NoiseSource random)
    {
        VoxelSpacing spacing = mask.Grid.Spacing;
        double reach = 4 * deviation;
        BoundingBox block = mask.Box.Grow(Steps(reach, spacing.X), Steps(reach, spacing.Y), Steps(reach, spacing.Z), mask.Grid.Size);
        byte[] members = mask.ToMembership(block);
        byte[] others = [.. members.Select(member => (byte)(member == 0 ? 1 : 0))];
        double[] toRegion = DistanceTransform.Squared(members, block.Size, spacing);
        double[] toOthers = DistanceTransform.Squared(others, block.Size, spacing);
        double[] field = SmoothField.Make(block.Size, spacing, smoothness, random);

        // The contour runs half way between the last voxel inside and the first outside.
        double half = 0.5 * Math.Min(spacing.X, Math.Min(spacing.Y, spacing.Z));
        for (int i = 0; i < members.Length; i++)
        {
            double inside = members[i] != 0 ? Math.Sqrt(toOthers[i]) - half : half - Math.Sqrt(toRegion[i]);
            members[i] = (byte)(inside + (deviation * field[i]) > 0 ? 1 : 0);
        }

        return Mask.FromBox(mask.Grid, block, members);
    }

    private static int Steps(double millimeters, double spacing) => 2 + (int)Math.Ceiling(millimeters / spacing);
}
