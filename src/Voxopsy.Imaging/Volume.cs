using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging;

/// <summary>Intensities on a grid, x fastest.</summary>
public sealed class Volume : IVoxelSource
{
    private readonly float[] _voxels;

    /// <summary>Creates a volume that owns the given voxels.</summary>
    /// <param name="grid">Where the voxels lie.</param>
    /// <param name="voxels">One intensity a voxel, x fastest; not copied, so the caller lets go of it.</param>
    /// <exception cref="ArgumentException">The number of voxels is not that of the grid.</exception>
    public Volume(Grid grid, float[] voxels)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(voxels);
        if (voxels.Length != grid.Size.VoxelCount)
        {
            throw new ArgumentException($"A grid of {grid.Size} needs {grid.Size.VoxelCount} voxels, found {voxels.Length}.", nameof(voxels));
        }

        (Grid, _voxels) = (grid, voxels);
    }

    /// <summary>Gets where the voxels lie.</summary>
    public Grid Grid { get; }

    /// <summary>Gets all intensities, x fastest.</summary>
    public ReadOnlySpan<float> Voxels => _voxels;

    /// <summary>Gets one intensity.</summary>
    /// <param name="x">Index along x, within the grid.</param>
    /// <param name="y">Index along y, within the grid.</param>
    /// <param name="z">Index along z, within the grid.</param>
    public float this[int x, int y, int z] => _voxels[Grid.Size.Offset(x, y, z)];

    /// <summary>One row of voxels along x.</summary>
    /// <param name="y">Index along y.</param>
    /// <param name="z">Index along z.</param>
    /// <returns>All intensities of the row.</returns>
    public ReadOnlySpan<float> Row(int y, int z) => _voxels.AsSpan(Grid.Size.Offset(0, y, z), Grid.Size.X);

    /// <inheritdoc/>
    public void CopyRow(int x, int y, int z, Span<double> values)
    {
        ReadOnlySpan<float> row = _voxels.AsSpan(Grid.Size.Offset(x, y, z), values.Length);
        for (int i = 0; i < row.Length; i++)
        {
            values[i] = row[i];
        }
    }

    /// <summary>How many voxels are NaN or infinite.</summary>
    /// <returns>At least 0; 0 for a usable image.</returns>
    public int CountNonFinite()
    {
        int count = 0;
        foreach (float voxel in _voxels)
        {
            if (!float.IsFinite(voxel))
            {
                count++;
            }
        }

        return count;
    }

    /// <summary>A block of the volume.</summary>
    /// <param name="box">A block that lies on the grid.</param>
    /// <returns>A copy with the grid of the block; the volume itself when the block is all of it.</returns>
    public Volume Crop(BoundingBox box)
    {
        if (box == BoundingBox.Whole(Grid.Size))
        {
            return this;
        }

        Grid cropped = Grid.Crop(box);
        float[] voxels = GC.AllocateUninitializedArray<float>((int)cropped.Size.VoxelCount);
        for (int z = 0; z < box.Size.Z; z++)
        {
            for (int y = 0; y < box.Size.Y; y++)
            {
                Row(box.Start.Y + y, box.Start.Z + z).Slice(box.Start.X, box.Size.X).CopyTo(voxels.AsSpan(cropped.Size.Offset(0, y, z)));
            }
        }

        return new Volume(cropped, voxels);
    }
}
