using Voxopsy.Imaging.Resampling;
using Voxopsy.Radiomics.Discretization;
using Voxopsy.Radiomics.PyRadiomics;

namespace Voxopsy.Radiomics.Ibsi;

/// <summary>Reads the settings of the profile <c>ibsi</c> from named parameters.</summary>
public static class IbsiParameters
{
    private static readonly string[] Keys =
    [
        "approach", "interpolation", "spacing_mm", "round_intensities", "mask_interpolation", "mask_threshold", "resegmentation_range",
        "resegmentation_sigma", "discretisation", "ivh", "distance", "distance_norm", "zone_linkage", "ngldm_coarseness", "glcm_symmetric",
        "filters", "response_bins",
    ];

    /// <summary>Makes settings from parameters read into dictionaries, lists, numbers, texts and flags.</summary>
    /// <param name="parameters">Key → value; keys that are left out keep their defaults.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ArgumentException">A key or a value is not known; the message names it.</exception>
    public static IbsiSettings Parse(IReadOnlyDictionary<string, object?> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.Keys.FirstOrDefault(key => !Keys.Contains(key)) is { } unknown)
        {
            throw new ArgumentException($"No setting of the profile ibsi is named '{unknown}'; there are {string.Join(", ", Keys)}.", nameof(parameters));
        }

