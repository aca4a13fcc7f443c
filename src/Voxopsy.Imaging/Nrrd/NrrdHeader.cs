using System.Globalization;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Voxels;

namespace Voxopsy.Imaging.Nrrd;

/// <summary>What an NRRD header says: a grid in LPS mm and how its voxels are stored.</summary>
/// <remarks>Source: Teem, "Definition of NRRD File Format" (NRRD0001 to NRRD0005).</remarks>
internal sealed record NrrdHeader(Grid Grid, VoxelEncoding Encoding, NrrdCompression Compression, long LineSkip, long ByteSkip, IReadOnlyList<string> DataFiles)
{
    private const int LargestLayers = 4096;

    /// <summary>Gets how many values each voxel has: more than 1 for the overlapping layers of a segmentation.</summary>
    internal int Layers { get; init; } = 1;

    internal long DataBytes => Grid.Size.VoxelCount * Layers * Encoding.BytesPerVoxel;

    /// <summary>Reads the fields of a header.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="fields">Field → value, names in lower case without spaces.</param>
    /// <param name="dataFiles">Detached files, empty when the voxels follow the header.</param>
    internal static NrrdHeader Parse(string path, IReadOnlyDictionary<string, string> fields, IReadOnlyList<string> dataFiles)
    {
        string Field(string name) => fields.TryGetValue(name, out string? value)
            ? value : throw new UnreadableVolumeException(path, $"its header has no field '{name}', which every NRRD file needs.");

        bool isLayered = Field("dimension") == "4" && fields.TryGetValue("kinds", out string? kinds) && kinds.StartsWith("list ", StringComparison.Ordinal);
        if (Field("dimension") != "3" && !isLayered)
        {
            throw new UnreadableVolumeException(path, $"it has {Field("dimension")} dimension(s) and a volume has 3; extract one three-dimensional volume.");
        }

        string[] sizes = Field("sizes").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        int[] voxels = [.. sizes.Select(text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) ? value : 0)];
        int layers = isLayered && voxels.Length == 4 ? voxels[0] : 1;
        voxels = isLayered && voxels.Length == 4 ? voxels[1..] : voxels;
        if (layers is < 1 or > LargestLayers || voxels.Length != 3 || voxels.Any(count => count < 1) || (double)voxels[0] * voxels[1] * voxels[2] > Array.MaxLength)
        {
            throw new UnreadableVolumeException(path, $"sizes '{Field("sizes")}' are not three whole numbers from 1 on with at most {Array.MaxLength} voxels together.");
        }

        VoxelType type = NrrdTypes.Parse(path, Field("type"));
        NrrdCompression compression = NrrdTypes.ParseCompression(path, Field("encoding"));
        bool little = !fields.TryGetValue("endian", out string? endian) || endian.Equals("little", StringComparison.OrdinalIgnoreCase);
        Grid grid = NrrdGeometry.Place(path, new GridSize(voxels[0], voxels[1], voxels[2]), fields);
        long lineSkip = Number(path, fields, "lineskip", smallest: 0);
        long byteSkip = Number(path, fields, "byteskip", smallest: -1);
        return new NrrdHeader(grid, new VoxelEncoding(type, little, 1, 0), compression, lineSkip, byteSkip, dataFiles) { Layers = layers };
    }

    private static long Number(string path, IReadOnlyDictionary<string, string> fields, string name, long smallest)
    {
        if (!fields.TryGetValue(name, out string? text))
        {
            return 0;
        }

        return long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long value) && value >= smallest
            ? value
            : throw new UnreadableVolumeException(path, $"field '{name}' must be a whole number from {smallest} on, found '{text}'.");
    }
}
