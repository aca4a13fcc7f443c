using Voxopsy.Imaging.Dicom;
using Voxopsy.Imaging.Dicom.Importing;

namespace Voxopsy.Imaging.Masks;

/// <summary>What one segment of a DICOM segmentation is.</summary>
/// <param name="Number">Its number; frames point to it.</param>
/// <param name="Label">Its name as given by the person or program that drew it.</param>
/// <param name="Category">Meaning of the category code, such as Tissue.</param>
/// <param name="PropertyType">Meaning of the type code, such as Liver.</param>
/// <param name="Algorithm">MANUAL, SEMIAUTOMATIC or AUTOMATIC.</param>
public sealed record SegmentDescription(int Number, string Label, string Category, string PropertyType, string Algorithm);

/// <summary>A DICOM segmentation (SEG): segments on a grid of their own.</summary>
public sealed class Segmentation
{
    private readonly SegmentFrames _frames;

    internal Segmentation(string path, SeriesIdentity identity, Grid grid, IReadOnlyList<SegmentDescription> segments, SegmentFrames frames) =>
        (Path, Identity, Grid, Segments, _frames) = (path, identity, grid, segments, frames);

    /// <summary>Gets the file.</summary>
    public string Path { get; }

    /// <summary>Gets who it belongs to.</summary>
    public SeriesIdentity Identity { get; }

    /// <summary>Gets where its frames lie; a slice without a frame is empty.</summary>
    public Grid Grid { get; }

    /// <summary>Gets the segments, by number.</summary>
    public IReadOnlyList<SegmentDescription> Segments { get; }

    /// <summary>Gets whether membership is stored as a fraction; half and above counts as inside.</summary>
    public bool IsFractional => _frames.Largest > 0;

    /// <summary>Gets the identifiers of the series it was drawn on.</summary>
    public IReadOnlyList<string> ReferencedSeriesUids { get; init; } = [];

    /// <summary>Gets what each frame says about the image it was drawn on.</summary>
    internal IReadOnlyList<DrawnOn> Drawn { get; init; } = [];

    /// <summary>The region of one segment.</summary>
    /// <param name="number">Number of a segment of this file.</param>
    /// <returns>The region on <see cref="Grid"/>.</returns>
    /// <exception cref="ArgumentException">There is no such segment.</exception>
    /// <exception cref="DicomException">Its frames are broken.</exception>
    public NamedMask Read(int number)
    {
        SegmentDescription segment = Segments.FirstOrDefault(segment => segment.Number == number)
            ?? throw new ArgumentException($"'{Path}' has no segment {number}; it has {string.Join(", ", Segments.Select(one => $"{one.Number} ({one.Label})"))}.", nameof(number));
        return new NamedMask(number, segment.Label, _frames.ToMask(Grid, number), []);
    }
}