        ParameterReader reader = new(parameters, "the settings of profile ibsi");
        RequireDefault(reader, "distance_norm", "chebyshev");
        RequireDefault(reader, "zone_linkage", "1");
        RequireDefault(reader, "glcm_symmetric", "True");
        (double? low, double? high) = Range(parameters);
        bool rounded = reader.Flag("round_intensities", orElse: false);
        GrayLevels levels = Levels(parameters, low);
        (double? Width, double? Start) histogram = VolumeHistogram(parameters, rounded || reader.Text("interpolation", "none") == "none", levels);
        return new IbsiSettings
        {
            Aggregations = Approach(reader.Text("approach", "3D")),
            ImageInterpolation = Interpolation(reader.Text("interpolation", "none")),
            MaskInterpolation = Interpolation(reader.Text("mask_interpolation", "linear")) ?? Imaging.Resampling.Interpolation.Linear,
            MaskThreshold = reader.Number("mask_threshold", 0.5),
            Spacing = Spacing(parameters),
            RoundIntensities = rounded,
            LowerBound = low,
            UpperBound = high,
            OutlierSigma = reader.Has("resegmentation_sigma") ? reader.Number("resegmentation_sigma", 3) : null,
            GrayLevels = levels,
            VolumeHistogramWidth = histogram.Width,
            VolumeHistogramStart = histogram.Start,
            Distance = reader.Integer("distance", 1),
            Coarseness = reader.Integer("ngldm_coarseness", 0),
            Filters = Filters(parameters),
            ResponseLevels = reader.Has("response_bins") ? new FixedBinCount(reader.WholeFrom("response_bins", 2, 32)) : null,
        };
    }

    private static (string Name, IbsiFilter Filter)[] Filters(IReadOnlyDictionary<string, object?> parameters)
    {
        if (!parameters.TryGetValue("filters", out object? value) || value is null)
        {
            return [];
        }

        if (value is not System.Collections.IEnumerable list || value is string || value is IReadOnlyDictionary<string, object?>)
        {
            throw new ArgumentException("'filters' must be a list of filters, such as - {filter: laws, kernels: [E5, L5, S5]}.", nameof(parameters));
        }

        List<(string Name, IbsiFilter Filter)> filters = [];
        foreach (object? item in list)
        {
            IReadOnlyDictionary<string, object?> own = item as IReadOnlyDictionary<string, object?>
                ?? throw new ArgumentException($"A filter is a set of keys with values, such as {{filter: mean, support_voxels: 3}}; found '{item}'.", nameof(parameters));
            ParameterReader reader = new(own, "a filter");
            string name = reader.Text("name", $"{reader.Text("filter", "none")}-{filters.Count + 1}");
            if (name == "original" || filters.Any(filter => filter.Name == name))
            {
                throw new ArgumentException($"Two images are named '{name}'; give each filter a name of its own.", nameof(parameters));
            }

            filters.Add((name, IbsiFilter.ParseStrictly(own)));
        }

        return [.. filters];
    }

    private static void RequireDefault(ParameterReader reader, string key, string only)
    {
        string found = reader.Text(key, only);
        if (!found.Equals(only, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"'{key}' can only be {only}, found '{found}'.", key);
        }
    }

    private static IReadOnlyList<Aggregation> Approach(string approach) => approach switch
    {
        "2D" => [Aggregation.Slices, Aggregation.SlicesMerged],
        "3D" => [Aggregation.Volume],
        "2D and 3D" => [Aggregation.Slices, Aggregation.SlicesMerged, Aggregation.Volume],
        _ => throw new ArgumentException($"approach must be 2D, 3D or '2D and 3D', found '{approach}'.", nameof(approach)),
    };

    private static Interpolation? Interpolation(string name) => name switch
    {
        "none" => null,
        "nearest" => Imaging.Resampling.Interpolation.Nearest,
        "linear" => Imaging.Resampling.Interpolation.Linear,
        "cubic_spline" => Imaging.Resampling.Interpolation.CubicBSpline,
        _ => throw new ArgumentException($"interpolation must be none, nearest, linear or cubic_spline, found '{name}'.", nameof(name)),
    };

    private static double?[] Spacing(IReadOnlyDictionary<string, object?> parameters) => OptionalNumbers(parameters, "spacing_mm") switch
    {
        null => [null, null, null],
        { Length: 3 } three => three,
        { Length: var other } => throw new ArgumentException($"spacing_mm must be three numbers in mm (null to keep an axis), found {other}.", nameof(parameters)),
    };

    private static (double? Low, double? High) Range(IReadOnlyDictionary<string, object?> parameters) => OptionalNumbers(parameters, "resegmentation_range") switch
    {
        null => (null, null),
        { Length: 2 } two => (two[0], two[1]),
        { Length: var other } => throw new ArgumentException($"resegmentation_range must be two bounds (null for open), found {other}.", nameof(parameters)),
    };

    private static double?[]? OptionalNumbers(IReadOnlyDictionary<string, object?> parameters, string key) =>
        parameters.TryGetValue(key, out object? value) && value is System.Collections.IEnumerable list and not string
            ? [.. list.Cast<object?>().Select(item => item is null ? (double?)null : Convert.ToDouble(item, System.Globalization.CultureInfo.InvariantCulture))]
            : null;

    private static GrayLevels Levels(IReadOnlyDictionary<string, object?> parameters, double? low)
    {
        if (!parameters.TryGetValue("discretisation", out object? value) || value is not IReadOnlyDictionary<string, object?> rule)
        {
            return new FixedBinWidth(25, low);
        }

        ParameterReader reader = new(rule, "discretisation");
        return reader.Text("method", "fixed_bin_size") switch
        {
            "none" => new IntensitiesAsLevels(),
            "fixed_bin_size" => new FixedBinWidth(reader.Number("width", 25), reader.Has("minimum") ? reader.Number("minimum", 0) : low),
            "fixed_bin_number" => new FixedBinCount(reader.Integer("count", 32)),
            string other => throw new ArgumentException($"discretisation method must be none, fixed_bin_size or fixed_bin_number, found '{other}'.", nameof(parameters)),
        };
    }

    /// <summary>
    /// Width and start of the intensity-volume histogram. Whole numbers stay as they are; intensities that are not rounded need bins, and
    /// without a word on them we take the power of ten at or below two fifths of the bin width of texture: 0.1 for PET in bins of 0.25, 1
    /// for MR in bins of 10, which is what the programs compared in the validation of IBSI 1 used.
    /// </summary>
    private static (double? Width, double? Start) VolumeHistogram(IReadOnlyDictionary<string, object?> parameters, bool rounded, GrayLevels levels)
    {
        if (!parameters.TryGetValue("ivh", out object? value) || value is not IReadOnlyDictionary<string, object?> rule)
        {
            return rounded || levels is not FixedBinWidth bins ? (null, null) : (Math.Pow(10, Math.Floor(Math.Log10(0.4 * bins.Width) + 1e-9)), bins.Start);
        }

        ParameterReader reader = new(rule, "ivh");
        return reader.Text("method", "none") switch
        {
            "none" => (null, null),
            "fixed_bin_size" => (reader.Number("width", 1), reader.Has("minimum") ? reader.Number("minimum", 0) : null),
            string other => throw new ArgumentException($"ivh method must be none or fixed_bin_size, found '{other}'.", nameof(parameters)),
        };
    }
}
