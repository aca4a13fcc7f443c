using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Resampling;
using Voxopsy.Radiomics.Intensity;
using Voxopsy.Radiomics.PyRadiomics;

namespace Voxopsy.Radiomics.Ibsi;

/// <summary>A processed image with its two regions: the morphological one, and the intensity one that re-segmentation leaves.</summary>
/// <param name="Image">The image, interpolated and rounded as settings say.</param>
/// <param name="Morphology">The region before re-segmentation.</param>
/// <param name="Intensity">The region after re-segmentation.</param>
/// <remarks>Source: IBSI reference manual, chapter 2; the interpolation grid is centered on the image (2.4).</remarks>
public sealed record IbsiRegion(IVoxelSource Image, Mask Morphology, Mask Intensity)
{
    /// <summary>Processes an image and its region.</summary>
    /// <param name="image">The image.</param>
    /// <param name="mask">The region, on the grid of the image.</param>
    /// <param name="settings">What to do.</param>
    /// <returns>Both, processed.</returns>
    /// <exception cref="EmptyMaskException">No voxel is left in the region.</exception>
    public static IbsiRegion Prepare(IVoxelSource image, Mask mask, IbsiSettings settings)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(settings);
        Mask.RequireVoxels(mask);
        RegionOfInterest.RequireFinite(image, mask);
        IVoxelSource processed = image;
        Mask morphology = mask;
        if (settings.ImageInterpolation is { } interpolation)
        {
            Grid target = CenteredGrid(image.Grid, settings.Spacing);
            ScalarField field = Resampler.Resample(image, target, interpolation, Extension.NearestEdge);
            processed = settings.RoundIntensities ? Rounded(field) : field;
            morphology = ResampleMask(mask, target, settings);
            Mask.RequireVoxels(morphology);
        }

        Mask kept = Resegment(processed, morphology, settings);
        Mask.RequireVoxels(kept);
        return new IbsiRegion(processed, morphology, kept);
    }

    /// <summary>A grid of another spacing around the same center, just large enough to hold the image.</summary>
    internal static Grid CenteredGrid(Grid grid, IReadOnlyList<double?> spacing)
    {
        (int x, double stepX, double startX) = Axis(grid.Size.X, grid.Spacing.X, spacing[0]);
        (int y, double stepY, double startY) = Axis(grid.Size.Y, grid.Spacing.Y, spacing[1]);
        (int z, double stepZ, double startZ) = Axis(grid.Size.Z, grid.Spacing.Z, spacing[2]);
        return new Grid(new GridSize(x, y, z), new VoxelSpacing(stepX, stepY, stepZ), grid.VoxelToPatient.Apply(startX, startY, startZ), grid.Direction);
    }

    private static (int Count, double Step, double Start) Axis(int count, double old, double? wanted)
    {
        double step = wanted ?? old;

        // Headers round spacings; a millionth of a voxel must not add a slice.
        int size = wanted is null ? count : (int)Math.Ceiling((count * old / step) - 1e-6);
        return (size, step, ((count - 1) / 2.0) - (step / old * (size - 1) / 2.0));
    }

    private static ScalarField Rounded(ScalarField field) => new(field.Grid, [.. field.Values.ToArray().Select(value => Math.Round(value))]);

    private static Mask ResampleMask(Mask mask, Grid target, IbsiSettings settings)
    {
        BoundingBox block = mask.Box.Grow(16, 16, 16, mask.Grid.Size);
        ScalarField membership = new(mask.Grid.Crop(block), [.. mask.ToMembership(block).Select(member => (double)member)]);
        ScalarField share = Resampler.Resample(membership, target, settings.MaskInterpolation, Extension.NearestEdge);
        byte[] members = new byte[share.Values.Length];
        for (int i = 0; i < members.Length; i++)
        {
            // Half a voxel belongs to the region; rounding must not decide otherwise.
            members[i] = (byte)(share.Values[i] >= settings.MaskThreshold - 1e-9 ? 1 : 0);
        }

        return Mask.FromMembership(target, members);
    }

    private static Mask Resegment(IVoxelSource image, Mask mask, IbsiSettings settings)
    {
        double[] intensities = RegionIntensities.Of(image, mask);
        double low = settings.LowerBound ?? double.NegativeInfinity;
        double high = settings.UpperBound ?? double.PositiveInfinity;
        if (settings.OutlierSigma is { } sigma)
        {
            double[] within = [.. intensities.Where(value => value >= low && value <= high)];
            CentralMoments moments = CentralMoments.Of(within);
            double reach = sigma * Math.Sqrt(moments.Second);
            (low, high) = (Math.Max(low, moments.Mean - reach), Math.Min(high, moments.Mean + reach));
        }

        return Resegmentation.Keep(mask, intensities, low, high);
    }
}
