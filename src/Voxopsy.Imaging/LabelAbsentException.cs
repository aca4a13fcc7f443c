using System.Globalization;

namespace Voxopsy.Imaging;

/// <summary>A label file holds none of the labels that were asked for.</summary>
public sealed class LabelAbsentException : ImagingException
{
    internal LabelAbsentException(string path, IEnumerable<int> wanted, IEnumerable<int> existing)
        : base($"'{path}' holds no voxel of label {List(wanted)}; it holds {(existing.Any() ? "label " + List(existing) : "no label at all, only background (0)")}. "
            + "Name one of its labels, or check that the region was drawn.") =>
        (Path, Existing) = (path, [.. existing]);

    /// <summary>Gets the file.</summary>
    public string Path { get; }

    /// <summary>Gets the labels that the file holds, rising, without 0.</summary>
    public IReadOnlyList<int> Existing { get; }

    private static string List(IEnumerable<int> labels) => string.Join(", ", labels.Select(label => label.ToString(CultureInfo.InvariantCulture)));
}
