using System.Globalization;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Filters;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>Makes the images that features are computed on, each on the box around the region only.</summary>
internal static class ImageTypes
{
    /// <summary>The images of one type, with the names that PyRadiomics gives them; what can be computed apart from the others waits to be asked for.</summary>
    /// <exception cref="ArgumentException">The type or one of its parameters is not known.</exception>
    internal static IEnumerable<(string Name, Func<IVoxelSource> Values)> Make(
        ImageTypeSettings type, IVoxelSource image, Mask mask, PyRadiomicsSettings settings, PixelKind kind)
    {
        BoundingBox box = mask.Box;
        Dictionary<string, object?> parameters = new(settings.FilterParameters);
        foreach ((string key, object? value) in type.Own)
        {
            parameters[key] = value;
        }

        ParameterReader own = new(parameters, $"image type {type.Name}");
        return type.Name switch
        {
            "Original" => [("original", () => new ImageView(image, box))],
            "LoG" => Sigmas(own).Where(sigma => FitsLaplacian(image.Grid, sigma)).Select(sigma => (
                $"log-sigma-{PythonNumber(sigma).Replace('.', '-')}-mm-3D", (Func<IVoxelSource>)(() => RecursiveLaplacianOfGaussian.Apply(image, box, sigma)))),
            "Wavelet" => Wavelet(own, image, box, settings, kind),
            "Square" => [("square", () => IntensityFilters.Square(image, box))],
            "SquareRoot" => [("squareroot", () => IntensityFilters.SquareRoot(image, box))],
            "Logarithm" => [("logarithm", () => IntensityFilters.Logarithm(image, box))],
            "Exponential" => [("exponential", () => IntensityFilters.Exponential(image, box))],
            "Gradient" => [("gradient", () => GradientMagnitude.Apply(
                image, box, own.Flag("gradientUseSpacing", orElse: true) ? image.Grid.Spacing : new VoxelSpacing(1, 1, 1)))],
            "LBP2D" => [("lbp-2D", () => AsStored(kind, LocalBinaryPattern.Apply(
                image, box, 2 - settings.Force2DDimension, own.WholeBetween("lbp2DSamples", 1, 30, 8), own.Positive("lbp2DRadius", 1), Method(own.Text("lbp2DMethod", "uniform")))))],
            "LBP3D" => Ready(Spherical(own, image, mask, kind)),
            _ => throw new ArgumentException(
                $"No image type is named '{type.Name}'; there are Original, LoG, Wavelet, Square, SquareRoot, Logarithm, Exponential, Gradient, LBP2D and LBP3D.", nameof(type)),
        };
    }

    /// <summary>Images that share work, and are computed one after the other as they are enumerated.</summary>
    private static IEnumerable<(string Name, Func<IVoxelSource> Values)> Ready(IEnumerable<(string Name, ScalarField Values)> images) =>
        images.Select(image => (image.Name, (Func<IVoxelSource>)(() => image.Values)));

    private static IEnumerable<(string Name, Func<IVoxelSource> Values)> Wavelet(
        ParameterReader own, IVoxelSource image, BoundingBox box, PyRadiomicsSettings settings, PixelKind kind)
    {
        int[] axes = [.. ((int[])[0, 1, 2]).Where(axis => axis != settings.Plane)];
        return StationaryWavelet.Decompose(
                image, box, WaveletKernel.Named(own.Text("wavelet", "coif1")), axes, own.WholeFrom("start_level", 0, 0), own.WholeFrom("level", 1, 1),
                kind == PixelKind.Single ? FilterPrecision.Single : FilterPrecision.Double)
            .Select(band => ((band.Level == 1 ? "wavelet-" : $"wavelet{band.Level}-") + band.Band, (Func<IVoxelSource>)band.Values));
    }

    private static double[] Sigmas(ParameterReader own) => own.Numbers("sigma", []) is var sigmas && sigmas.All(sigma => sigma > 0 && double.IsFinite(sigma))
        ? sigmas : throw new ArgumentException($"sigma must be numbers above 0 in mm, found '{string.Join(", ", sigmas)}'.", nameof(own));

    private static IEnumerable<(string Name, ScalarField Values)> Spherical(ParameterReader own, IVoxelSource image, Mask mask, PixelKind kind)
    {
        int levels = own.WholeFrom("lbp3DLevels", 1, 2);
        IReadOnlyList<ScalarField> responses = SphericalBinaryPattern.Apply(
            image, mask.Box, mask.BoxMembership, levels, own.Positive("lbp3DIcosphereRadius", 1), own.WholeBetween("lbp3DIcosphereSubdivision", 0, 5, 1), value => kind.Round(value));
        return responses.Select((values, level) => (level < levels ? $"lbp-3D-m{level + 1}" : "lbp-3D-k", values));
    }

    /// <summary>PyRadiomics writes patterns back into pixels of the image's type.</summary>
    private static ScalarField AsStored(PixelKind kind, ScalarField patterns) =>
        new(patterns.Grid, Array.ConvertAll(patterns.Values.ToArray(), value => kind.IsWhole() ? Math.Truncate(value) : value));

    private static LocalBinaryPatternMethod Method(string name) => name switch
    {
        "default" => LocalBinaryPatternMethod.Default,
        "ror" => LocalBinaryPatternMethod.RotationInvariant,
        "uniform" => LocalBinaryPatternMethod.Uniform,
        "var" => LocalBinaryPatternMethod.Variance,
        _ => throw new ArgumentException($"lbp2DMethod must be default, ror, uniform or var, found '{name}'.", nameof(name)),
    };

    /// <summary>PyRadiomics leaves out the filter where an axis is shorter than sigma or has fewer than four voxels.</summary>
    private static bool FitsLaplacian(Grid grid, double sigma) =>
        Fits(grid.Size.X, grid.Spacing.X, sigma) && Fits(grid.Size.Y, grid.Spacing.Y, sigma) && Fits(grid.Size.Z, grid.Spacing.Z, sigma);

    private static bool Fits(int size, double spacing, double sigma) => size >= 4 && size >= Math.Ceiling(sigma / spacing) + 1;

    /// <summary>A number as Python prints it: 1 as 1.0.</summary>
    private static string PythonNumber(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) || text.Contains('E', StringComparison.Ordinal) ? text : text + ".0";
    }
}
