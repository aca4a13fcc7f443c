using Voxopsy.Imaging;
using Voxopsy.Imaging.Filters;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Radiomics.PyRadiomics;

namespace Voxopsy.Radiomics.Ibsi;

/// <summary>A filter of IBSI 2, described by named parameters.</summary>
/// <remarks>Source: IBSI 2 reference manual; the parameters are those of its tests (<c>filter</c>, <c>boundary</c>, <c>by_slice</c>, …).</remarks>
public sealed class IbsiFilter
{
    private static readonly string[] Keys =
    [
        "filter", "name", "boundary", "by_slice", "support_voxels", "sigma_mm", "truncate_sigma", "kernels", "rotation_pooling", "energy_delta_voxels", "lambda_mm", "gamma",
        "theta_rad", "theta_step_rad", "orthogonal_planes", "response", "family", "decomposition", "level", "undecimated", "map", "riesz_order",
    ];

    private readonly ParameterReader _parameters;
    private readonly IReadOnlyDictionary<string, object?> _raw;

    private IbsiFilter(IReadOnlyDictionary<string, object?> parameters) =>
        (_raw, _parameters, Name) = (parameters, new ParameterReader(parameters, "a filter"), new ParameterReader(parameters, "a filter").Text("filter", "none"));

    /// <summary>Gets the name of the filter.</summary>
    public string Name { get; }

    /// <summary>Reads a filter.</summary>
    /// <param name="parameters">Key → value.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="ArgumentException">The filter is not known.</exception>
    public static IbsiFilter Parse(IReadOnlyDictionary<string, object?> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        IbsiFilter filter = new(parameters);
        filter.RequireOnly("response", "modulus");
        filter.RequireOnly("undecimated", "True");
        filter.RequireOnly("map", "B");
        return filter.Name is "none" or "mean" or "laplacian_of_gaussian" or "laws" or "gabor" or "separable_wavelet" or "simoncelli"
            ? filter
            : throw new ArgumentException($"No filter is named '{filter.Name}'; there are none, mean, laplacian_of_gaussian, laws, gabor, separable_wavelet and simoncelli.", nameof(parameters));
    }

    /// <summary>Reads a filter of a settings file, where a key that no filter has is a mistake.</summary>
    /// <exception cref="ArgumentException">The filter, or a key of it, is not known.</exception>
    internal static IbsiFilter ParseStrictly(IReadOnlyDictionary<string, object?> parameters) =>
        parameters.Keys.FirstOrDefault(key => !Keys.Contains(key)) is { } unknown
            ? throw new ArgumentException($"No parameter of a filter is named '{unknown}'; there are {string.Join(", ", Keys)}.", nameof(parameters))
            : Parse(parameters);

    /// <summary>Filters a block of an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="box">The block wanted.</param>
    /// <returns>The response on the block.</returns>
    /// <exception cref="ArgumentException">A parameter is not known.</exception>
    public ScalarField Apply(IVoxelSource image, BoundingBox box)
    {
        ArgumentNullException.ThrowIfNull(image);
        FilterExtent extent = _parameters.Flag("by_slice", orElse: false) ? FilterExtent.Slice : FilterExtent.Volume;
        int[] riesz = [.. _parameters.Numbers("riesz_order", []).Select(order => (int)order)];
        if (riesz.Length == 0 || Name == "simoncelli")
        {
            return Filter(image, box, extent, riesz);
        }

        ScalarField whole = Filter(image, BoundingBox.Whole(image.Grid.Size), extent, []);
        return ScalarField.Crop(SpectralFilters.Riesz(whole, riesz, extent), box);
    }

    private void RequireOnly(string key, string only)
    {
        if (_parameters.Text(key, only) is var found && !found.Equals(only, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"'{key}' of a filter can only be {only}, found '{found}'.", key);
        }
    }

    private ScalarField Filter(IVoxelSource image, BoundingBox box, FilterExtent extent, int[] riesz)
    {
        Boundary boundary = BoundaryOf(_parameters.Text("boundary", "mirror"));
        return Name switch
        {
            "mean" => KernelFilters.Mean(image, box, _parameters.Integer("support_voxels", 3), extent, boundary),
            "laplacian_of_gaussian" => KernelFilters.LaplacianOfGaussian(
                image, box, _parameters.Number("sigma_mm", 1), _parameters.Number("truncate_sigma", 4), extent, boundary),
            "laws" => KernelFilters.Laws(
                image, box, Texts("kernels"), Pool("rotation_pooling"), _parameters.Has("energy_delta_voxels") ? _parameters.Integer("energy_delta_voxels", 0) : null, boundary),
            "gabor" => Gabor(image, box, boundary),
            "separable_wavelet" => KernelFilters.Wavelet(
                image, box, WaveletKernel.Named(_parameters.Text("family", "haar")), _parameters.Text("decomposition", "LLL"), _parameters.Integer("level", 1), Pool("rotation_pooling"), boundary),
            "simoncelli" => ScalarField.Crop(SpectralFilters.Simoncelli(image, _parameters.Integer("level", 1), riesz, extent), box),
            _ => ScalarField.Crop(image, box),
        };
    }

    private ScalarField Gabor(IVoxelSource image, BoundingBox box, Boundary boundary)
    {
        double step = _parameters.Number("theta_step_rad", 0);
        double theta = _parameters.Number("theta_rad", 0);

        // The modulus is the same for opposite directions, so half a turn says all.
        double[] angles = step > 0 ? [.. Enumerable.Range(0, (int)Math.Round(Math.PI / step)).Select(k => theta + (k * step))] : [theta];
        GaborFilter filter = new()
        {
            Sigma = _parameters.Number("sigma_mm", 5),
            Lambda = _parameters.Number("lambda_mm", 2),
            Gamma = _parameters.Number("gamma", 1),
            Angles = angles,
            Pooling = Pool("rotation_pooling") is var pooling && pooling == Pooling.None ? Pooling.Average : pooling,
        };
        return _parameters.Flag("orthogonal_planes", orElse: false) ? filter.InOrthogonalPlanes(image, box, boundary) : filter.BySlice(image, box, boundary);
    }

    private string[] Texts(string key) => _raw.TryGetValue(key, out object? value) && value is System.Collections.IEnumerable list and not string
        ? [.. list.Cast<object?>().Select(item => item?.ToString() ?? string.Empty)]
        : [];

    private Pooling Pool(string key) => _parameters.Text(key, "none") switch
    {
        "none" => Pooling.None,
        "max" => Pooling.Maximum,
        "average" => Pooling.Average,
        "min" => Pooling.Minimum,
        string other => throw new ArgumentException($"'{key}' must be none, max, average or min, found '{other}'.", key),
    };

    private static Boundary BoundaryOf(string name) => name switch
    {
        "zero" => Boundary.Zero,
        "nearest" => Boundary.Nearest,
        "periodic" => Boundary.Periodic,
        "mirror" => Boundary.Mirror,
        _ => throw new ArgumentException($"boundary must be zero, nearest, periodic or mirror, found '{name}'.", nameof(name)),
    };
}
