using System.Globalization;
using Voxopsy.Imaging.Nrrd;

namespace Voxopsy.Imaging.Masks;

/// <summary>A segment of a <c>.seg.nrrd</c> file: a label within a layer.</summary>
/// <param name="Number">The number it is read by: its label in a file of one layer, else its place among the segments, from 1.</param>
/// <param name="Name">Its name.</param>
/// <param name="Layer">The layer, from 0.</param>
/// <param name="Label">The value of its voxels in that layer.</param>
internal sealed record LayeredSegment(int Number, string Name, int Layer, int Label);

/// <summary>Segmentations of 3D Slicer whose segments overlap: four dimensions, the first one a list of layers.</summary>
/// <remarks>Source: 3D Slicer, segmentation storage node: Segment0_Name, Segment0_Layer, Segment0_LabelValue.</remarks>
internal static class LayeredSegmentation
{
    /// <summary>The segments that a header describes, in its order.</summary>
    internal static IReadOnlyList<LayeredSegment> Segments(IEnumerable<string> header, bool isLayered)
    {
        SortedDictionary<int, Dictionary<string, string>> found = [];
        foreach (string line in header)
        {
            int split = line.IndexOf(":=", StringComparison.Ordinal);
            int under = line.IndexOf('_', StringComparison.Ordinal);
            if (split > 0 && under > 7 && under < split && line.StartsWith("Segment", StringComparison.Ordinal) && int.TryParse(line.AsSpan(7, under - 7), NumberStyles.None, CultureInfo.InvariantCulture, out int at))
            {
                Dictionary<string, string> fields = found.TryGetValue(at, out Dictionary<string, string>? known) ? known : found[at] = [];
                fields[line[(under + 1)..split]] = line[(split + 2)..];
            }
        }

        return [.. found.Values.Select((fields, place) => (fields, place))
            .Select(pair => (pair.place, Label: Number(pair.fields, "LabelValue", 1), Layer: Number(pair.fields, "Layer", 0), Name: pair.fields.GetValueOrDefault("Name", string.Empty)))
            .Where(one => one.Label > 0)
            .Select(one => new LayeredSegment(isLayered ? one.place + 1 : one.Label, one.Name, one.Layer, one.Label))];
    }

    /// <summary>The region of one segment.</summary>
    internal static Mask Read(string path, LayeredSegment segment)
    {
        using NrrdLayers file = NrrdReader.OpenLayers(path);
        if (segment.Layer >= file.Layers)
        {
            throw new UnreadableVolumeException(path, $"segment {segment.Number} lies in layer {segment.Layer}, and it has {file.Layers} layers.");
        }

        int voxels = (int)file.Volume.Grid.Size.SliceCount;
        double[] slice = new double[checked(voxels * file.Layers)];
        int[] labels = new int[voxels];
        SparseMask region = new(file.Volume.Grid.Size);
        for (int z = 0; z < file.Volume.Grid.Size.Z; z++)
        {
            file.Volume.Read(slice);
            for (int at = 0; at < voxels; at++)
            {
                labels[at] = slice[(at * file.Layers) + segment.Layer] == segment.Label ? 1 : 0;
            }

            region.AddSlice(z, labels, []);
        }

        file.Volume.Finish();
        return region.ToMask(file.Volume.Grid);
    }

    private static int Number(Dictionary<string, string> fields, string name, int otherwise) =>
        fields.TryGetValue(name, out string? text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
