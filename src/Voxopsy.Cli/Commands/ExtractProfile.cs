using System.Security.Cryptography;
using System.Text;
using Voxopsy.Imaging;
using Voxopsy.Radiomics.Ibsi;
using Voxopsy.Radiomics.PyRadiomics;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Voxopsy.Cli.Commands;

/// <summary>Whose definitions are used, with which settings.</summary>
internal abstract class ExtractProfile(string fingerprint)
{
    // Raised when a value changes, so that no kept result of an older formula is used again.
    private const string Version = "extract 3";

    /// <summary>Gets what tells these settings from others.</summary>
    internal string Fingerprint { get; } = fingerprint;

    internal static ExtractProfile Load(string? profile, FileInfo? settings)
    {
        string text = settings is null ? string.Empty : File.ReadAllText(settings.FullName);
        Dictionary<string, object?> parameters = text.Trim().Length == 0 ? [] : ReadYaml(settings!.FullName, text);
        bool isPyRadiomics = profile == "pyradiomics"
            || (profile is null && parameters.Keys.Any(key => key is "setting" or "imageType" or "featureClass" or "voxelSetting"));
        string fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Version}|{isPyRadiomics}|{text}")));
        try
        {
            return isPyRadiomics
                ? new OfPyRadiomics(PyRadiomicsParameters.Parse(parameters), fingerprint)
                : new OfIbsi(IbsiParameters.Parse(parameters), fingerprint);
        }
        catch (ArgumentException odd)
        {
            throw new CommandFailure(ExitCode.WrongUse, $"error extract: settings '{settings?.FullName}': {Failure.Text(odd)}");
        }
    }

    /// <summary>Extracts a case into rows of the long table, without the case's name; the rows are the same for any number of threads.</summary>
    internal abstract IReadOnlyList<ExtractRow> Extract(ExtractCase one, int threads);

    /// <summary>Saves the images and maps that are asked for.</summary>
    internal abstract void SaveImages(ExtractCase one, ExtractImages pictures);

    private static (IVoxelSource Image, PixelKind Kind, Mask Mask) Read(ExtractCase one, IReadOnlyList<int> labels, Func<Mask, Grid, Mask> place)
    {
        (IVoxelSource image, PixelKind kind) = PyRadiomicsImage.Read(one.Image);
        Mask mask = place(MaskReader.Read(one.Mask, labels), image.Grid);
        Mask.RequireVoxels(mask);
        RegionOfInterest.RequireFinite(image, mask);
        return (image, kind, mask);
    }

    private static Dictionary<string, object?> ReadYaml(string path, string text)
    {
        try
        {
            return Plain(new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object?>(text)) as Dictionary<string, object?>
                ?? throw new CommandFailure(ExitCode.WrongUse, $"error extract: settings '{path}' must hold keys with values");
        }
        catch (YamlException odd)
        {
            throw new CommandFailure(ExitCode.WrongUse, $"error extract: settings '{path}' line {odd.Start.Line}: {odd.Message}");
        }
    }

    private static object? Plain(object? value) => value switch
    {
        IDictionary<object, object?> map => map.ToDictionary(entry => entry.Key.ToString()!, entry => Plain(entry.Value)),
        IList<object?> list => list.Select(Plain).ToList(),
        _ => value,
    };

    private sealed class OfPyRadiomics(PyRadiomicsSettings settings, string fingerprint) : ExtractProfile(fingerprint)
    {
        internal override IReadOnlyList<ExtractRow> Extract(ExtractCase one, int threads)
        {
            (IVoxelSource image, PixelKind kind, Mask mask) = Read(one);
            return [.. PyRadiomicsExtractor.Extract(image, mask, settings, kind, threads).Select(feature => new ExtractRow(
                feature.ImageType, feature.Value.Family, feature.Name, feature.Value.Ibsi ?? string.Empty, string.Empty, feature.Value.Value, feature.Value.Unit))];
        }

        internal override void SaveImages(ExtractCase one, ExtractImages pictures)
        {
            if (pictures.Images is null && pictures.Maps is null)
            {
                return;
            }

            (IVoxelSource image, PixelKind kind, Mask mask) = Read(one);
            if (pictures.Images is { } images)
            {
                ExtractImages.Save(images, one.Name, FilteredImages.Make(image, mask, settings, kind));
            }

            if (pictures.Maps is { } maps)
            {
                ExtractImages.Save(maps, one.Name, FilteredImages.Maps(image, mask, settings, kind));
            }
        }

        private (IVoxelSource Image, PixelKind Kind, Mask Mask) Read(ExtractCase one) => ExtractProfile.Read(
            one, one.Labels.Count > 0 ? one.Labels : [settings.Label], (mask, grid) => PyRadiomicsMask.Place(mask, grid, settings));
    }

    private sealed class OfIbsi(IbsiSettings settings, string fingerprint) : ExtractProfile(fingerprint)
    {
        internal override IReadOnlyList<ExtractRow> Extract(ExtractCase one, int threads)
        {
            (IVoxelSource image, _, Mask mask) = Read(one, one.Labels, RegionOfInterest.Place);
            IbsiRegion region = IbsiRegion.Prepare(image, mask, settings);
            return
            [
                .. Rows("original", IbsiExtractor.Extract(region, settings)),
                .. IbsiExtractor.Responses(region, settings).SelectMany(made => Rows(made.Name, IbsiExtractor.OnResponse(made.Response, region, settings))),
            ];
        }

        private static IEnumerable<ExtractRow> Rows(string image, IEnumerable<IbsiFeature> features) => features.Select(feature => new ExtractRow(
            image, feature.Feature.Family, feature.Feature.Name, feature.Feature.Ibsi ?? string.Empty, feature.Aggregation, feature.Value, feature.Feature.Unit));

        internal override void SaveImages(ExtractCase one, ExtractImages pictures)
        {
            if (pictures.Maps is not null)
            {
                throw new ImagingException("Maps of features are defined by profile pyradiomics. Use --profile pyradiomics with --save-maps.");
            }

            if (pictures.Images is { } images)
            {
                (IVoxelSource image, _, Mask mask) = Read(one, one.Labels, RegionOfInterest.Place);
                IbsiRegion region = IbsiRegion.Prepare(image, mask, settings);
                ExtractImages.Save(
                    images,
                    one.Name,
                    IbsiExtractor.Responses(region, settings).Prepend(("original", ScalarField.Crop(region.Image, region.Intensity.Box))));
            }
        }
    }
}
