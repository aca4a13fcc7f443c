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
    private const string Version = "extract 1";

    /// <summary>Gets what tells these settings from others.</summary>
    internal string Fingerprint { get; } = fingerprint;

    internal static ExtractProfile Load(string? profile, FileInfo? settings)
    {
        string text = settings is null ? string.Empty : File.ReadAllText(settings.FullName);
        Dictionary<string, object?> parameters = text.Trim().Length == 0 ? [] : ReadYaml(settings!.FullName, text);
        bool isPyRadiomics = profile == "pyradiomics"
            || (profile is null && parameters.Keys.Any(key => key is "setting" or "imageType" or "featureClass" or "voxelSetting"));
        string fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Version}|{isPyRadiomics}|{text}")));
        return isPyRadiomics
            ? new OfPyRadiomics(PyRadiomicsParameters.Parse(parameters), fingerprint)
            : new OfIbsi(IbsiParameters.Parse(parameters), fingerprint);
    }

    /// <summary>Extracts a case into rows of the long table, without the case's name.</summary>
    internal abstract IReadOnlyList<ExtractRow> Extract(ExtractCase one);

    private static (IVoxelSource Image, PixelKind Kind, Mask Mask) Read(ExtractCase one, IReadOnlyList<int> labels)
    {
        (IVoxelSource image, PixelKind kind) = PyRadiomicsImage.Read(one.Image);
        Mask mask = RegionOfInterest.Place(MaskReader.Read(one.Mask, labels), image.Grid);
        if (image is Volume volume)
        {
            RegionOfInterest.Create(volume, mask);
        }

        Mask.RequireVoxels(mask);
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
        internal override IReadOnlyList<ExtractRow> Extract(ExtractCase one)
        {
            (IVoxelSource image, PixelKind kind, Mask mask) = Read(one, one.Labels.Count > 0 ? one.Labels : [settings.Label]);
            return [.. PyRadiomicsExtractor.Extract(image, mask, settings, kind).Select(feature => new ExtractRow(
                feature.ImageType, feature.Value.Family, feature.Name, feature.Value.Ibsi ?? string.Empty, string.Empty, feature.Value.Value, feature.Value.Unit))];
        }
    }

    private sealed class OfIbsi(IbsiSettings settings, string fingerprint) : ExtractProfile(fingerprint)
    {
        internal override IReadOnlyList<ExtractRow> Extract(ExtractCase one)
        {
            (IVoxelSource image, _, Mask mask) = Read(one, one.Labels);
            return [.. IbsiExtractor.Extract(image, mask, settings).Select(feature => new ExtractRow(
                "original", feature.Feature.Family, feature.Feature.Name, feature.Feature.Ibsi ?? string.Empty, feature.Aggregation, feature.Value, feature.Feature.Unit))];
        }
    }
}
