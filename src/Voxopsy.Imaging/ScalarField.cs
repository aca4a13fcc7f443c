using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging;

/// <summary>Numbers in double precision on a grid: what interpolation and filters compute before anything is rounded.</summary>
public sealed class ScalarField : IVoxelSource
{
    private readonly double[] _values;

    /// <summary>Creates a field that owns the given values.</summary>
    /// <param name="grid">Where the values lie.</param>
    /// <param name="values">One a voxel, x fastest; not copied, so the caller lets go of them.</param>
    /// <exception cref="ArgumentException">The number of values is not that of the grid.</exception>
    public ScalarField(Grid grid, double[] values)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != grid.Size.VoxelCount)
        {
            throw new ArgumentException($"A grid of {grid.Size} needs {grid.Size.VoxelCount} values, found {values.Length}.", nameof(values));
        }

        (Grid, _values) = (grid, values);
    }

    /// <summary>Gets where the values lie.</summary>
    public Grid Grid { get; }

    /// <summary>Gets all values, x fastest.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>A block of any source of voxels.</summary>
    /// <param name="source">The source.</param>
    /// <param name="box">A block that lies on its grid.</param>
    /// <returns>A copy of the block.</returns>
    public static ScalarField Crop(IVoxelSource source, BoundingBox box)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new ScalarField(source.Grid.Crop(box), CropValues(source, box));
    }

    /// <summary>The values of a block, for filters that go on to change them.</summary>
    internal static double[] CropValues(IVoxelSource source, BoundingBox box)
    {
        double[] values = GC.AllocateUninitializedArray<double>((int)box.Size.VoxelCount);
        for (int z = 0; z < box.Size.Z; z++)
        {
            for (int y = 0; y < box.Size.Y; y++)
            {
                source.CopyRow(box.Start.X, box.Start.Y + y, box.Start.Z + z, values.AsSpan(box.Size.Offset(0, y, z), box.Size.X));
            }
        }

        return values;
    }

    /// <summary>All of a source of voxels.</summary>
    /// <param name="source">The source.</param>
    /// <returns>A copy, or the source itself when it is a field.</returns>
    public static ScalarField Of(IVoxelSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source as ScalarField ?? Crop(source, BoundingBox.Whole(source.Grid.Size));
    }

    /// <inheritdoc/>
    public void CopyRow(int x, int y, int z, Span<double> values) =>
        _values.AsSpan(Grid.Size.Offset(x, y, z), values.Length).CopyTo(values);

    /// <summary>The values rounded to single precision.</summary>
    /// <returns>A volume on the same grid.</returns>
    public Volume ToVolume()
    {
        float[] voxels = GC.AllocateUninitializedArray<float>(_values.Length);
        for (int i = 0; i < voxels.Length; i++)
        {
            voxels[i] = (float)_values[i];
        }

        return new Volume(Grid, voxels);
    }
}
