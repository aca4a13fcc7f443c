using Voxopsy.Radiomics.Intensity;
using Voxopsy.Radiomics.Shape;
using Voxopsy.Radiomics.Texture.Cooccurrence;
using Voxopsy.Radiomics.Texture.Dependence;
using Voxopsy.Radiomics.Texture.RunLength;
using Voxopsy.Radiomics.Texture.SizeZone;
using Voxopsy.Radiomics.Texture.ToneDifference;

namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>The feature classes of PyRadiomics, what each holds, and what it computes only when a parameter file names it.</summary>
internal static class FeatureClasses
{
    private static readonly FeatureDefinition Deviation = new("firstorder", "StandardDeviation", null, "intensity");
    private static readonly FeatureDefinition FirstCompactness = new("shape", "Compactness1", "SKGS", "1");
    private static readonly FeatureDefinition SecondCompactness = new("shape", "Compactness2", "BQWJ", "1");
    private static readonly FeatureDefinition Disproportion = new("shape", "SphericalDisproportion", "KRCK", "1");

    private static readonly Dictionary<string, FeatureDefinition[]> Classes = new()
    {
        ["shape"] = [.. ShapeFeatures.All, FirstCompactness, SecondCompactness, Disproportion],
        ["shape2D"] = [.. Shape2DFeatures.All],
        ["firstorder"] = [.. FirstOrderFeatures.All, Deviation],
        ["glcm"] = CooccurrenceFeatures.Definitions,
        ["gldm"] = DependenceFeatures.Definitions,
        ["glrlm"] = RunLengthFeatures.Definitions,
        ["glszm"] = SizeZoneFeatures.Definitions,
        ["ngtdm"] = ToneDifferenceFeatures.Definitions,
    };

    /// <summary>Refuses a class or a feature that is not there.</summary>
    /// <exception cref="ArgumentException">The message names it and what there is.</exception>
    internal static void Require(string family, IEnumerable<string> names)
    {
        if (!Classes.TryGetValue(family, out FeatureDefinition[]? features))
        {
            throw new ArgumentException($"No feature class is named '{family}'; there are {string.Join(", ", Classes.Keys)}.", nameof(family));
        }

        if (names.FirstOrDefault(name => features.All(feature => feature.Name != name)) is { } unknown)
        {
            throw new ArgumentException($"Class {family} has no feature '{unknown}'; there are {string.Join(", ", features.Select(feature => feature.Name))}.", nameof(names));
        }
    }

    /// <summary>Adds the features that PyRadiomics calls deprecated, which it computes only by name, from those they follow from.</summary>
    internal static IEnumerable<FeatureValue> WithDeprecated(IReadOnlyList<FeatureValue> values, IReadOnlyList<string> wanted)
    {
        double Of(string name) => values.First(value => value.Name == name).Value;
        foreach (FeatureValue value in values)
        {
            yield return value;
        }

        foreach (FeatureDefinition feature in ((FeatureDefinition[])[Deviation, FirstCompactness, SecondCompactness, Disproportion])
            .Where(feature => feature.Family == values[0].Family && wanted.Contains(feature.Name)))
        {
            yield return new FeatureValue(feature, feature.Name switch
            {
                "StandardDeviation" => Math.Sqrt(Of("Variance")),
                "Compactness1" => Of("MeshVolume") / (Math.Pow(Of("SurfaceArea"), 1.5) * Math.Sqrt(Math.PI)),
                "Compactness2" => 36 * Math.PI * Math.Pow(Of("MeshVolume"), 2) / Math.Pow(Of("SurfaceArea"), 3),
                _ => Of("SurfaceArea") / Math.Cbrt(36 * Math.PI * Math.Pow(Of("MeshVolume"), 2)),
            });
        }
    }
}
