using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Morphology;

/// <summary>How well one region agrees with another.</summary>
/// <param name="Dice">Twice the common voxels over the sum of both, within [0, 1]; NaN when both are empty.</param>
/// <param name="Hausdorff95">The larger of the two 95th percentiles of distances from one surface to the other, mm; NaN when a region is empty.</param>
/// <param name="MeanDistance">Mean distance from either surface to the other, mm; NaN when a region is empty.</param>
/// <param name="SurfaceDice">Share of both surfaces that lies within the tolerance of the other (NSD), within [0, 1]; NaN when a region is empty.</param>
/// <param name="VolumeDifference">(Other − reference) / reference; NaN when the reference is empty.</param>
public sealed record RegionAgreement(double Dice, double Hausdorff95, double MeanDistance, double SurfaceDice, double VolumeDifference);

/// <summary>Compares regions by overlap and by the distance between their surfaces.</summary>
/// <remarks>
/// The surface is the set of voxels with a face neighbor outside the region; distances run between voxel centers. Percentiles interpolate
/// linearly between order statistics. Sources: Nikolov et al. 2021 (surface Dice); Maier-Hein et al., Metrics reloaded, 2024.
/// </remarks>
public static class SurfaceDistance
{
    /// <summary>Compares two regions.</summary>
    /// <param name="reference">What is taken as true.</param>
    /// <param name="other">What is judged, on the same grid.</param>
    /// <param name="toleranceMillimeters">How far surfaces may lie apart for the surface Dice, at least 0 mm.</param>
    /// <returns>The measures of agreement.</returns>
    /// <exception cref="GeometryMismatchException">The regions lie on different grids.</exception>
    /// <exception cref="ImagingException">The grid is sheared.</exception>
    public static RegionAgreement Compare(Mask reference, Mask other, double toleranceMillimeters)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(other);
        Distance.Require(toleranceMillimeters);
        int common = MaskAlgebra.Intersect(reference, other).VoxelCount;
        double dice = 2.0 * common / ((double)reference.VoxelCount + other.VoxelCount);
        double volume = ((double)other.VoxelCount - reference.VoxelCount) / reference.VoxelCount;
        if (reference.IsEmpty || other.IsEmpty)
        {
            return new RegionAgreement(dice, double.NaN, double.NaN, double.NaN, reference.IsEmpty ? double.NaN : volume);
        }

        DistanceTransform.RequireRectangular(reference.Grid);
        BoundingBox block = Union(reference.Box, other.Box);
        byte[] surfaceA = Surface(reference, block);
        byte[] surfaceB = Surface(other, block);
        double[] fromA = Distances(surfaceA, surfaceB, block.Size, reference.Grid.Spacing);
        double[] fromB = Distances(surfaceB, surfaceA, block.Size, reference.Grid.Spacing);
        double within = Math.Sqrt(Distance.Limit(toleranceMillimeters));
        double total = fromA.Length + fromB.Length;
        return new RegionAgreement(
            dice,
            Math.Max(Percentile95(fromA), Percentile95(fromB)),
            (fromA.Sum() + fromB.Sum()) / total,
            (fromA.Count(distance => distance <= within) + fromB.Count(distance => distance <= within)) / total,
            volume);
    }

    private static BoundingBox Union(BoundingBox a, BoundingBox b)
    {
        VoxelIndex start = new(Math.Min(a.Start.X, b.Start.X), Math.Min(a.Start.Y, b.Start.Y), Math.Min(a.Start.Z, b.Start.Z));
        return new BoundingBox(start, new GridSize(
            Math.Max(a.Start.X + a.Size.X, b.Start.X + b.Size.X) - start.X,
            Math.Max(a.Start.Y + a.Size.Y, b.Start.Y + b.Size.Y) - start.Y,
            Math.Max(a.Start.Z + a.Size.Z, b.Start.Z + b.Size.Z) - start.Z));
    }

    private static byte[] Surface(Mask mask, BoundingBox block)
    {
        byte[] members = mask.ToMembership(block);
        byte[] surface = new byte[members.Length];
        GridSize size = block.Size;
        bool Inside(int x, int y, int z) => size.Contains(x, y, z) && members[size.Offset(x, y, z)] != 0;
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                for (int x = 0; x < size.X; x++)
                {
                    bool buried = Inside(x - 1, y, z) && Inside(x + 1, y, z) && Inside(x, y - 1, z) && Inside(x, y + 1, z) && Inside(x, y, z - 1) && Inside(x, y, z + 1);
                    int at = size.Offset(x, y, z);
                    surface[at] = (byte)(members[at] != 0 && !buried ? 1 : 0);
                }
            }
        }

        return surface;
    }

    /// <summary>Ascending distances from each voxel of one surface to the other.</summary>
    private static double[] Distances(byte[] from, byte[] to, GridSize size, VoxelSpacing spacing)
    {
        double[] squared = DistanceTransform.Squared(to, size, spacing);
        return [.. squared.Where((_, i) => from[i] != 0).Select(Math.Sqrt).Order()];
    }

    private static double Percentile95(double[] sorted)
    {
        double at = 0.95 * (sorted.Length - 1);
        int below = (int)at;
        return below + 1 < sorted.Length ? sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
