using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Radiomics.Intensity;

/// <summary>Gathers the intensities of a region, x fastest.</summary>
internal static class RegionIntensities
{
    internal static double[] Of(IVoxelSource image, Mask mask)
    {
        double[] intensities = new double[mask.VoxelCount];
        BoundingBox box = mask.Box;
        double[] row = new double[box.Size.X];
        int at = 0;
        for (int z = 0; z < box.Size.Z; z++)
        {
            for (int y = 0; y < box.Size.Y; y++)
            {
                ReadOnlySpan<byte> members = mask.BoxMembership.Slice(box.Size.Offset(0, y, z), box.Size.X);
                image.CopyRow(box.Start.X, box.Start.Y + y, box.Start.Z + z, row);
                for (int x = 0; x < members.Length; x++)
                {
                    if (members[x] != 0)
                    {
                        intensities[at++] = row[x];
                    }
                }
            }
        }

        return intensities;
    }
}
