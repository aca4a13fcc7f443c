using Voxopsy.Imaging.Resampling;

namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>The keys of PyRadiomics' settings: which there are, where each has an effect, and which values it takes.</summary>
internal static class SettingRules
{
    /// <summary>Parameters of filters, which may stand with an image type or with the settings of all.</summary>
    internal static readonly string[] FilterKeys =
    [
        "sigma", "wavelet", "level", "start_level", "gradientUseSpacing", "lbp2DRadius", "lbp2DSamples", "lbp2DMethod",
        "lbp3DLevels", "lbp3DIcosphereRadius", "lbp3DIcosphereSubdivision",
    ];

    // What happens before images are filtered, so that it cannot differ between image types.
    private static readonly string[] PreparationKeys =
    [
        "normalize", "normalizeScale", "removeOutliers", "resampledPixelSpacing", "interpolator", "padDistance", "preCrop", "resegmentRange", "resegmentMode",
        "resegmentShape", "label", "label_channel", "minimumROIDimensions", "minimumROISize", "geometryTolerance", "correctMask", "additionalInfo",
    ];

    /// <summary>Settings with one entry of a parameter file applied.</summary>
    /// <exception cref="ArgumentException">The key or its value is not known.</exception>
    internal static PyRadiomicsSettings Apply(PyRadiomicsSettings settings, string key, ParameterReader reader) => key switch
    {
        "binWidth" => settings with { BinWidth = reader.Positive(key, settings.BinWidth), BinCount = reader.Has("binCount") ? settings.BinCount : null },
        "binCount" => settings with { BinCount = reader.Has(key) ? reader.WholeFrom(key, 1, 0) : null },
        "distances" => settings with { Distances = reader.Has(key) ? Distances(key, reader) : [1] },
        "symmetricalGLCM" => settings with { SymmetricalGlcm = reader.Flag(key, orElse: true) },
        "weightingNorm" => settings with { Weighting = reader.Has(key) ? Norm(reader.Text(key, string.Empty)) : null },
        "gldm_a" => settings with { DependenceTolerance = reader.WholeFrom(key, 0, 0) },
        "force2D" => settings with { Force2D = reader.Flag(key, orElse: false) },
        "force2Ddimension" => settings with { Force2DDimension = reader.WholeBetween(key, 0, 2, 0) },
        "voxelArrayShift" => settings with { VoxelArrayShift = reader.Number(key, 0) },
        "normalize" => settings with { Normalize = reader.Flag(key, orElse: false) },
        "normalizeScale" => settings with { NormalizeScale = reader.Positive(key, 1) },
        "removeOutliers" => settings with { RemoveOutliers = reader.Has(key) ? reader.Positive(key, 0) : null },
        "resampledPixelSpacing" => settings with { ResampledPixelSpacing = reader.Has(key) ? Three(key, reader.Numbers(key, [])) : null },
        "interpolator" => settings with { Interpolator = reader.Has(key) ? Interpolator(reader.Text(key, string.Empty)) : settings.Interpolator },
        "padDistance" => settings with { PadDistance = reader.WholeFrom(key, 0, 5) },
        "preCrop" => settings with { PreCrop = reader.Flag(key, orElse: false) },
        "resegmentRange" => settings with { ResegmentRange = reader.Has(key) ? Bounds(key, reader.Numbers(key, [])) : null },
        "resegmentMode" => settings with { ResegmentMode = Mode(reader.Text(key, "absolute")) },
        "resegmentShape" => settings with { ResegmentShape = reader.Flag(key, orElse: false) },
        "label" => settings with { Label = reader.WholeFrom(key, 1, 1) },
        "label_channel" when reader.WholeFrom(key, 0, 0) == 0 => settings,
        "label_channel" => throw new ArgumentException("label_channel can only be 0: masks of several channels are not read. Save the channel wanted as a mask of its own.", nameof(key)),
        "minimumROIDimensions" => settings with { MinimumRoiDimensions = reader.WholeBetween(key, 1, 3, 2) },
        "minimumROISize" => settings with { MinimumRoiSize = reader.Has(key) ? reader.WholeFrom(key, 1, 1) : null },
        "geometryTolerance" => settings with { GeometryTolerance = reader.Has(key) ? reader.Positive(key, 1e-6) : settings.GeometryTolerance },
        "correctMask" => settings with { CorrectMask = reader.Flag(key, orElse: false) },

        // These say what PyRadiomics reports on the way and how it computes, never a value.
        "additionalInfo" or "verbose" or "enableCExtensions" when reader.Flag(key, orElse: true) is var _ => settings,
        _ => throw new ArgumentException($"No setting of PyRadiomics is named '{key}' (in {reader.Where}); check its spelling.", nameof(key)),
    };

    internal static VoxelMapSettings ApplyVoxel(VoxelMapSettings settings, string key, ParameterReader reader) => key switch
    {
        "kernelRadius" => settings with { KernelRadius = reader.WholeFrom(key, 1, 1) },
        "maskedKernel" => settings with { MaskedKernel = reader.Flag(key, orElse: true) },
        "initValue" => settings with { InitValue = reader.Text(key, "0").Equals("nan", StringComparison.OrdinalIgnoreCase) ? double.NaN : reader.Number(key, 0) },

        // How many kernels PyRadiomics holds at a time; we hold one, whatever it says.
        "voxelBatch" when reader.Number(key, -1) is var _ => settings,
        _ => throw new ArgumentException($"voxelSetting has the keys kernelRadius, maskedKernel, initValue and voxelBatch; found '{key}'.", nameof(key)),
    };

    /// <summary>Refuses a key with an image type that has an effect only for all images together.</summary>
    internal static void RequireImageTypeKey(string key, string type)
    {
        if (PreparationKeys.Contains(key))
        {
            throw new ArgumentException($"'{key}' acts before images are filtered, so it cannot be set for image type {type} alone; move it to 'setting'.", nameof(key));
        }
    }

    private static int[] Distances(string key, ParameterReader reader)
    {
        double[] numbers = reader.Numbers(key, [1]);
        return numbers.Length > 0 && numbers.All(number => number >= 1 && number <= 64 && number == Math.Floor(number))
            ? [.. numbers.Select(number => (int)number).Distinct()]
            : throw new ArgumentException($"{key} must be whole numbers from 1 to 64, found '{string.Join(", ", numbers)}'.", nameof(key));
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
        ? values : throw new ArgumentException($"{key} must be three numbers in mm, 0 to keep an axis, found '{string.Join(", ", values)}'.", key);

    private static double[] Bounds(string key, double[] values) => values.Length is 1 or 2 && !(values.Length == 2 && values[0] > values[1])
        ? values : throw new ArgumentException($"{key} must be a lower bound, or a lower and an upper one, found '{string.Join(", ", values)}'.", key);
}
