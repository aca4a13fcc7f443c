using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Radiomics.Ibsi;

/// <summary>Intensity peaks: means over balls of 1 cm³ around voxels, whatever lies in them.</summary>
/// <remarks>Source: IBSI reference manual, section 3.2; Wahl 2009. Voxels beyond the image do not count.</remarks>
internal static class LocalIntensity
{
    internal static IEnumerable<IbsiFeature> Compute(IVoxelSource image, Mask mask)
    {
        VoxelSpacing spacing = image.Grid.Spacing;
        double radius = Math.Cbrt(3 / (4 * Math.PI)) * 10;
        (int rx, int ry, int rz) = ((int)(radius / spacing.X), (int)(radius / spacing.Y), (int)(radius / spacing.Z));
        ScalarField block = ScalarField.Crop(image, mask.Box.Grow(rx, ry, rz, image.Grid.Size));
        VoxelIndex start = mask.Box.Grow(rx, ry, rz, image.Grid.Size).Start;
        List<(int X, int Y, int Z)> ball = Ball(radius, spacing, rx, ry, rz);
        double highest = double.NegativeInfinity, local = double.NegativeInfinity, global = double.NegativeInfinity;
        GridSize size = mask.Box.Size;
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                for (int x = 0; x < size.X; x++)
                {
                    if (mask.BoxMembership[size.Offset(x, y, z)] == 0)
                    {
                        continue;
                    }

                    (int bx, int by, int bz) = (x + mask.Box.Start.X - start.X, y + mask.Box.Start.Y - start.Y, z + mask.Box.Start.Z - start.Z);
                    double intensity = block.Values[block.Grid.Size.Offset(bx, by, bz)];
                    double peak = Mean(block, ball, bx, by, bz);
                    global = Math.Max(global, peak);
                    local = intensity > highest ? peak : intensity == highest ? Math.Max(local, peak) : local;
                    highest = Math.Max(highest, intensity);
                }
            }
        }

        return
        [
            new(new FeatureDefinition("local_intensity", "Local intensity peak", "VJGA", "intensity"), "loc_peak_loc", string.Empty, local),
            new(new FeatureDefinition("local_intensity", "Global intensity peak", "0F91", "intensity"), "loc_peak_glob", string.Empty, global),
        ];
    }

    private static List<(int X, int Y, int Z)> Ball(double radius, VoxelSpacing spacing, int rx, int ry, int rz)
    {
        List<(int, int, int)> ball = [];
        for (int z = -rz; z <= rz; z++)
        {
            for (int y = -ry; y <= ry; y++)
            {
                for (int x = -rx; x <= rx; x++)
                {
                    (double dx, double dy, double dz) = (x * spacing.X, y * spacing.Y, z * spacing.Z);
                    if ((dx * dx) + (dy * dy) + (dz * dz) <= radius * radius)
                    {
                        ball.Add((x, y, z));
                    }
                }
            }
        }

        return ball;
    }

    private static double Mean(ScalarField block, List<(int X, int Y, int Z)> ball, int x, int y, int z)
    {
        GridSize size = block.Grid.Size;
        ReadOnlySpan<double> values = block.Values;
        double sum = 0;
        int count = 0;
        foreach ((int dx, int dy, int dz) in ball)
        {
            if (size.Contains(x + dx, y + dy, z + dz))
            {
                sum += values[size.Offset(x + dx, y + dy, z + dz)];
                count++;
            }
        }

        return sum / count;
    }
}
