namespace Voxopsy.Imaging.Resampling;

/// <summary>What is assumed beyond the outermost voxels.</summary>
public enum Extension
{
    /// <summary>Inside the outermost half voxel the image is mirrored; further out there is the given outside value (as ITK does).</summary>
    MirrorThenOutside,

    /// <summary>The outermost voxel goes on for ever (as the IBSI reference values assume).</summary>
    NearestEdge,
}
