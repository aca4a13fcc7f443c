using System.Collections;
using System.Text.Json;

namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>Reads PyRadiomics' parameter files: their three parts, and every key of its settings.</summary>
public static class PyRadiomicsParameters
{
    private static readonly string[] Sections = ["setting", "imageType", "featureClass", "voxelSetting"];

    private static readonly string[] ImageTypeNames =
        ["Original", "LoG", "Wavelet", "Square", "SquareRoot", "Logarithm", "Exponential", "Gradient", "LBP2D", "LBP3D"];

    /// <summary>Makes settings from a parameter file that is read into dictionaries, lists, numbers, texts and flags.</summary>
    /// <param name="file">The file's top level.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ArgumentException">A key or a value is not known; the message names it and what there is.</exception>
    public static PyRadiomicsSettings Parse(IReadOnlyDictionary<string, object?> file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Keys.FirstOrDefault(key => !Sections.Contains(key)) is { } unknown)
        {
            throw new ArgumentException($"A parameter file has the parts {string.Join(", ", Sections)}; found '{unknown}'.", nameof(file));
        }

        IReadOnlyDictionary<string, object?> common = Part(file, "setting");
        PyRadiomicsSettings settings = Override(new PyRadiomicsSettings(), common, "setting") with
        {
            FilterParameters = common.Where(entry => SettingRules.FilterKeys.Contains(entry.Key)).ToDictionary(),
        };
        IReadOnlyDictionary<string, object?> types = Part(file, "imageType");
        if (types.Count > 0)
        {
            settings = settings with { ImageTypes = [.. types.Select(type => ImageType(type.Key, type.Value))] };
        }

        foreach (ImageTypeSettings type in settings.ImageTypes)
        {
            Override(settings, type.Own, $"image type {type.Name}");
        }

        IReadOnlyDictionary<string, object?> kernel = Part(file, "voxelSetting");
        ParameterReader reader = new(kernel, "voxelSetting");
        settings = settings with { VoxelMaps = kernel.Keys.Aggregate(settings.VoxelMaps, (map, key) => SettingRules.ApplyVoxel(map, key, reader)) };
        IReadOnlyDictionary<string, object?> classes = Part(file, "featureClass");
        foreach ((string name, object? names) in classes)
        {
            FeatureClasses.Require(name, Names(names));
        }

        return classes.Count == 0 ? settings : settings with
        {
            Classes = classes.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<string>)Names(entry.Value)),
        };
    }

    /// <summary>Reads a parameter file in JSON.</summary>
    /// <param name="json">Its text.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ArgumentException">A key or a value is not known, or the text is not JSON.</exception>
    public static PyRadiomicsSettings ParseJson(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return Parse((IReadOnlyDictionary<string, object?>)Plain(document.RootElement)!);
        }
        catch (Exception odd) when (odd is JsonException or InvalidCastException)
        {
            throw new ArgumentException($"The parameter file is not a JSON object: {odd.Message}", nameof(json), odd);
        }
    }

    /// <summary>Settings with some replaced by the entries of a part of a file.</summary>
    internal static PyRadiomicsSettings Override(PyRadiomicsSettings settings, IReadOnlyDictionary<string, object?> entries, string where)
    {
        ParameterReader reader = new(entries, where);
        return entries.Keys.Where(key => !SettingRules.FilterKeys.Contains(key)).Aggregate(settings, (made, key) => SettingRules.Apply(made, key, reader));
    }

    private static ImageTypeSettings ImageType(string name, object? own)
    {
        if (!ImageTypeNames.Contains(name))
        {
            throw new ArgumentException($"No image type is named '{name}'; there are {string.Join(", ", ImageTypeNames)}.", nameof(name));
        }

        IReadOnlyDictionary<string, object?> entries = own as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>();
        foreach (string key in entries.Keys)
        {
            SettingRules.RequireImageTypeKey(key, name);
        }

        return new ImageTypeSettings(name) { Own = entries };
    }

    private static string[] Names(object? value) => value switch
    {
        null => [],
        string name => [name],
        IEnumerable names => [.. names.Cast<object?>().OfType<string>()],
        _ => [],
    };

    private static IReadOnlyDictionary<string, object?> Part(IReadOnlyDictionary<string, object?> file, string name) =>
        file.TryGetValue(name, out object? part) && part is not null
            ? part as IReadOnlyDictionary<string, object?> ?? throw new ArgumentException($"'{name}' must hold keys with values, found '{part}'.", nameof(file))
            : new Dictionary<string, object?>();

    private static object? Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().ToDictionary(entry => entry.Name, entry => Plain(entry.Value)),
        JsonValueKind.Array => element.EnumerateArray().Select(Plain).ToList(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
