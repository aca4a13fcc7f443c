using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Voxopsy.Tensors.Files;

namespace Voxopsy.Deep.Inputs;

/// <summary>A folder of crops by the hash of what they were made from; deleting it loses only time.</summary>
public sealed class CropStore
{
    // Changes whenever a voxel of any crop can change, so that no stale crop survives.
    private const string Algorithm = "crop 1";

    private readonly string _folder;

    /// <summary>Uses a folder; made when the first crop is kept.</summary>
    public CropStore(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _folder = folder;
    }

    /// <summary>The identity of a crop: settings, and every byte of its files.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="files">Phases in order, then the mask; an empty text for what the case does not have.</param>
    /// <param name="labels">Labels of the mask that are the lesion; empty for all above 0.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static string Key(CropSettings settings, IEnumerable<string> files, IEnumerable<int> labels)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(labels);
        StringBuilder text = new();
        text.Append(Algorithm).Append('\n').Append(settings.ToJson()).Append('\n').AppendJoin(',', labels.Select(label => label.ToString(CultureInfo.InvariantCulture)));
        foreach (string file in files)
        {
            text.Append('\n').Append(file.Length == 0 ? "none" : HashOf(file));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The crop of a key; made and kept when it is not there, or cannot be read.</summary>
    /// <param name="key">From <see cref="Key"/>.</param>
    /// <param name="make">Makes it.</param>
    public Crop Find(string key, Func<Crop> make)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(make);
        string path = Path.Combine(_folder, key + ".safetensors");
        if (File.Exists(path))
        {
            try
            {
                return Read(path);
            }
            catch (Exception exception) when (exception is TensorFileException or JsonException or KeyNotFoundException)
            {
                // A damaged entry is worth no more than none.
            }
        }

        Crop crop = make();
        Directory.CreateDirectory(_folder);
        SafetensorsWriter.Write(
            path,
            new Dictionary<string, StoredTensor>
            {
                ["voxels"] = StoredTensor.FromSingles([crop.Voxels.Length], crop.Voxels),
                ["region"] = StoredTensor.FromSingles([crop.Region.Length], crop.Region),
            },
            new Dictionary<string, string> { ["crop"] = JsonSerializer.Serialize(new Kept(crop.CaseName, crop.Size, [.. crop.Present], crop.SpacingMillimeters.X, crop.SpacingMillimeters.Y, crop.SpacingMillimeters.Z, crop.IsCut)) });
        return crop;
    }

    private static Crop Read(string path)
    {
        SafetensorsFile file = SafetensorsReader.Read(path);
        Kept kept = JsonSerializer.Deserialize<Kept>(file.Metadata["crop"]) ?? throw new JsonException("A kept crop has an object in its header.");
        float[] voxels = file["voxels"].ToSingles();
        return voxels.Length == kept.Size.Count
            ? new Crop(kept.CaseName, kept.Size, [.. kept.Present], voxels, file["region"].ToSingles()) { SpacingMillimeters = (kept.X, kept.Y, kept.Z), IsCut = kept.IsCut }
            : throw new TensorFileException(path, $"a crop of {kept.Size.Count} voxels has {voxels.Length} in the file.");
    }

    private static string HashOf(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private sealed record Kept(string CaseName, CropSize Size, bool[] Present, double X, double Y, double Z, bool IsCut);
}
