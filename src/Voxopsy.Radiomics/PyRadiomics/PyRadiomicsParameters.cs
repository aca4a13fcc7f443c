using System.Collections;
using System.Text.Json;
using Voxopsy.Imaging.Resampling;

namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>Reads PyRadiomics' parameter files: their three parts, and every key of its settings.</summary>
public static class PyRadiomicsParameters
{
    private static readonly string[] Sections = ["setting", "imageType", "featureClass", "voxelSetting"];

    private static readonly string[] ImageTypeNames =
        ["Original", "LoG", "Wavelet", "Square", "SquareRoot", "Logarithm", "Exponential", "Gradient", "LBP2D", "LBP3D"];

    private static readonly string[] FilterKeys =
        ["sigma", "wavelet", "level", "start_level", "gradientUseSpacing", "lbp2DRadius", "lbp2DSamples", "lbp2DMethod",
         "lbp3DLevels", "lbp3DIcosphereRadius", "lbp3DIcosphereSubdivision"];

    // Keys that change nothing here: reports on the way, or kinds of masks that are settled before.
    private static readonly string[] WithoutEffect =
        ["additionalInfo", "enableCExtensions", "geometryTolerance", "label_channel", "verbose", "correctMask", "resegmentShapeOnly", "kernelRadius", "maskedKernel", "initValue", "voxelBatch"];

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

        PyRadiomicsSettings settings = Override(new PyRadiomicsSettings(), Part(file, "setting"), "setting");
        IReadOnlyDictionary<string, object?> types = Part(file, "imageType");
        if (types.Count > 0)
        {
            settings = settings with { ImageTypes = [.. types.Select(type => ImageType(type.Key, type.Value))] };
        }

        IReadOnlyDictionary<string, object?> classes = Part(file, "featureClass");
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
        foreach (string key in entries.Keys)
        {
            settings = key switch
            {
                "binWidth" => settings with { BinWidth = reader.Number(key, settings.BinWidth), BinCount = entries.ContainsKey("binCount") ? settings.BinCount : null },
                "binCount" => settings with { BinCount = reader.Has(key) ? reader.Integer(key, 0) : null },
                "distances" => settings with { Distances = [.. reader.Numbers(key, [1]).Select(value => (int)value)] },
                "symmetricalGLCM" => settings with { SymmetricalGlcm = reader.Flag(key, orElse: true) },
                "weightingNorm" => settings with { Weighting = reader.Has(key) ? Norm(reader.Text(key, string.Empty)) : null },
                "gldm_a" => settings with { DependenceTolerance = reader.Integer(key, 0) },
                "force2D" => settings with { Force2D = reader.Flag(key, orElse: false) },
                "force2Ddimension" => settings with { Force2DDimension = reader.Integer(key, 0) },
                "voxelArrayShift" => settings with { VoxelArrayShift = reader.Number(key, 0) },
                "normalize" => settings with { Normalize = reader.Flag(key, orElse: false) },
                "normalizeScale" => settings with { NormalizeScale = reader.Number(key, 1) },
                "removeOutliers" => settings with { RemoveOutliers = reader.Has(key) ? reader.Number(key, 0) : null },
                "resampledPixelSpacing" => settings with { ResampledPixelSpacing = reader.Has(key) ? Three(key, reader.Numbers(key, [])) : null },
                "interpolator" => settings with { Interpolator = reader.Has(key) ? Interpolator(reader.Text(key, string.Empty)) : settings.Interpolator },
                "padDistance" => settings with { PadDistance = reader.Integer(key, 5) },
                "preCrop" => settings with { PreCrop = reader.Flag(key, orElse: false) },
                "resegmentRange" => settings with { ResegmentRange = reader.Has(key) ? reader.Numbers(key, []) : null },
                "resegmentMode" => settings with { ResegmentMode = Mode(reader.Text(key, "absolute")) },
                "resegmentShape" => settings with { ResegmentShape = reader.Flag(key, orElse: false) },
                "label" => settings with { Label = reader.Integer(key, 1) },
                "minimumROIDimensions" => settings with { MinimumRoiDimensions = reader.Integer(key, 2) },
                "minimumROISize" => settings with { MinimumRoiSize = reader.Has(key) ? reader.Integer(key, 0) : null },
                _ when FilterKeys.Contains(key) || WithoutEffect.Contains(key) => settings,
                _ => throw new ArgumentException($"No setting of PyRadiomics is named '{key}' (in {where}); check its spelling.", nameof(entries)),
            };
        }

        return settings;
    }

    private static DirectionWeighting Norm(string name) => name switch
    {
        "manhattan" => DirectionWeighting.Manhattan,
        "euclidean" => DirectionWeighting.Euclidean,
        "infinity" => DirectionWeighting.Infinity,
        "no_weighting" => DirectionWeighting.None,
        _ => throw new ArgumentException($"weightingNorm must be manhattan, euclidean, infinity or no_weighting, found '{name}'.", nameof(name)),
    };

    private static ResegmentationMode Mode(string name) => name switch
    {
        "absolute" => ResegmentationMode.Absolute,
        "relative" => ResegmentationMode.Relative,
        "sigma" => ResegmentationMode.Sigma,
        _ => throw new ArgumentException($"resegmentMode must be absolute, relative or sigma, found '{name}'.", nameof(name)),
    };

    private static Interpolation Interpolator(string name) => name switch
    {
        "sitkNearestNeighbor" or "1" => Interpolation.Nearest,
        "sitkLinear" or "2" => Interpolation.Linear,
        "sitkBSpline" or "3" => Interpolation.CubicBSpline,
        _ => throw new ArgumentException($"interpolator must be sitkNearestNeighbor, sitkLinear or sitkBSpline, found '{name}'.", nameof(name)),
    };

    private static double[] Three(string key, double[] values) => values.Length == 3 && values.All(value => value >= 0)
        ? values : throw new ArgumentException($"{key} must be three numbers in mm, 0 to keep an axis, found {values.Length}.", key);

    private static ImageTypeSettings ImageType(string name, object? own) => ImageTypeNames.Contains(name)
        ? new ImageTypeSettings(name) { Own = own as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>() }
        : throw new ArgumentException($"No image type is named '{name}'; there are {string.Join(", ", ImageTypeNames)}.", nameof(name));

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
