namespace Voxopsy.Imaging.Dicom;

/// <summary>How much a single file may ask for before it is refused; each limit is far above what real files need.</summary>
internal static class DicomLimits
{
    /// <summary>Sequences within sequences; structured reports reach about 20.</summary>
    internal const int Nesting = 64;

    /// <summary>Elements and items of one file; an enhanced CT of 2,000 frames has about 200,000.</summary>
    internal const int Elements = 2_000_000;

    /// <summary>Bytes of a deflated data set after inflating.</summary>
    internal const int InflatedBytes = 256 * 1024 * 1024;

    /// <summary>Bytes after inflating for each byte before, above <see cref="InflatedFree"/>; deflate itself ends at 1032.</summary>
    internal const int InflatedRatio = 16;

    /// <summary>Bytes after inflating that need no ratio.</summary>
    internal const int InflatedFree = 64 * 1024 * 1024;

    /// <summary>Rows, columns, or voxels of one frame.</summary>
    internal const int FrameVoxels = 1 << 27;

    /// <summary>Voxels of one file for each byte stored, for compressed pixels; above 32 nothing but an empty image is left.</summary>
    internal const int VoxelsPerByte = 32;

    /// <summary>Voxels of compressed pixels that need no ratio.</summary>
    internal const int FreeVoxels = 1 << 26;

    /// <summary>How far from the origin a voxel may lie, mm.</summary>
    internal const double Farthest = 1e6;

    /// <summary>Whether a distance between voxels can be one: a nanometer to ten meters, in mm.</summary>
    internal static bool IsDistance(double millimeters) => millimeters is >= 1e-6 and <= 1e4;
}
