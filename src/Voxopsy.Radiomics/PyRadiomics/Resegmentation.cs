using Voxopsy.Imaging;
using Voxopsy.Radiomics.Intensity;

namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>Takes voxels out of a region whose intensities lie outside bounds.</summary>
internal static class Resegmentation
{
    internal static Mask Apply(IVoxelSource image, Mask mask, PyRadiomicsSettings settings)
    {
        if (settings.ResegmentRange is not { } range)
        {
            return mask;
        }

        double[] intensities = RegionIntensities.Of(image, mask);
        (double low, double high) = Bounds(intensities, range, settings.ResegmentMode);
        Mask kept = Keep(mask, intensities, low, high);
        return kept.VoxelCount > 1 ? kept : throw new ImagingException(
            $"Re-segmentation to {settings.ResegmentMode} range [{string.Join(", ", range)}] leaves {kept.VoxelCount} of {mask.VoxelCount} voxels, and features need more than one. Widen resegmentRange.");
    }

    /// <summary>The voxels of a region within bounds.</summary>
    /// <param name="mask">The region.</param>
    /// <param name="intensities">Its intensities, x fastest.</param>
    /// <param name="low">Smallest intensity that stays.</param>
    /// <param name="high">Largest intensity that stays.</param>
    internal static Mask Keep(Mask mask, ReadOnlySpan<double> intensities, double low, double high)
    {
        byte[] members = mask.BoxMembership.ToArray();
        int next = 0;
        for (int i = 0; i < members.Length; i++)
        {
            if (members[i] != 0)
            {
                double intensity = intensities[next++];
                members[i] = (byte)(intensity >= low && intensity <= high ? 1 : 0);
            }
        }

        return Mask.FromBox(mask.Grid, mask.Box, members);
    }

    private static (double Low, double High) Bounds(double[] intensities, IReadOnlyList<double> range, ResegmentationMode mode)
    {
        (double offset, double scale) = mode switch
        {
            ResegmentationMode.Relative => (0, OrderStatistics.Range(intensities).High),
            ResegmentationMode.Sigma => Spread(CentralMoments.Of(intensities)),
            _ => (0, 1),
        };
        return (offset + (scale * range[0]), range.Count > 1 ? offset + (scale * range[1]) : double.PositiveInfinity);
    }

    private static (double Offset, double Scale) Spread(CentralMoments moments) => (moments.Mean, Math.Sqrt(moments.Second));
}
