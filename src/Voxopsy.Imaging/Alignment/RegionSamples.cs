using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Alignment;

/// <summary>A bounded, evenly spread choice of voxels inside a mask, in the ring around it and across its outline.</summary>
internal sealed class RegionSamples
{
    private const int Wanted = 20_000;
    private const int RingWidth = 3;

    private readonly List<VoxelIndex> _inside = [];
    private readonly List<VoxelIndex> _ring = [];
    private readonly List<(VoxelIndex Inner, VoxelIndex Outer)> _outline = [];

    private RegionSamples()
    {
    }

    internal IReadOnlyList<VoxelIndex> Inside => _inside;

    /// <summary>Gets voxels outside, no more than three voxels away within the slice.</summary>
    internal IReadOnlyList<VoxelIndex> Ring => _ring;

    /// <summary>Gets pairs of neighbors within a slice, one inside and one outside.</summary>
    internal IReadOnlyList<(VoxelIndex Inner, VoxelIndex Outer)> Outline => _outline;

    /// <summary>The axis that slices are stacked along: the one whose spacing is unlike the other two, else z.</summary>
    internal static int StackingAxis(VoxelSpacing spacing) =>
        IsAlike(spacing.X, spacing.Y) ? 2 : IsAlike(spacing.X, spacing.Z) ? 1 : IsAlike(spacing.Y, spacing.Z) ? 0 : 2;

    internal static RegionSamples Of(Mask mask)
    {
        RegionSamples samples = new();
        int axis = StackingAxis(mask.Grid.Spacing);
        VoxelIndex[] steps = axis switch
        {
            0 => [new(0, 1, 0), new(0, -1, 0), new(0, 0, 1), new(0, 0, -1)],
            1 => [new(1, 0, 0), new(-1, 0, 0), new(0, 0, 1), new(0, 0, -1)],
            _ => [new(1, 0, 0), new(-1, 0, 0), new(0, 1, 0), new(0, -1, 0)],
        };
        (int u, int v) = (axis == 0 ? 1 : 0, axis == 2 ? 1 : 2);
        BoundingBox box = mask.Box;
        (int insideEvery, int ringEvery) = (1 + (mask.VoxelCount / Wanted), 1 + (int)(box.Size.VoxelCount / (8L * Wanted)));
        (int insideCount, int ringCount) = (0, 0);
        int[] reach = [axis == 0 ? 0 : RingWidth, axis == 1 ? 0 : RingWidth, axis == 2 ? 0 : RingWidth];
        for (int z = box.Start.Z - reach[2]; z < box.Start.Z + box.Size.Z + reach[2]; z++)
        {
            for (int y = box.Start.Y - reach[1]; y < box.Start.Y + box.Size.Y + reach[1]; y++)
            {
                for (int x = box.Start.X - reach[0]; x < box.Start.X + box.Size.X + reach[0]; x++)
                {
                    VoxelIndex here = new(x, y, z);
                    if (!mask.Contains(x, y, z))
                    {
                        if (ringCount++ % ringEvery == 0 && IsNear(mask, here, u, v))
                        {
                            samples._ring.Add(here);
                        }

                        continue;
                    }

                    if (insideCount++ % insideEvery == 0)
                    {
                        samples._inside.Add(here);
                    }

                    foreach (VoxelIndex step in steps)
                    {
                        if (!mask.Contains(x + step.X, y + step.Y, z + step.Z))
                        {
                            samples._outline.Add((here, new VoxelIndex(x + step.X, y + step.Y, z + step.Z)));
                        }
                    }
                }
            }
        }

        if (samples._outline.Count > Wanted)
        {
            int every = 1 + (samples._outline.Count / Wanted);
            (VoxelIndex, VoxelIndex)[] kept = [.. samples._outline.Where((_, at) => at % every == 0)];
            samples._outline.Clear();
            samples._outline.AddRange(kept);
        }

        return samples;
    }

    private static bool IsAlike(double a, double b) => Math.Abs(a - b) <= 0.02 * Math.Max(a, b);

    private static bool IsNear(Mask mask, VoxelIndex voxel, int u, int v)
    {
        Span<int> at = stackalloc int[3];
        for (int b = -RingWidth; b <= RingWidth; b++)
        {
            for (int a = -RingWidth; a <= RingWidth; a++)
            {
                if ((a * a) + (b * b) <= RingWidth * RingWidth)
                {
                    (at[0], at[1], at[2]) = (voxel.X, voxel.Y, voxel.Z);
                    at[u] += a;
                    at[v] += b;
                    if (mask.Contains(at[0], at[1], at[2]))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }
}
