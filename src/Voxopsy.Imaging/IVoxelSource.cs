namespace Voxopsy.Imaging;

/// <summary>Anything that holds one number a voxel and gives it in double precision, row by row.</summary>
public interface IVoxelSource
{
    /// <summary>Gets where the voxels lie.</summary>
    Grid Grid { get; }

    /// <summary>Copies a part of a row along x.</summary>
    /// <param name="x">First index along x.</param>
    /// <param name="y">Index along y.</param>
    /// <param name="z">Index along z.</param>
    /// <param name="values">As many voxels as wanted; the part must lie on the grid.</param>
    void CopyRow(int x, int y, int z, Span<double> values);
}
