using Voxopsy.Imaging.Dicom;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Masks;

/// <summary>One outline: points in patient coordinates.</summary>
/// <param name="GeometricType">CLOSED_PLANAR for an area; other types bound none.</param>
/// <param name="Points">LPS mm, in drawing order.</param>
public sealed record Contour(string GeometricType, IReadOnlyList<PatientPoint> Points)
{
    /// <summary>Gets the instance identifier of the image that it was drawn on; empty when it names none.</summary>
    public string ImageUid { get; init; } = string.Empty;
}

/// <summary>A region of a structure set: its name and outlines.</summary>
/// <param name="Number">Number within the file.</param>
/// <param name="Name">Name as given by the person who drew it.</param>
/// <param name="Contours">Its outlines.</param>
/// <param name="Problem">Why the outlines cannot be used; null when they can.</param>
public sealed record RoiContours(int Number, string Name, IReadOnlyList<Contour> Contours, string? Problem);

/// <summary>A DICOM structure set (RTSTRUCT): regions drawn as outlines on slices.</summary>
/// <param name="Path">The file.</param>
/// <param name="Identity">Who it belongs to.</param>
/// <param name="ReferencedSeriesUids">The series it was drawn on.</param>
/// <param name="Regions">Its regions, by number.</param>
public sealed record RtStructureSet(string Path, SeriesIdentity Identity, IReadOnlyList<string> ReferencedSeriesUids, IReadOnlyList<RoiContours> Regions);
