using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Alignment;

/// <summary>A place that a region could have on its image: axes of the grid reversed, then moved by whole voxels.</summary>
internal readonly record struct Candidate(bool FlipX, bool FlipY, bool FlipZ, int X, int Y, int Z)
{
    internal static Candidate AsStored => default;

    internal VoxelIndex Apply(VoxelIndex voxel, GridSize size) => new(
        (FlipX ? size.X - 1 - voxel.X : voxel.X) + X,
        (FlipY ? size.Y - 1 - voxel.Y : voxel.Y) + Y,
        (FlipZ ? size.Z - 1 - voxel.Z : voxel.Z) + Z);
}

/// <summary>How well a region stands out from its surroundings at a place.</summary>
/// <remarks>
/// The score is ½ ln e + ln(η² + 0.05) − ln s, with e the mean difference of intensity across the outline, η² the share of the variance of region and
/// ring that lies between them, and s the standard deviation inside. Intensities are smoothed within the slice by (1 2 1). A factor on all intensities
/// moves every score by the same amount, so only differences between places of one image mean anything.
/// </remarks>
internal sealed class PlacementScore(Volume image, RegionSamples samples)
{
    private const double SmallestShare = 0.7;

    private readonly int _axis = RegionSamples.StackingAxis(image.Grid.Spacing);

    /// <summary>The score; NaN when too much of the region would leave the image or nothing varies.</summary>
    internal double At(Candidate place)
    {
        (int n, double mean, double variance) = Moments(samples.Inside, place);
        (int m, double around, double spread) = Moments(samples.Ring, place);
        if (n == 0 || m == 0 || n < SmallestShare * samples.Inside.Count || m < SmallestShare * samples.Ring.Count)
        {
            return double.NaN;
        }

        double within = ((n * variance) + (m * spread)) / (n + m);
        double share = (double)n * m / ((double)(n + m) * (n + m)) * (mean - around) * (mean - around);
        double edge = Edge(place);
        double floor = Math.Sqrt(within + share) * 1e-3;
        return within + share > 0 && edge > 0
            ? (0.5 * Math.Log(edge)) + Math.Log((share / (within + share)) + 0.05) - Math.Log(Math.Max(Math.Sqrt(variance), floor))
            : double.NaN;
    }

    private (int Count, double Mean, double Variance) Moments(IReadOnlyList<VoxelIndex> voxels, Candidate place)
    {
        (int count, double mean, double squares) = (0, 0, 0);
        for (int i = 0; i < voxels.Count; i++)
        {
            double value = Smoothed(place.Apply(voxels[i], image.Grid.Size));
            if (double.IsFinite(value))
            {
                count++;
                double apart = value - mean;
                mean += apart / count;
                squares += apart * (value - mean);
            }
        }

        return (count, mean, count == 0 ? 0 : squares / count);
    }

    private double Edge(Candidate place)
    {
        (int count, double sum) = (0, 0);
        for (int i = 0; i < samples.Outline.Count; i++)
        {
            (VoxelIndex inner, VoxelIndex outer) = samples.Outline[i];
            double difference = Smoothed(place.Apply(inner, image.Grid.Size)) - Smoothed(place.Apply(outer, image.Grid.Size));
            if (double.IsFinite(difference))
            {
                sum += Math.Abs(difference);
                count++;
            }
        }

        return count == 0 ? 0 : sum / count;
    }

    /// <summary>The intensity smoothed within the slice; NaN outside the image.</summary>
    private double Smoothed(VoxelIndex voxel)
    {
        GridSize size = image.Grid.Size;
        if (!size.Contains(voxel.X, voxel.Y, voxel.Z))
        {
            return double.NaN;
        }

        (double sum, int weights) = (0, 0);
        for (int b = -1; b <= 1; b++)
        {
            for (int a = -1; a <= 1; a++)
            {
                (int x, int y, int z) = _axis switch
                {
                    0 => (voxel.X, voxel.Y + a, voxel.Z + b),
                    1 => (voxel.X + a, voxel.Y, voxel.Z + b),
                    _ => (voxel.X + a, voxel.Y + b, voxel.Z),
                };
                if (size.Contains(x, y, z))
                {
                    int weight = (a == 0 ? 2 : 1) * (b == 0 ? 2 : 1);
                    sum += weight * (double)image[x, y, z];
                    weights += weight;
                }
            }
        }

        return sum / weights;
    }
}
