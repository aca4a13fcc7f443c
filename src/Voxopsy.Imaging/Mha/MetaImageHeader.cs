using System.Globalization;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Voxels;

namespace Voxopsy.Imaging.Mha;

/// <summary>The header of a MetaImage file, proven.</summary>
/// <param name="Grid">Where its voxels lie.</param>
/// <param name="Encoding">How they are stored.</param>
/// <param name="IsCompressed">Whether they are packed with zlib.</param>
/// <param name="HeaderBytes">Bytes to skip before them; −1 when they are the last of the file.</param>
/// <param name="DataFile">LOCAL, or the file that holds them.</param>
internal sealed record MetaImageHeader(Grid Grid, VoxelEncoding Encoding, bool IsCompressed, long HeaderBytes, string DataFile)
{
    /// <summary>Gets the bytes of all voxels after unpacking.</summary>
    internal long Bytes => Grid.Size.VoxelCount * Encoding.BytesPerVoxel;

    internal static MetaImageHeader Parse(string path, IReadOnlyDictionary<string, string> fields)
    {
        string Require(string name) => fields.TryGetValue(name, out string? value) ? value : throw new UnreadableVolumeException(path, $"its header has no field '{name}'.");
        if (Require("NDims") != "3")
        {
            throw new UnreadableVolumeException(path, $"it has {fields["NDims"]} dimensions and 3 are needed.");
        }

        if (fields.GetValueOrDefault("ElementNumberOfChannels", "1") != "1")
        {
            throw new UnreadableVolumeException(path, $"it has {fields["ElementNumberOfChannels"]} values a voxel and 1 is needed.");
        }

        if (IsTrue(fields.GetValueOrDefault("BinaryData", "True")) is false)
        {
            throw new UnreadableVolumeException(path, "its voxels are written as text; write them as binary data.");
        }

        double[] size = Numbers(path, "DimSize", Require("DimSize"), 3);
        if (Array.Exists(size, length => length is not (>= 1 and <= int.MaxValue) || length != Math.Floor(length)) || size[0] * size[1] * size[2] > Array.MaxLength)
        {
            throw new UnreadableVolumeException(path, $"its size '{fields["DimSize"]}' is not usable.");
        }

        double[] spacing = Numbers(path, "ElementSpacing", fields.GetValueOrDefault("ElementSpacing") ?? fields.GetValueOrDefault("ElementSize") ?? "1 1 1", 3);
        double[] matrix = Numbers(path, "TransformMatrix", fields.GetValueOrDefault("TransformMatrix") ?? fields.GetValueOrDefault("Rotation") ?? fields.GetValueOrDefault("Orientation") ?? "1 0 0 0 1 0 0 0 1", 9);
        double[] origin = Numbers(path, "Offset", fields.GetValueOrDefault("Offset") ?? fields.GetValueOrDefault("Position") ?? fields.GetValueOrDefault("Origin") ?? "0 0 0", 3);
        Affine map = new(
            new PatientVector(matrix[0], matrix[1], matrix[2]).Scale(spacing[0]),
            new PatientVector(matrix[3], matrix[4], matrix[5]).Scale(spacing[1]),
            new PatientVector(matrix[6], matrix[7], matrix[8]).Scale(spacing[2]),
            new PatientPoint(origin[0], origin[1], origin[2]));
        double lengths = map.X.Length * map.Y.Length * map.Z.Length;
        bool usable = Array.TrueForAll(spacing, length => length is >= 1e-6 and <= 1e6) && double.IsFinite(lengths + origin.Sum()) && Math.Abs(map.Determinant) > 1e-6 * lengths
            && Math.Min(map.X.Length, Math.Min(map.Y.Length, map.Z.Length)) > 1e-9;
        if (!usable)
        {
            throw new UnreadableVolumeException(path, "its spacing, direction or origin is singular or not finite, so nobody knows where the voxels lie; write the header again from the source.");
        }

        bool isBig = IsTrue(fields.GetValueOrDefault("BinaryDataByteOrderMSB") ?? fields.GetValueOrDefault("ElementByteOrderMSB") ?? "False") is true;
        return new MetaImageHeader(
            Grid.FromAffine(new GridSize((int)size[0], (int)size[1], (int)size[2]), map),
            new VoxelEncoding(TypeOf(path, Require("ElementType")), !isBig, 1, 0),
            IsTrue(fields.GetValueOrDefault("CompressedData", "False")) is true,
            (long)Numbers(path, "HeaderSize", fields.GetValueOrDefault("HeaderSize", "0"), 1)[0],
            Require("ElementDataFile"));
    }

    private static bool? IsTrue(string text) => text.ToUpperInvariant() switch { "TRUE" or "T" or "1" => true, "FALSE" or "F" or "0" => false, _ => null };

    private static double[] Numbers(string path, string field, string text, int count)
    {
        string[] words = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        double[] numbers = [.. words.Select(word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : double.NaN)];
        return numbers.Length == count && !Array.Exists(numbers, double.IsNaN) ? numbers
            : throw new UnreadableVolumeException(path, $"field '{field}' must hold {count} number(s), found '{text}'.");
    }

    private static VoxelType TypeOf(string path, string name) => name switch
    {
        "MET_CHAR" => VoxelType.Int8,
        "MET_UCHAR" => VoxelType.UInt8,
        "MET_SHORT" => VoxelType.Int16,
        "MET_USHORT" => VoxelType.UInt16,
        "MET_INT" or "MET_LONG" => VoxelType.Int32,
        "MET_UINT" or "MET_ULONG" => VoxelType.UInt32,
        "MET_LONG_LONG" => VoxelType.Int64,
        "MET_ULONG_LONG" => VoxelType.UInt64,
        "MET_FLOAT" => VoxelType.Float32,
        "MET_DOUBLE" => VoxelType.Float64,
        _ => throw new UnreadableVolumeException(path, $"element type '{name}' is not read; whole and real numbers of one channel are."),
    };
}
