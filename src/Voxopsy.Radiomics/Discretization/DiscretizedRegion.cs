using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Radiomics.Intensity;

namespace Voxopsy.Radiomics.Discretization;

/// <summary>The gray levels of a region, the only thing that enters texture: 1 to N inside, 0 outside.</summary>
/// <remarks>
/// Levels lie in one array with a margin of zeros around the box, so that a neighbor is always a fixed step away in memory and never needs a
/// check of bounds.
/// </remarks>
internal sealed class DiscretizedRegion
{
    private readonly ushort[] _levels;

    private DiscretizedRegion(GridSize size, int margin, ushort[] levels, int levelCount, int[] histogram, VoxelSpacing spacing)
    {
        (Size, Margin, _levels, LevelCount, Histogram, Spacing) = (size, margin, levels, levelCount, histogram, spacing);
        (RowStep, PlaneStep) = (size.X + (2 * margin), (size.X + (2 * margin)) * (size.Y + (2 * margin)));
    }

    /// <summary>Gets the size of the box around the region.</summary>
    internal GridSize Size { get; }

    /// <summary>Gets how many layers of zeros surround the box.</summary>
    internal int Margin { get; }

    /// <summary>Gets the largest level.</summary>
    internal int LevelCount { get; }

    /// <summary>Gets how many voxels have each level; element 0 is level 1.</summary>
    internal int[] Histogram { get; }

    /// <summary>Gets the distance of voxels in mm.</summary>
    internal VoxelSpacing Spacing { get; }

    /// <summary>Gets the number of voxels of the region.</summary>
    internal int VoxelCount => Histogram.Sum();

    /// <summary>Gets the step in memory to the next voxel along y.</summary>
    internal int RowStep { get; }

    /// <summary>Gets the step in memory to the next voxel along z.</summary>
    internal int PlaneStep { get; }

    /// <summary>Gets all levels with their margin.</summary>
    internal ReadOnlySpan<ushort> Levels => _levels;

    /// <summary>Discretizes a region.</summary>
    /// <param name="mask">The region, at least one voxel.</param>
    /// <param name="intensities">Its intensities, x fastest.</param>
    /// <param name="rule">How intensities become levels.</param>
    /// <param name="margin">How far neighbors may lie away; at least 1.</param>
    /// <exception cref="TooManyGrayLevelsException">The levels cannot be counted.</exception>
    internal static DiscretizedRegion Of(Mask mask, ReadOnlySpan<double> intensities, GrayLevels rule, int margin)
    {
        (double low, double high) = OrderStatistics.Range(intensities);
        IntensityBins bins = rule.BinsFor(low, high);
        GridSize size = mask.Box.Size;
        ushort[] levels = new ushort[checked((size.X + (2 * margin)) * (size.Y + (2 * margin)) * (size.Z + (2 * margin)))];
        int levelCount = bins.Level(high);
        DiscretizedRegion region = new(size, margin, levels, levelCount, new int[levelCount], mask.Grid.Spacing);
        int next = 0;
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                ReadOnlySpan<byte> members = mask.BoxMembership.Slice(size.Offset(0, y, z), size.X);
                Span<ushort> row = levels.AsSpan(region.At(0, y, z), size.X);
                for (int x = 0; x < members.Length; x++)
                {
                    if (members[x] != 0)
                    {
                        int level = bins.Level(intensities[next++]);
                        row[x] = (ushort)level;
                        region.Histogram[level - 1]++;
                    }
                }
            }
        }

        return region;
    }

    /// <summary>The part of the region around one of its voxels, with the levels it has here.</summary>
    /// <param name="center">The voxel, counted from the box.</param>
    /// <param name="reach">How far the part reaches along x, y and z.</param>
    internal DiscretizedRegion Around(VoxelIndex center, VoxelIndex reach)
    {
        BoundingBox block = new BoundingBox(center, new GridSize(1, 1, 1)).Grow(reach.X, reach.Y, reach.Z, Size);
        GridSize size = block.Size;
        ushort[] levels = new ushort[(size.X + (2 * Margin)) * (size.Y + (2 * Margin)) * (size.Z + (2 * Margin))];
        DiscretizedRegion part = new(size, Margin, levels, LevelCount, new int[LevelCount], Spacing);
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                ReadOnlySpan<ushort> row = Levels.Slice(At(block.Start.X, block.Start.Y + y, block.Start.Z + z), size.X);
                row.CopyTo(levels.AsSpan(part.At(0, y, z)));
                foreach (ushort level in row)
                {
                    if (level != 0)
                    {
                        part.Histogram[level - 1]++;
                    }
                }
            }
        }

        return part;
    }

    /// <summary>Where a voxel of the box lies in <see cref="Levels"/>.</summary>
    internal int At(int x, int y, int z) => x + Margin + ((y + Margin) * RowStep) + ((z + Margin) * PlaneStep);

    /// <summary>The step in memory to a neighbor.</summary>
    internal int Step(Offset offset) => offset.X + (offset.Y * RowStep) + (offset.Z * PlaneStep);

    /// <summary>The part of <see cref="Levels"/> from the first to the last voxel of some slices; margins in between are zero.</summary>
    /// <param name="firstSlice">First slice of the box.</param>
    /// <param name="slices">Number of slices.</param>
    internal (int Start, int End) Range(int firstSlice, int slices) =>
        (At(0, 0, firstSlice), At(Size.X - 1, Size.Y - 1, firstSlice + slices - 1) + 1);
}
