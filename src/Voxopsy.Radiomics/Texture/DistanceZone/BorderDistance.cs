using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Radiomics.Discretization;

namespace Voxopsy.Radiomics.Texture.DistanceZone;

/// <summary>How many steps along the axes each voxel is away from the outside of a region; 1 for a voxel at its border.</summary>
/// <remarks>Source: IBSI reference manual, section 3.9: the morphological region, before intensities take voxels out of it. Two sweeps (Rosenfeld 1966).</remarks>
internal sealed class BorderDistance(Mask morphology, Mask intensity, DiscretizedRegion region)
{
    private ushort[]? _inVolume;
    private ushort[]? _inSlices;

    /// <summary>Distances laid out as the levels of the region, within slices or in the volume.</summary>
    internal ushort[] Of(int? plane) => plane is null ? _inVolume ??= Compute(acrossSlices: true) : _inSlices ??= Compute(acrossSlices: false);

    private ushort[] Compute(bool acrossSlices)
    {
        BoundingBox box = morphology.Box;
        GridSize size = new(box.Size.X + 2, box.Size.Y + 2, box.Size.Z + 2);
        byte[] members = morphology.ToMembership(new BoundingBox(new VoxelIndex(box.Start.X - 1, box.Start.Y - 1, box.Start.Z - 1), size));
        ushort[] distance = [.. members.Select(member => member == 0 ? (ushort)0 : ushort.MaxValue)];
        int[] steps = acrossSlices ? [1, size.X, size.X * size.Y] : [1, size.X];
        for (int i = 0; i < distance.Length; i++)
        {
            Relax(distance, i, steps, -1);
        }

        for (int i = distance.Length - 1; i >= 0; i--)
        {
            Relax(distance, i, steps, 1);
        }

        ushort[] laid = new ushort[region.Levels.Length];
        VoxelIndex shift = new(intensity.Box.Start.X - box.Start.X + 1, intensity.Box.Start.Y - box.Start.Y + 1, intensity.Box.Start.Z - box.Start.Z + 1);
        for (int z = 0; z < region.Size.Z; z++)
        {
            for (int y = 0; y < region.Size.Y; y++)
            {
                distance.AsSpan(size.Offset(shift.X, y + shift.Y, z + shift.Z), region.Size.X).CopyTo(laid.AsSpan(region.At(0, y, z)));
            }
        }

        return laid;
    }

    private static void Relax(ushort[] distance, int at, int[] steps, int sign)
    {
        if (distance[at] == 0)
        {
            return;
        }

        foreach (int step in steps)
        {
            distance[at] = (ushort)Math.Min(distance[at], distance[at + (sign * step)] + 1);
        }
    }
}
